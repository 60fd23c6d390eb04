package org.tidewaiter.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * The last day on which a row is in force: until its end in UTC, by the time of the packets. A
 * class of its own so that starts without such rows load no calendar.
 */
final class LastDay {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private LastDay() {}

  /** The day that {@code 2026-06-30} means, or null where it means none. */
  static LocalDate parse(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Nanoseconds since 1970 at which a day is over. */
  static long endNanos(LocalDate day) {
    return Math.multiplyExact(
        day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC), NANOS_PER_SECOND);
  }

  /** Whether a day is over on another, or on the day of the run where that is null. */
  static boolean isOver(LocalDate day, LocalDate today) {
    return day.isBefore(today != null ? today : LocalDate.now(ZoneOffset.UTC));
  }
}
