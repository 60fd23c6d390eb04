package org.tidewaiter.capture;

/**
 * Turns the 64-bit tick counts of pcapng into nanoseconds since 1970.
 *
 * <p>A resolution is the value of the option {@code if_tsresol} (draft-ietf-opsawg-pcapng section
 * 4.2): the lower seven bits are a negative exponent, of 10, or of 2 if the highest bit is set.
 * Times outside what a long can hold become the nearest that it can; fractions of nanoseconds are
 * cut off.
 */
final class TickClock {
  /** Microseconds, where a capture does not say. */
  static final int DEFAULT_RESOLUTION = 6;

  /** What {@link #simpleTicks} says if ticks of this resolution are more than a product. */
  static final long NEVER_SIMPLE = -1;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int POWER_OF_TWO = 0x80;
  private static final int NANO_EXPONENT = 9;

  /** Greatest power of ten that 64 unsigned bits hold. */
  private static final int MAX_EXPONENT = 19;

  private TickClock() {}

  /** Greatest tick count that only needs to be multiplied by {@link #tickNanos}. */
  static long simpleTicks(int resolution, long offsetSeconds) {
    boolean simple = resolution <= NANO_EXPONENT && offsetSeconds == 0;
    return simple ? Long.MAX_VALUE / tickNanos(resolution) : NEVER_SIMPLE;
  }

  /** Nanoseconds per tick of a power of ten up to 10^-9; 0 for all other resolutions. */
  static long tickNanos(int resolution) {
    return resolution <= NANO_EXPONENT ? powerOfTen(NANO_EXPONENT - resolution) : 0;
  }

  /**
   * Nanoseconds since 1970.
   *
   * @param ticks unsigned
   * @param resolution as in the option, 0 to 255
   * @param offsetSeconds of the option {@code if_tsoffset}, signed
   */
  static long nanos(long ticks, int resolution, long offsetSeconds) {
    int exponent = resolution & ~POWER_OF_TWO;
    long nanos =
        (resolution & POWER_OF_TWO) == 0
            ? nanosOfDecimal(ticks, exponent)
            : nanosOfBinary(ticks, exponent);
    return saturatedSum(nanos, saturatedSecondsToNanos(offsetSeconds));
  }

  private static long nanosOfDecimal(long ticks, int exponent) {
    if (exponent > NANO_EXPONENT) {
      int excess = exponent - NANO_EXPONENT;
      return excess > MAX_EXPONENT ? 0 : Long.divideUnsigned(ticks, powerOfTen(excess));
    }
    long tickNanos = powerOfTen(NANO_EXPONENT - exponent);
    boolean fits = ticks >= 0 && ticks <= Long.MAX_VALUE / tickNanos;
    return fits ? ticks * tickNanos : Long.MAX_VALUE;
  }

  private static long nanosOfBinary(long ticks, int exponent) {
    if (exponent == 0) {
      return nanosOfDecimal(ticks, 0);
    }
    if (exponent >= Long.SIZE) {
      long high = Math.multiplyHigh(ticks, NANOS_PER_SECOND);
      high += ticks < 0 ? NANOS_PER_SECOND : 0; // as unsigned numbers
      return high >>> (exponent - Long.SIZE);
    }
    long seconds = saturatedSecondsToNanos(ticks >>> exponent);
    long fraction = ticks & ((1L << exponent) - 1);
    long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    return saturatedSum(seconds, high << (Long.SIZE - exponent) | low >>> exponent);
  }

  private static long saturatedSecondsToNanos(long seconds) {
    long most = Long.MAX_VALUE / NANOS_PER_SECOND;
    if (seconds > most) {
      return Long.MAX_VALUE;
    }
    return seconds < -most ? Long.MIN_VALUE : seconds * NANOS_PER_SECOND;
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    if (!overflow) {
      return sum;
    }
    return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /** {@code 10^-6} and the like. */
  static String text(int resolution) {
    int exponent = resolution & ~POWER_OF_TWO;
    return ((resolution & POWER_OF_TWO) == 0 ? "10^-" : "2^-") + exponent;
  }
}
