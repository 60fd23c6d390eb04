package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickClockTest {
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1000000000",
    "1340954905298858, 6, 0, 1340954905298858000",
    "1340954905298858999, 9, 0, 1340954905298858999",
    "1340954905298858999, 12, 0, 1340954905298858",
    "3, 138, 0, 2929687", // 3/1024 s
    "1, 128, 0, 1000000000",
    "1, 6, -1, -999999000",
    "1, 6, 3600, 3600000001000",
    "-1, 0, 0, 9223372036854775807",
    "-1, 9, -9223372036854775808, -1",
    "0, 6, 9223372036854775807, 9223372036854775807",
    "0, 6, -9223372036854775808, -9223372036854775808",
    "-1, 127, 0, 0",
    "-1, 255, 0, 0"
  })
  void knowsTheCorners(long ticks, int resolution, long offsetSeconds, long nanos) {
    assertEquals(nanos, TickClock.nanos(ticks, resolution, offsetSeconds));
  }

  @Test
  void agreesWithExactArithmetic() {
    Random random = new Random(20);
    for (int i = 0; i < 200_000; i++) {
      long ticks = random.nextLong() >>> random.nextInt(64);
      int resolution = random.nextInt(256);
      assertEquals(
          exact(ticks, resolution),
          TickClock.nanos(ticks, resolution, 0),
          () -> Long.toUnsignedString(ticks) + " of " + TickClock.text(resolution));
    }
  }

  @Test
  void simpleTicksAreAProduct() {
    for (int resolution = 0; resolution < 256; resolution++) {
      long most = TickClock.simpleTicks(resolution, 0);
      if (most != TickClock.NEVER_SIMPLE) {
        long product = most * TickClock.tickNanos(resolution);
        assertEquals(TickClock.nanos(most, resolution, 0), product);
        assertEquals(TickClock.NEVER_SIMPLE, TickClock.simpleTicks(resolution, 1));
      }
    }
  }

  private static long exact(long ticks, int resolution) {
    int exponent = resolution & 0x7f;
    BigInteger base = resolution < 128 ? BigInteger.TEN : BigInteger.TWO;
    BigInteger nanos =
        new BigInteger(Long.toUnsignedString(ticks))
            .multiply(NANOS_PER_SECOND)
            .divide(base.pow(exponent));
    return nanos.bitLength() < Long.SIZE ? nanos.longValue() : Long.MAX_VALUE;
  }
}
