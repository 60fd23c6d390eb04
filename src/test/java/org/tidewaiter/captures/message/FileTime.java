package org.tidewaiter.captures.message;

/** Windows time: units of 100 ns since 1601-01-01 UTC. */
public final class FileTime {
  private static final long UNITS_1601_TO_1970 = 116_444_736_000_000_000L;

  private FileTime() {}

  /** A time in nanoseconds since 1970 as Windows time. */
  public static long of(long nanos) {
    return nanos / 100 + UNITS_1601_TO_1970;
  }
}
