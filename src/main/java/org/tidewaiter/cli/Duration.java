package org.tidewaiter.cli;

/** Durations of the command line: a whole number and a unit, {@code 90s}, {@code 5m}. */
final class Duration {
  private Duration() {}

  /** Nanoseconds of a duration of 1 ms to 10,000 days. */
  static long nanos(String option, String text) throws UsageException {
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
      throw new UsageException(
          option + ": '" + text + "' is not a duration; write 90s, 5m, 2h, 1d or 250ms");
    }
    long number = Long.parseLong(text.substring(0, digits));
    if (number == 0 || number > 10_000 * 86_400_000_000_000L / unit) {
      throw new UsageException(option + ": '" + text + "' is out of range (1ms to 10000d)");
    }
    return number * unit;
  }
}
