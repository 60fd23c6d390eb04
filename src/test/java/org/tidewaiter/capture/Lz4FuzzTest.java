package org.tidewaiter.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.FuzzSeeds;

/** Any bytes as a lz4 file: the same packets however they arrive, and no exception. */
class Lz4FuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    return FuzzSeeds.captures().limit(6).map(file -> CompressionTest.packed(Compression.LZ4, file));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] packed) throws IOException {
    HostileReading.check(packed);
  }
}
