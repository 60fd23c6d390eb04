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

  private final long[] seconds = new long[REMEMBERED];
  private final byte[][] texts = new byte[REMEMBERED][];

  TimeText() {
    Arrays.fill(seconds, Long.MIN_VALUE);
  }

  /** Writes a time in nanoseconds since 1970; returns the index after it. */
  int write(long nanos, byte[] target, int index) {
    long second = Math.floorDiv(nanos, SECOND);
    int slot = (int) second & REMEMBERED - 1;
    if (seconds[slot] != second) {
      seconds[slot] = second;
      texts[slot] = text(second);
    }
    byte[] text = texts[slot];
    System.arraycopy(text, 0, target, index, text.length);
    int end = writeFraction(nanos - second * SECOND, target, index + text.length);
    target[end] = 'Z';
    return end + 1;
  }

  /** Writes a point and six or nine decimals of a second; returns the index after them. */
  static int writeFraction(long nanosOfSecond, byte[] target, int index) {
    target[index] = '.';
    boolean micros = nanosOfSecond % 1000 == 0;
    int digits = micros ? 6 : 9;
    Decimal.writeFixed(micros ? nanosOfSecond / 1000 : nanosOfSecond, digits, target, index + 1);
    return index + 1 + digits;
  }

  private static byte[] text(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    byte[] text = new byte[19];
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
