package org.tidewaiter;

/** Durations as users write them: a whole number and a unit, {@code 90s}, {@code 5m}. */
public final class DurationText {
  private DurationText() {}

  /**
   * Nanoseconds of a duration of 1 ms to 10,000 days.
   *
   * @throws IllegalArgumentException for anything else, with a message for the user
   */
  public static long nanos(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long unit =
        switch (text.substring(digits)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default -> 0;
        };
    if (unit == 0 || digits == 0 || digits > 9) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write 90s, 5m, 2h, 1d or 250ms");
    }
    long number = Long.parseLong(text.substring(0, digits));
    if (number == 0 || number > 10_000 * 86_400_000_000_000L / unit) {
      throw new IllegalArgumentException("'" + text + "' is out of range (1ms to 10000d)");
    }
    return number * unit;
  }
}
