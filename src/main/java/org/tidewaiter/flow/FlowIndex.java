package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * Open addressing from hash to row. How long a look-up takes is how many of the slots a core's own
 * cache holds, so a slot is one int:
 *
 * <pre>
 *  31       24 23                                    0
 * +-----------+---------------------------------------+
 * |    tag    |            row number + 1             |   0 is a free slot
 * +-----------+---------------------------------------+
 * </pre>
 *
 * <p>The tag is the upper bits of the hash. It tells a wrong row from the right one but for one
 * look in 256, and then the key does. Where there are more rows than fit, the tag gets shorter.
 *
 * <p>Linear probing at a load of at most a half; removal shifts back, so there are no tombstones.
 * The hash is keyed per run ({@link org.tidewaiter.decode.Decoder}), so that nobody can craft a
 * capture whose flows collide.
 */
final class FlowIndex {
  private int[] slots = new int[1 << 12];
  private int tagMask = -1 << 24;
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

  /** Whether an entry has the tag of a hash; a free slot may have it, too. */
  static boolean isLike(int entry, int hash, int tagMask) {
    return ((entry ^ hash) & tagMask) == 0;
  }

  /** The row of an entry; -1 for a free slot. */
  static int row(int entry, int tagMask) {
    return (entry & ~tagMask) - 1;
  }

  /** The first row with this hash's tag, or -1: most likely the flow, but the key must tell. */
  static int find(int[] slots, int hash, int tagMask) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0 && !isLike(slots[slot], hash, tagMask)) {
      slot = slot + 1 & mask;
    }
    return row(slots[slot], tagMask);
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
    place(slots, hash, entry(row, hash, tags));
  }

  private void rebuild(int length, int tags) {
    int[] larger = new int[length];
    for (int entry : slots) {
      if (entry != 0) {
        int row = row(entry, tagMask);
        place(larger, hashes[row], entry(row, hashes[row], tags));
      }
    }
    slots = larger;
    tagMask = tags;
  }

  private static int entry(int row, int hash, int tagMask) {
    return hash & tagMask | row + 1;
  }

  private static void place(int[] slots, int hash, int entry) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = entry;
  }

  void remove(int row) {
    int mask = slots.length - 1;
    int entry = entry(row, hashes[row], tagMask);
    int hole = hashes[row] & mask;
    while (slots[hole] != entry) {
      hole = hole + 1 & mask;
    }
    size--;
    for (int next = hole + 1 & mask; slots[next] != 0; next = next + 1 & mask) {
      int home = hashes[row(slots[next], tagMask)] & mask;
      if ((next - home & mask) >= (next - hole & mask)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = 0;
  }
}
