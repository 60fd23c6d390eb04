package org.tidewaiter.report;

/**
 * Decimal digits of numbers, three at a time. Divisions are multiplications here: of long ones
 * Java's first compiler makes a call.
 */
final class Decimal {
  private static final int THOUSAND = 1000;
  private static final int MILLION = 1_000_000;
  private static final int MILLIARD = 1_000_000_000;

  // The three digits of each number below a thousand, and how many zeros they begin with.
  private static final byte[] DIGITS = new byte[4 * THOUSAND];

  static {
    for (int i = 0; i < THOUSAND; i++) {
      DIGITS[4 * i] = (byte) ('0' + i / 100);
      DIGITS[4 * i + 1] = (byte) ('0' + i / 10 % 10);
      DIGITS[4 * i + 2] = (byte) ('0' + i % 10);
      DIGITS[4 * i + 3] = (byte) (i < 10 ? 2 : i < 100 ? 1 : 0);
    }
  }

  private Decimal() {}

  /** Writes a number of 0 or more; returns the index after its last digit. */
  static int write(long value, byte[] target, int index) {
    if (value < THOUSAND) {
      return writeFirst((int) value, target, index);
    }
    if (value < MILLION) {
      int thousands = thousands((int) value);
      int end = writeFirst(thousands, target, index);
      writeThree((int) value - thousands * THOUSAND, target, end);
      return end + 3;
    }
    if (value < MILLIARD) {
      int millions = (int) value / MILLION;
      int end = writeFirst(millions, target, index);
      writeSix((int) value - millions * MILLION, target, end);
      return end + 6;
    }
    long milliards = value / MILLIARD;
    int end = write(milliards, target, index);
    int rest = (int) (value - milliards * MILLIARD);
    writeThree(rest / MILLION, target, end);
    writeSix(rest % MILLION, target, end + 3);
    return end + 9;
  }

  // Up to two bytes behind the number are written over, too.
  private static int writeFirst(int belowThousand, byte[] target, int index) {
    int zeros = DIGITS[4 * belowThousand + 3];
    int from = 4 * belowThousand + zeros;
    target[index] = DIGITS[from];
    target[index + 1] = DIGITS[from + 1];
    target[index + 2] = DIGITS[from + 2];
    return index + 3 - zeros;
  }

  /** Writes exactly three digits. */
  static void writeThree(int belowThousand, byte[] target, int index) {
    target[index] = DIGITS[4 * belowThousand];
    target[index + 1] = DIGITS[4 * belowThousand + 1];
    target[index + 2] = DIGITS[4 * belowThousand + 2];
  }

  /** Writes exactly six digits. */
  static void writeSix(int belowMillion, byte[] target, int index) {
    int thousands = thousands(belowMillion);
    writeThree(thousands, target, index);
    writeThree(belowMillion - thousands * THOUSAND, target, index + 3);
  }

  /** The thousandth part, rounded down, of a number from 0 to a milliard. */
  static int thousands(int value) {
    return (int) (value * 274_877_907L >>> 38);
  }

  /** Writes exactly {@code digits} digits, with zeros in front. */
  static void writeFixed(int value, int digits, byte[] target, int index) {
    int rest = value;
    for (int at = index + digits - 1; at >= index; at--) {
      target[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
