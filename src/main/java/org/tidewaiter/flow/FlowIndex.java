package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * Which row a hash most likely has: {@link RowSlots}, whose tags get shorter where there are more
 * rows than fit.
 *
 * <p>At a load of at most a half; removal shifts back, so there are no tombstones. The hash is
 * keyed per run ({@link org.tidewaiter.decode.Decoder}), so that nobody can craft a capture whose
 * flows collide.
 */
final class FlowIndex {
  private int[] slots = new int[1 << 12];
  private int tagMask = RowSlots.TAG_MASK;
  private int size;

  /** By row: its hash, as long as it is in the index. */
  private int[] hashes = new int[1 << 11];

  int[] slots() {
    return slots;
  }

  /** The bits of a slot that are its tag. */
  int tagMask() {
    return tagMask;
  }

  /** The first row with this hash's tag, or -1: most likely the flow, but the key must tell. */
  static int find(int[] slots, int hash, int tagMask) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0 && !RowSlots.isLike(slots[slot], hash, tagMask)) {
      slot = slot + 1 & mask;
    }
    return RowSlots.row(slots[slot], tagMask);
  }

  void insert(int hash, int row) {
    if (row >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(row + 1, hashes.length + (hashes.length >> 1)));
    }
    hashes[row] = hash;
    int tags = tagMask;
    while ((row + 1 & tags) != 0) {
      tags <<= 1;
    }
    int length = ++size > slots.length >>> 1 ? slots.length * 2 : slots.length;
    if (tags != tagMask || length != slots.length) {
      rebuild(length, tags);
    }
    RowSlots.place(slots, hash, RowSlots.entry(row, hash, tags));
  }

  private void rebuild(int length, int tags) {
    int[] larger = new int[length];
    for (int entry : slots) {
      if (entry != 0) {
        int row = RowSlots.row(entry, tagMask);
        RowSlots.place(larger, hashes[row], RowSlots.entry(row, hashes[row], tags));
      }
    }
    slots = larger;
    tagMask = tags;
  }

  void remove(int row) {
    int mask = slots.length - 1;
    int entry = RowSlots.entry(row, hashes[row], tagMask);
    int hole = hashes[row] & mask;
    while (slots[hole] != entry) {
      hole = hole + 1 & mask;
    }
    size--;
    for (int next = hole + 1 & mask; slots[next] != 0; next = next + 1 & mask) {
      int home = hashes[RowSlots.row(slots[next], tagMask)] & mask;
      if ((next - home & mask) >= (next - hole & mask)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = 0;
  }
}
