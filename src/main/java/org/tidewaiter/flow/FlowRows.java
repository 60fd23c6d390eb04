package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * Rows of {@link FlowRow} layout in chunks that never move, numbered from 0 in order of first use;
 * numbers of released rows are given out again, the latest released first.
 */
final class FlowRows {
  // A chunk of 2.6 MB: large enough that a collector leaves it where it is, small enough that a
  // hundred-packet capture does not pay for a table it will not use.
  private static final int CHUNK_SHIFT = 14;
  private static final int CHUNK_ROWS = 1 << CHUNK_SHIFT;
  private static final int CHUNK_MASK = CHUNK_ROWS - 1;
  private static final int FIRST_CHUNK_ROWS = 1024;

  private long[][] chunks = {new long[FIRST_CHUNK_ROWS * FlowRow.WORDS]};
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
    return (row & CHUNK_MASK) * FlowRow.WORDS;
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
      int at = at(row);
      Arrays.fill(words(row), at, at + FlowRow.WORDS, 0);
      return row;
    }
    int row = used++;
    int chunk = row >>> CHUNK_SHIFT;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + Math.max(1, chunk / 4));
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new long[CHUNK_ROWS * FlowRow.WORDS];
    } else if (chunk == 0 && at(row) == chunks[0].length) {
      chunks[0] =
          Arrays.copyOf(chunks[0], Math.min(CHUNK_ROWS * FlowRow.WORDS, chunks[0].length * 4));
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
