package org.tidewaiter.flow;

import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Which row a flow has: by hash alone for many packets at once, which is right for nearly all of
 * them, and by its whole key.
 */
final class FlowLookup {
  /**
   * Most packets that are looked up at once, so that their cache misses overlap: beyond what a core
   * keeps in flight; more gains nothing.
   */
  static final int GROUP = 64;

  private final FlowRows rows;
  private final FlowHash hash;
  private final FlowIndex index = new FlowIndex();
  private int touched;

  /** By place in the group: what {@link #touch} found. */
  final int[] candidates = new int[GROUP];

  /**
   * Finds rows among these.
   *
   * @param hash the same hash that the decoder's columns carry
   */
  FlowLookup(FlowRows rows, FlowHash hash) {
    this.rows = rows;
    this.hash = hash;
  }

  /**
   * Looks the rows of a group of packets up by hash alone, and starts the loads that working on
   * them will need. The key must tell whether a candidate is the flow; -1 where there is none.
   */
  void touch(HeaderColumns columns, int from, int to) {
    // Each loop is as short as it can be, so that the processor has as many of its loads under way
    // as it can hold. The sum is kept so that the loads are not optimised away.
    int[] slots = index.slots();
    int tagMask = index.tagMask();
    int[] hashes = columns.hash;
    int[] found = candidates;
    int mask = slots.length - 1;
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += slots[hashes[i] & mask];
    }
    for (int i = from; i < to; i++) {
      int rowHash = hashes[i];
      int entry = slots[rowHash & mask];
      found[i - from] =
          RowSlots.isLike(entry, rowHash, tagMask)
              ? RowSlots.row(entry, tagMask)
              : FlowIndex.find(slots, rowHash, tagMask);
    }
    for (int i = 0; i < to - from; i++) {
      int row = found[i];
      if (row >= 0) {
        long[] words = rows.words(row);
        int at = FlowRows.at(row);
        sum += words[at + FlowRow.A_LOW] ^ words[at + FlowRow.HISTORY];
      }
    }
    touched = (int) sum;
  }

  /** The live row with this key, or -1. */
  int find(long aHigh, long aLow, long bHigh, long bLow, long key, int rowHash) {
    int[] slots = index.slots();
    int tagMask = index.tagMask();
    int mask = slots.length - 1;
    for (int slot = rowHash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int entry = slots[slot];
      if (RowSlots.isLike(entry, rowHash, tagMask)) {
        int row = RowSlots.row(entry, tagMask);
        long[] words = rows.words(row);
        int at = FlowRows.at(row);
        long differences =
            words[at + FlowRow.A_LOW] ^ aLow
                | words[at + FlowRow.B_LOW] ^ bLow
                | words[at + FlowRow.A_HIGH] ^ aHigh
                | words[at + FlowRow.B_HIGH] ^ bHigh
                | words[at + FlowRow.KEY] ^ key;
        if (differences == 0 && FlowRow.isLive(words, at)) {
          return row;
        }
      }
    }
    return -1;
  }

  /** Hash of a row's key. */
  int hashOf(long[] words, int at) {
    return hash.of(
        words[at + FlowRow.A_HIGH],
        words[at + FlowRow.A_LOW],
        words[at + FlowRow.B_HIGH],
        words[at + FlowRow.B_LOW],
        words[at + FlowRow.KEY]);
  }

  /** Lets a row be found. */
  void insert(int rowHash, int row) {
    index.insert(rowHash, row);
  }

  /** Lets a row be found no more. */
  void remove(int row) {
    index.remove(row);
  }
}
