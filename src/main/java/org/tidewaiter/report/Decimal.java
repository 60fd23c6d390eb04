package org.tidewaiter.report;

/** Decimal digits of numbers. */
final class Decimal {
  // Two digits at a time: half the divisions.
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private Decimal() {}

  /** Writes a number of 0 or more; returns the index after its last digit. */
  static int write(long value, byte[] target, int index) {
    int length = length(value);
    writeFixed(value, length, target, index);
    return index + length;
  }

  /** Writes exactly {@code digits} digits, with zeros in front. */
  static void writeFixed(long value, int digits, byte[] target, int index) {
    long rest = value;
    int at = index + digits;
    while (at - index >= 2) {
      int pair = rest <= Integer.MAX_VALUE ? (int) rest % 100 : (int) (rest % 100);
      rest = rest <= Integer.MAX_VALUE ? (int) rest / 100 : rest / 100;
      target[--at] = PAIRS[2 * pair + 1];
      target[--at] = PAIRS[2 * pair];
    }
    if (at > index) {
      target[index] = (byte) ('0' + rest % 10);
    }
  }

  private static int length(long value) {
    int length = 1;
    for (long bound = 10; length < 19 && value >= bound; bound *= 10) {
      length++;
    }
    return length;
  }
}
