package org.tidewaiter.cli;

import org.tidewaiter.DurationText;

/** Durations of the command line. */
final class Duration {
  private Duration() {}

  /** Nanoseconds of what was given with an option, see {@link DurationText}. */
  static long nanos(String option, String text) throws UsageException {
    try {
      return DurationText.nanos(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
