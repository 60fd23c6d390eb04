package org.tidewaiter.sensor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;

/**
 * When a period of reports ends: at the wall clock's multiples of its length, such as every full
 * five minutes UTC, so that the names of reports say what to expect.
 *
 * <p>What is measured is a monotonic time: a step of the wall clock changes the name of the next
 * period and nothing else; no period becomes shorter than up to the next multiple, or longer than
 * its length, by it.
 */
public final class PeriodClock {
  /** How far in milliseconds the wall clock may be from the planned end to be taken for it. */
  private static final long TOLERANCE_MILLIS = 1000;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final long lengthMillis;
  private final LongSupplier wallMillis;
  private final LongSupplier monotonicNanos;
  private long startMillis;
  private long plannedEndMillis = Long.MIN_VALUE;
  private long dueNanos;

  /**
   * A clock whose first period begins now.
   *
   * @param lengthMillis length of a period in milliseconds, 0 for endless ones
   * @param wallMillis milliseconds since 1970
   * @param monotonicNanos nanoseconds of a clock that nobody sets
   */
  public PeriodClock(long lengthMillis, LongSupplier wallMillis, LongSupplier monotonicNanos) {
    this.lengthMillis = lengthMillis;
    this.wallMillis = wallMillis;
    this.monotonicNanos = monotonicNanos;
    next();
  }

  /** Whether the period is over. */
  public boolean isDue() {
    return lengthMillis > 0 && monotonicNanos.getAsLong() - dueNanos >= 0;
  }

  /** Begins the next period, due or not. */
  public void next() {
    long wall = wallMillis.getAsLong();
    long tolerance = Math.min(TOLERANCE_MILLIS, lengthMillis / 4);
    boolean onTime = isDue() && Math.abs(wall - plannedEndMillis) <= tolerance;
    startMillis = onTime ? plannedEndMillis : wall;
    if (lengthMillis > 0) {
      plannedEndMillis = Math.floorDiv(startMillis, lengthMillis) * lengthMillis + lengthMillis;
      dueNanos = monotonicNanos.getAsLong() + (plannedEndMillis - wall) * NANOS_PER_MILLI;
    }
  }

  /** When the period began, by the wall clock. */
  public Instant start() {
    return Instant.ofEpochMilli(startMillis);
  }

  /** The period's name, made of its beginning: {@code 20261122T185500Z}. */
  public String name() {
    return NAME.format(start());
  }
}
