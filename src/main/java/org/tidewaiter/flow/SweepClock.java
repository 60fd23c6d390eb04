package org.tidewaiter.flow;

/**
 * Says when packet time has moved far enough for a look at all rows: whenever it passes a multiple
 * of the interval, so that it does not matter where reading began.
 *
 * <p>The clock reads the earlier of the last two packet times: a single packet with a wild time
 * moves nothing. A jump, either way, is one step.
 */
final class SweepClock {
  private final long intervalNanos;
  private long previousNanos;
  private long clockNanos;

  // Between these two nothing happens.
  private long backNanos = Long.MAX_VALUE;
  private long dueNanos = Long.MIN_VALUE;

  /** The clock of flows with these timeouts. */
  static SweepClock of(FlowTimeouts timeouts) {
    return new SweepClock(timeouts.shortestNanos() / 4);
  }

  SweepClock(long intervalNanos) {
    this.intervalNanos = Math.max(1, intervalNanos);
  }

  /** A clock that never says so, for a table that is told when to look. */
  static SweepClock never() {
    return new SweepClock(Long.MAX_VALUE);
  }

  /** Takes note of a packet's time; true when a sweep is due, which then counts as done. */
  boolean isDue(long packetNanos) {
    long earlier = Math.min(previousNanos, packetNanos);
    previousNanos = packetNanos;
    return (earlier >= dueNanos || earlier < backNanos) && isDueAt(earlier);
  }

  /** The same where the earlier of the last two packet times is known. */
  boolean isDueAt(long earlierNanos) {
    boolean nothingDue = earlierNanos < dueNanos && earlierNanos >= backNanos;
    if (nothingDue || intervalNanos == Long.MAX_VALUE) {
      return false;
    }
    boolean first = dueNanos == Long.MIN_VALUE;
    boolean forward = earlierNanos >= dueNanos && earlierNanos != Long.MAX_VALUE;
    clockNanos = earlierNanos;
    setDueAfter(earlierNanos, 1);
    return forward && !first;
  }

  /** Makes the multiple of the interval due that is so many steps behind a time. */
  void setDueAfter(long nanos, int steps) {
    long step = Math.floorDiv(nanos, intervalNanos) + steps;
    boolean fits = step <= Long.MAX_VALUE / intervalNanos;
    dueNanos = fits ? step * intervalNanos : Long.MAX_VALUE;
    long back = dueNanos - 2 * intervalNanos;
    backNanos = back <= dueNanos ? back : Long.MIN_VALUE;
  }

  /** Lets the next packet follow one of this time. */
  void setPrevious(long packetNanos) {
    previousNanos = packetNanos;
  }

  long dueNanos() {
    return dueNanos;
  }

  /** Packet time of the sweep that is due. */
  long nanos() {
    return clockNanos;
  }
}
