package org.tidewaiter.flow;

/**
 * Which flows are over: silent for too long, or the idlest when there are too many. Finds rows;
 * {@link FlowTable} ends them.
 */
final class FlowExpiry {
  private final FlowRows rows;
  private final FlowTimeouts timeouts;
  private final long shortestNanos;

  FlowExpiry(FlowRows rows, FlowTimeouts timeouts) {
    this.rows = rows;
    this.timeouts = timeouts;
    this.shortestNanos = timeouts.shortestNanos();
  }

  /** Whether a flow was silent for too long at a time. Most are not, by one comparison. */
  boolean isSilent(long[] words, int at, long nanos) {
    long silentNanos = nanos - words[at + FlowRow.LAST];
    return silentNanos > shortestNanos && silentNanos > timeouts.of(words, at);
  }

  /** Why a flow that gets no more packets ended. */
  static EndReason reason(long[] words, int at, EndReason unlessClosed) {
    return FlowTimeouts.isClosed(words, at) ? EndReason.CLOSED : unlessClosed;
  }

  /** The first live row from a number on that was silent for too long, or -1. */
  int nextSilent(int from, long nanos) {
    for (int row = from; row < rows.used(); row++) {
      long[] words = rows.words(row);
      int at = FlowRows.at(row);
      if (FlowRow.isLive(words, at) && isSilent(words, at, nanos)) {
        return row;
      }
    }
    return -1;
  }

  /** The first live row from a number on whose last packet was at or before a time, or -1. */
  int nextIdle(int from, long lastNanos) {
    for (int row = from; row < rows.used(); row++) {
      long[] words = rows.words(row);
      int at = FlowRows.at(row);
      if (FlowRow.isLive(words, at) && words[at + FlowRow.LAST] <= lastNanos) {
        return row;
      }
    }
    return -1;
  }
}
