package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * What live reports have told so far of flows that go on. A flow that outlives a report's period
 * has a row in each period in which it had packets: all with its id, first time, direction and
 * letters, each with the packets and bytes that came since the row before. The flow's own row in
 * the table is not changed, so nothing that is decided by its counts is decided otherwise.
 */
public final class InterimRows {
  /** Counters of both sides as last told, by row; by chunk, null where nothing was told of it. */
  private long[][] told = {};

  private final long[] copy = FlowRow.newChunk();
  private final int copyAt = FlowRow.at(0);

  /** The words of the row that the latest call made. */
  public long[] words() {
    return copy;
  }

  /** Index of that row's first word. */
  public int at() {
    return copyAt;
  }

  /**
   * Makes the interim row of a flow that goes on, and takes note that it was told.
   *
   * @param row number of the flow's row in the table
   * @return false where it had no packet since the row before: then there is nothing to tell
   */
  public boolean interim(int row, long[] words, int at) {
    long[] before = chunkOf(row);
    int from = row % FlowRow.CHUNK_ROWS * FlowRow.COUNTERS;
    boolean quiet =
        FlowCounts.packets(words, at, FlowCounts.A) == before[from + FlowCounts.A]
            && FlowCounts.packets(words, at, FlowCounts.B) == before[from + FlowCounts.B];
    if (quiet) {
      return false;
    }
    copyLess(words, at, before, from);
    FlowRow.setEndReason(copy, copyAt, EndReason.ACTIVE);
    for (int counter = 0; counter < FlowRow.COUNTERS; counter++) {
      before[from + counter] = FlowCounts.get(words, at, counter);
    }
    return true;
  }

  /**
   * Makes the last row of a flow of which interim rows were told, and forgets it.
   *
   * @return false where none was told: the flow's own row is all there is to tell
   */
  public boolean last(int row, long[] words, int at) {
    int chunk = row / FlowRow.CHUNK_ROWS;
    long[] before = chunk < told.length ? told[chunk] : null;
    int from = row % FlowRow.CHUNK_ROWS * FlowRow.COUNTERS;
    if (before == null || before[from + FlowCounts.A] + before[from + FlowCounts.B] == 0) {
      return false;
    }
    copyLess(words, at, before, from);
    Arrays.fill(before, from, from + FlowRow.COUNTERS, 0);
    return true;
  }

  private long[] chunkOf(int row) {
    int chunk = row / FlowRow.CHUNK_ROWS;
    if (chunk >= told.length) {
      told = Arrays.copyOf(told, chunk + 1);
    }
    if (told[chunk] == null) {
      told[chunk] = new long[FlowRow.CHUNK_ROWS * FlowRow.COUNTERS];
    }
    return told[chunk];
  }

  private void copyLess(long[] words, int at, long[] before, int from) {
    FlowRow.copy(words, at, copy, copyAt);
    for (int counter = 0; counter < FlowRow.COUNTERS; counter++) {
      long since = FlowCounts.get(words, at, counter) - before[from + counter];
      FlowCounts.set(copy, copyAt, counter, since);
    }
  }
}
