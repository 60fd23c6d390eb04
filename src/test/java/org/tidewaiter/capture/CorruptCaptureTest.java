package org.tidewaiter.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that hold for any bytes: no exception, and the same however the bytes arrive. */
class CorruptCaptureTest {
  private static final int[] TELLING = {0, 1, 2, 3, 4, 5, 6, 12, 16, 32, 0x7f, 0x80, 0xff};

  private static byte[] sound(int seed) {
    CaptureBytes bytes = CaptureBytes.in(seed % 4 < 2 ? LITTLE_ENDIAN : BIG_ENDIAN);
    if (seed % 2 == 0) {
      bytes.pcapHeader();
      for (int i = 0; i < 8; i++) {
        bytes.pcapRecord(i, i, 20 + i, 60);
      }
      return bytes.toArray();
    }
    bytes.section().captureInterface(1, 0, (byte) 0, (byte) 9).captureInterface(113, 96);
    bytes.enhanced(0, 1, 20, 20).simple(30, 30).obsolete(1, 2, 21, 60);
    bytes.block(0x123, new byte[24]).enhanced(1, 3, 0, 0).section();
    return bytes.captureInterface(101, 0).enhanced(0, 4, 33, 33).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anyBytesAreReadTheSameWayFastAndSlowly(int seed) throws IOException {
    Random random = new Random(seed);
    byte[] sound = sound(seed);
    for (int round = 0; round < 3000; round++) {
      byte[] corrupt = Arrays.copyOf(sound, sound.length - random.nextInt(3) * random.nextInt(40));
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        // The magic number stays, or there would be little to see.
        int at = 12 + random.nextInt(corrupt.length - 12);
        corrupt[at] =
            (byte)
                (random.nextBoolean()
                    ? TELLING[random.nextInt(TELLING.length)]
                    : random.nextInt(256));
      }
      Reading fast = Reading.of(corrupt);
      Reading slow = Reading.slowly(corrupt);
      assertEquals(fast.packets(), slow.packets());
      assertEquals(fast.damages(), slow.damages());
      assertEquals(fast.input().packetsByLinkType(), slow.input().packetsByLinkType());
      assertTrue(fast.damages().stream().allMatch(damage -> damage.byteOffset() >= 0));
      assertTrue(fast.damages().stream().allMatch(damage -> damage.byteOffset() <= corrupt.length));
    }
  }
}
