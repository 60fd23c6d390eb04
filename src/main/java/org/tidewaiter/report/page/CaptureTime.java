package org.tidewaiter.report.page;

/**
 * Reads the reports' timestamps, {@code 2026-01-31T23:59:59.123456789Z}, without an object per
 * flow; java.time needs a microsecond each, and a flow has two.
 */
public final class CaptureTime {
  /** No time, or none that could be read. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int SECONDS_END = 19;
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private CaptureTime() {}

  /** Milliseconds since 1970 in UTC, rounded down, or {@link #NONE}. */
  public static long millis(String time) {
    if (time.length() <= SECONDS_END
        || time.charAt(4) != '-'
        || time.charAt(7) != '-'
        || time.charAt(10) != 'T'
        || time.charAt(13) != ':'
        || time.charAt(16) != ':'
        || time.charAt(time.length() - 1) != 'Z') {
      return NONE;
    }
    int year = number(time, 0, 4);
    int month = number(time, 5, 7);
    int day = number(time, 8, 10);
    int hour = number(time, 11, 13);
    int minute = number(time, 14, 16);
    int second = number(time, 17, SECONDS_END);
    if ((year | month | day | hour | minute | second) < 0 || month == 0 || month > 12) {
      return NONE;
    }
    int fraction = 0;
    if (time.charAt(SECONDS_END) == '.') {
      int digits = Math.min(3, time.length() - SECONDS_END - 2);
      fraction = number(time, SECONDS_END + 1, SECONDS_END + 1 + digits);
      for (int i = digits; i < 3; i++) {
        fraction *= 10;
      }
    }
    if (fraction < 0) {
      return NONE;
    }
    long millisOfDay = ((hour * 60L + minute) * 60L + second) * 1000L + fraction;
    return daysSince1970(year, month, day) * MILLIS_PER_DAY + millisOfDay;
  }

  /** The same time for a person: to the millisecond, with a space, the zone left to the heading. */
  public static String display(String time) {
    if (millis(time) == NONE) {
      return time;
    }
    int end = Math.min(time.length() - 1, SECONDS_END + 4);
    return time.substring(0, 10) + " " + time.substring(11, end);
  }

  /** The same to the second, for tables. */
  public static String displaySeconds(String time) {
    String display = display(time);
    return display.length() > SECONDS_END && millis(time) != NONE
        ? display.substring(0, SECONDS_END)
        : display;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * Days in the Gregorian calendar; the year is taken to begin in March, so that leap days end it.
   */
  private static long daysSince1970(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
