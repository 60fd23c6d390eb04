package org.tidewaiter.flow;

import java.util.Arrays;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Rows of {@link FlowRow} layout in chunks that never move, numbered from 0 in order of first use.
 *
 * <p>A released row stays readable for a whole batch and is then given out again, the longest
 * released first. "A batch" is counted in column rows consumed, not in batches: which row a flow
 * gets, and so the order of reports, must not depend on where the reader cut.
 */
final class FlowRows {
  private static final int CHUNK_SHIFT = Integer.numberOfTrailingZeros(FlowRow.CHUNK_ROWS);
  private static final int CHUNK_MASK = FlowRow.CHUNK_ROWS - 1;

  private long[][] chunks = {FlowRow.newChunk()};

  // A ring of released rows and of when they were, oldest at the head.
  private int[] released = new int[1024];
  private long[] releasedAt = new long[1024];
  private int head;
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

  /**
   * A row of zeros.
   *
   * @param consumed column rows that the table has consumed so far
   */
  int take(long consumed) {
    live++;
    if (releasedCount > 0 && consumed - releasedAt[head] > HeaderColumns.MAX_ROWS) {
      int row = released[head];
      head = (head + 1) & (released.length - 1);
      releasedCount--;
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

  /** Gives the row back; its words stay readable until the batch after this one. */
  void release(int row, long consumed) {
    live--;
    words(row)[at(row) + FlowRow.STATE] &= ~FlowRow.STATE_LIVE;
    if (releasedCount == released.length) {
      growRing();
    }
    int tail = (head + releasedCount++) & (released.length - 1);
    released[tail] = row;
    releasedAt[tail] = consumed;
  }

  private void growRing() {
    int[] rows = new int[released.length * 2];
    long[] times = new long[released.length * 2];
    for (int i = 0; i < releasedCount; i++) {
      int from = (head + i) & (released.length - 1);
      rows[i] = released[from];
      times[i] = releasedAt[from];
    }
    released = rows;
    releasedAt = times;
    head = 0;
  }
}
