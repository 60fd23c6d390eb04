package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * Rows of {@link FlowRow} layout in chunks that never move, numbered from 0 in order of first use;
 * numbers of released rows are given out again, the latest released first.
 */
final class FlowRows {
  private static final int CHUNK_SHIFT = Integer.numberOfTrailingZeros(FlowRow.CHUNK_ROWS);
  private static final int CHUNK_MASK = FlowRow.CHUNK_ROWS - 1;

  private long[][] chunks = {FlowRow.newChunk()};
  private int[] released = new int[1024];
  private int releasedCount;
  private int used;
  private int live;

  /** The words that hold the row. */
  long[] words(int row) {
    return chunks[row >>> CHUNK_SHIFT];
  }

  /** Index of the row's first word within {@link #words}. */
  static int at(int row) {
    return FlowRow.at(row & CHUNK_MASK);
  }

  /** One more than the greatest row number ever given out. */
  int used() {
    return used;
  }

  /** Rows given out and not released. */
  int live() {
    return live;
  }

  /** A row of zeros. */
  int take() {
    live++;
    if (releasedCount > 0) {
      int row = released[--releasedCount];
      FlowRow.clear(words(row), at(row));
      return row;
    }
    int row = used++;
    int chunk = row >>> CHUNK_SHIFT;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + Math.max(1, chunk / 4));
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = FlowRow.newChunk();
    }
    return row;
  }

  /** Gives the row back; its words stay readable until it is taken again. */
  void release(int row) {
    live--;
    long[] words = words(row);
    words[at(row) + FlowRow.STATE] &= ~FlowRow.STATE_LIVE;
    if (releasedCount == released.length) {
      released = Arrays.copyOf(released, releasedCount * 2);
    }
    released[releasedCount++] = row;
  }
}
