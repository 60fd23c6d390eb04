package org.tidewaiter.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a pcap file: the same packets however they arrive, damage told, no exception. */
class PcapReaderFuzzTest {
  @MethodSource("org.tidewaiter.FuzzSeeds#pcap")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] file) throws IOException {
    HostileReading.check(file);
  }
}
