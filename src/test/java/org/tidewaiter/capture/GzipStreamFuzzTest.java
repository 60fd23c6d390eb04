package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as gzip: where ours sees no damage, it unpacks all that the JDK's own reader does. */
class GzipStreamFuzzTest {
  private static final int ENOUGH_BYTES = 1 << 20;

  @MethodSource("org.tidewaiter.FuzzSeeds#gzip")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] packed) {
    Unpacked ours = new Unpacked();
    try (InputStream in = new GzipStream(Channels.newChannel(new ByteArrayInputStream(packed)))) {
      ours.read(in);
    } catch (IOException e) {
      ours.failure = e;
    }
    if (packed.length < 18 || ours.isEnough()) {
      return;
    }
    Unpacked theirs = new Unpacked();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      theirs.read(in);
    } catch (IOException e) {
      theirs.failure = e;
    }
    // They take whatever they do not like in a further member's header for a proper end.
    // They check a checksum of the header, too, which says nothing of the data.
    boolean header =
        theirs.failure != null && "Corrupt GZIP header".equals(theirs.failure.getMessage());
    if (ours.failure == null && !header) {
      assertNull(theirs.failure);
      byte[] unpacked = ours.bytes.toByteArray();
      assertArrayEquals(theirs.bytes.toByteArray(), Arrays.copyOf(unpacked, theirs.bytes.size()));
    }
  }

  private static final class Unpacked {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    IOException failure;

    void read(InputStream in) throws IOException {
      byte[] piece = new byte[4096];
      int count = in.read(piece);
      while (count >= 0 && !isEnough()) {
        bytes.write(piece, 0, count);
        count = in.read(piece);
      }
    }

    boolean isEnough() {
      return bytes.size() > ENOUGH_BYTES;
    }
  }
}
