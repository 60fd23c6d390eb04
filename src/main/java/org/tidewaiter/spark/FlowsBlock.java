package org.tidewaiter.spark;

import java.io.Serializable;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.FlowRow;

/** Finished flows, a few thousand of them, and where in the input they began and ended. */
final class FlowsBlock implements Serializable {
  private static final long serialVersionUID = 1;

  static final int MAX_FLOWS = 4096;

  /** It began as packets that were counted before. */
  static final int BEGAN_COUNTED = 1;

  /** It was ended by a look for silent flows. */
  static final int SWEPT = 2;

  /** It lived when the input ended. */
  static final int LIVED = 4;

  /** It carried others in a tunnel. */
  static final int CARRIER = 8;

  /** It was carried; by what, {@link #parent} and {@link #parentRow} say. */
  static final int CARRIED = 16;

  int count;

  /** {@link FlowRow#WORDS} words each. */
  final long[] words = new long[MAX_FLOWS * FlowRow.WORDS];

  /** Number of the row with the first packet. */
  final long[] beganAt = new long[MAX_FLOWS];

  /** Number of the row at which it ended. */
  final long[] endedAt = new long[MAX_FLOWS];

  final byte[] flags = new byte[MAX_FLOWS];
  final long[] parentRow = new long[MAX_FLOWS];
  final FlowKey[] parent = new FlowKey[MAX_FLOWS];

  boolean is(int flow, int flag) {
    return (flags[flow] & flag) != 0;
  }
}
