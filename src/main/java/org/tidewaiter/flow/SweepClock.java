package org.tidewaiter.flow;

/**
 * Says when packet time has moved far enough for a look at all rows.
 *
 * <p>The clock reads the earlier of the last two packet times: a single packet with a wild time
 * moves nothing. A jump, either way, is one step.
 */
final class SweepClock {
  private final long intervalNanos;
  private long previousNanos;
  private long clockNanos;
  private long dueNanos = Long.MIN_VALUE;

  SweepClock(long intervalNanos) {
    this.intervalNanos = Math.max(1, intervalNanos);
  }

  /** Takes note of a packet's time; true when a sweep is due, which then counts as done. */
  boolean isDue(long packetNanos) {
    long earlier = Math.min(previousNanos, packetNanos);
    previousNanos = packetNanos;
    if (earlier < dueNanos && earlier >= dueNanos - 2 * intervalNanos) {
      return false;
    }
    boolean first = dueNanos == Long.MIN_VALUE;
    boolean forward = earlier >= dueNanos;
    clockNanos = earlier;
    dueNanos = earlier + intervalNanos;
    return forward && !first;
  }

  /** Packet time of the sweep that is due. */
  long nanos() {
    return clockNanos;
  }
}
