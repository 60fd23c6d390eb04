package org.tidewaiter.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Times as ISO 8601 in UTC: {@code 2023-11-14T22:13:20.000001Z}. Six decimals, nine where the time
 * has nanoseconds. Remembers the text of recent seconds, since the flows of a report share them.
 */
public final class TimeText {
  /** Longest text: a sign and nine digits of year would still fit. */
  static final int MAX_LENGTH = 40;

  private static final int REMEMBERED = 256;
  private static final long SECOND = 1_000_000_000L;

  /** Length of a text up to its seconds. */
  private static final int TO_SECONDS = 19;

  private final long[] seconds = new long[REMEMBERED];
  private final byte[][] texts = new byte[REMEMBERED][];

  TimeText() {
    Arrays.fill(seconds, Long.MIN_VALUE);
  }

  /** Writes a time in nanoseconds since 1970; returns the index after it. */
  int write(long nanos, byte[] target, int index) {
    long second = second(nanos);
    int slot = (int) second & REMEMBERED - 1;
    if (seconds[slot] != second) {
      seconds[slot] = second;
      texts[slot] = text(second);
    }
    System.arraycopy(texts[slot], 0, target, index, TO_SECONDS);
    int end = writeFraction((int) (nanos - second * SECOND), target, index + TO_SECONDS);
    target[end] = 'Z';
    return end + 1;
  }

  /** Writes a duration in seconds with six or nine decimals; returns the index after it. */
  static int writeSeconds(long nanos, byte[] target, int index) {
    long second = second(nanos);
    int end = Decimal.write(second, target, index);
    return writeFraction((int) (nanos - second * SECOND), target, end);
  }

  // Like floorDiv, whose long division takes ten times as long in Java's first compiler. The
  // product is at most one second off.
  private static long second(long nanos) {
    long second = (long) (nanos * 1e-9);
    long rest = nanos - second * SECOND;
    return rest < 0 ? second - 1 : rest < SECOND ? second : second + 1;
  }

  private static int writeFraction(int nanosOfSecond, byte[] target, int index) {
    target[index] = '.';
    int micros = Decimal.thousands(nanosOfSecond);
    Decimal.writeSix(micros, target, index + 1);
    int rest = nanosOfSecond - micros * 1000;
    if (rest == 0) {
      return index + 7;
    }
    Decimal.writeThree(rest, target, index + 7);
    return index + 10;
  }

  private static byte[] text(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    byte[] text = new byte[TO_SECONDS];
    Decimal.writeFixed(time.getYear(), 4, text, 0);
    text[4] = '-';
    Decimal.writeFixed(time.getMonthValue(), 2, text, 5);
    text[7] = '-';
    Decimal.writeFixed(time.getDayOfMonth(), 2, text, 8);
    text[10] = 'T';
    Decimal.writeFixed(time.getHour(), 2, text, 11);
    text[13] = ':';
    Decimal.writeFixed(time.getMinute(), 2, text, 14);
    text[16] = ':';
    Decimal.writeFixed(time.getSecond(), 2, text, 17);
    return text;
  }

  /** Compares times as their texts compare: nine decimals stand before six of the same. */
  public static int compareTexts(long one, long two) {
    int order = Long.compare(Math.floorDiv(one, 1000L), Math.floorDiv(two, 1000L));
    if (order != 0 || one == two) {
      return order;
    }
    boolean oneIsShort = Math.floorMod(one, 1000L) == 0;
    boolean twoIsShort = Math.floorMod(two, 1000L) == 0;
    return oneIsShort ? 1 : twoIsShort ? -1 : Long.compare(one, two);
  }

  /** The text of a time, for reports that are no hot path. */
  static String of(long nanos) {
    byte[] text = new byte[MAX_LENGTH];
    int end = new TimeText().write(nanos, text, 0);
    return new String(text, 0, end, java.nio.charset.StandardCharsets.US_ASCII);
  }
}
