package org.tidewaiter.policy;

import java.util.List;
import java.util.Locale;

/** Durations as rule files write them: a whole number and its unit, {@code 2h}. */
final class Durations {
  private static final String[] UNITS = {"ms", "s", "m", "h", "d"};
  private static final long[] UNIT_NANOS = {
    1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L
  };
  private static final List<String> NUMBER_WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private Durations() {}

  /** Nanoseconds of {@code 250ms}, {@code 30s}, {@code 10m}, {@code 2h} or {@code 7d}, or -1. */
  static long parseNanos(String text) {
    for (int i = 0; i < UNITS.length; i++) {
      if (text.endsWith(UNITS[i])) {
        long amount = whole(text.substring(0, text.length() - UNITS[i].length()));
        if (amount >= 0) {
          return amount > Long.MAX_VALUE / UNIT_NANOS[i] ? -1 : amount * UNIT_NANOS[i];
        }
      }
    }
    return -1;
  }

  /** The number that digits mean, or -1 where there is anything else or too many. */
  static long whole(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  /** The duration that somebody meant by {@code two hours} or {@code 10 min}, or null. */
  static String guess(String text) {
    String lower = text.toLowerCase(Locale.ROOT).trim();
    int split = 0;
    while (split < lower.length() && Character.isDigit(lower.charAt(split))) {
      split++;
    }
    String number = lower.substring(0, split);
    if (split == 0) {
      int space = lower.indexOf(' ');
      int word = space < 0 ? -1 : NUMBER_WORDS.indexOf(lower.substring(0, space));
      if (word < 0) {
        return null;
      }
      number = Integer.toString(word);
      split = space;
    }
    String unit = lower.substring(split).trim();
    if (unit.startsWith("ms") || unit.startsWith("milli")) {
      return number + "ms";
    }
    if (unit.startsWith("w") && whole(number) >= 0 && number.length() < 9) {
      return whole(number) * 7 + "d";
    }
    for (String known : new String[] {"s", "m", "h", "d"}) {
      if (unit.startsWith(known) && !unit.startsWith("mo")) {
        return number + known;
      }
    }
    return null;
  }
}
