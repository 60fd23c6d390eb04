package org.tidewaiter.spark;

import java.io.Serializable;
import org.tidewaiter.flow.FlowCounters;

/**
 * A piece of what a task makes of its flows: finished flows, rows for the detections, or counts.
 */
record ShardPiece(FlowsBlock flows, RowBlock block, byte[] rows, Counts counts)
    implements Serializable {
  /**
   * Counts of a task's flows.
   *
   * @param flow those of the flow table, as {@link #packed}
   * @param flows flows there were
   * @param observations messages that detections looked at, to no avail
   * @param incomplete messages that were not whole
   */
  record Counts(
      long[] flow, long flows, long observations, long incomplete, long firstNanos, long lastNanos)
      implements Serializable {}

  static ShardPiece of(FlowsBlock flows) {
    return new ShardPiece(flows, null, null, null);
  }

  static ShardPiece of(RowBlock block, byte[] rows) {
    return new ShardPiece(null, block, rows, null);
  }

  static ShardPiece of(Counts counts) {
    return new ShardPiece(null, null, null, counts);
  }

  static long[] packed(FlowCounters c) {
    return new long[] {
      c.created,
      c.reopened,
      c.idle,
      c.closed,
      c.evicted,
      c.fragmentsAttributed,
      c.fragmentsWithoutFirst,
      c.fragmentsForgotten,
      c.timeBackwards,
      c.directionTurned,
      c.announcementsForgotten
    };
  }

  static void add(long[] packed, FlowCounters c) {
    c.created += packed[0];
    c.reopened += packed[1];
    c.idle += packed[2];
    c.closed += packed[3];
    c.evicted += packed[4];
    c.fragmentsAttributed += packed[5];
    c.fragmentsWithoutFirst += packed[6];
    c.fragmentsForgotten += packed[7];
    c.timeBackwards += packed[8];
    c.directionTurned += packed[9];
    c.announcementsForgotten += packed[10];
  }
}
