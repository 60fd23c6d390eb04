package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * What live reports have told so far of flows that go on. A flow that outlives a report's period
 * has a row in each period in which it had packets: all with its id, first time, direction and
 * letters, each with the packets and bytes that came since the row before. The flow's own row in
 * the table is not changed, so nothing that is decided by its counts is decided otherwise.
 */
public final class InterimRows {
  private static final int SIDES_WORDS = FlowRow.A_HIGH - FlowRow.COUNTERS_A;
  private static final int SECOND_SIDE = FlowRow.COUNTERS_B - FlowRow.COUNTERS_A;

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
    int from = row % FlowRow.CHUNK_ROWS * SIDES_WORDS;
    boolean quiet =
        words[at + FlowRow.COUNTERS_A] == before[from]
            && words[at + FlowRow.COUNTERS_B] == before[from + SECOND_SIDE];
    if (quiet) {
      return false;
    }
    copyLess(words, at, before, from);
    FlowRow.setEndReason(copy, copyAt, EndReason.ACTIVE);
    System.arraycopy(words, at + FlowRow.COUNTERS_A, before, from, SIDES_WORDS);
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
    int from = row % FlowRow.CHUNK_ROWS * SIDES_WORDS;
    if (before == null || before[from] + before[from + SECOND_SIDE] == 0) {
      return false;
    }
    copyLess(words, at, before, from);
    Arrays.fill(before, from, from + SIDES_WORDS, 0);
    return true;
  }

  private long[] chunkOf(int row) {
    int chunk = row / FlowRow.CHUNK_ROWS;
    if (chunk >= told.length) {
      told = Arrays.copyOf(told, chunk + 1);
    }
    if (told[chunk] == null) {
      told[chunk] = new long[FlowRow.CHUNK_ROWS * SIDES_WORDS];
    }
    return told[chunk];
  }

  private void copyLess(long[] words, int at, long[] before, int from) {
    FlowRow.copy(words, at, copy, copyAt);
    for (int i = 0; i < SIDES_WORDS; i++) {
      copy[copyAt + FlowRow.COUNTERS_A + i] -= before[from + i];
    }
  }
}
