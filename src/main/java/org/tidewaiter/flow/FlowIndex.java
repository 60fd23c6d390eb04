package org.tidewaiter.flow;

/**
 * Open addressing from hash to row: one long per slot, the 32-bit hash above the row number plus
 * one, 0 for a free slot. Linear probing at a load of at most a half; removal shifts back, so there
 * are no tombstones. The hash is keyed per run ({@link org.tidewaiter.decode.Decoder}), so that
 * nobody can craft a capture whose flows collide.
 */
final class FlowIndex {
  private long[] slots = new long[1 << 12];
  private int mask = slots.length - 1;
  private int size;

  long[] slots() {
    return slots;
  }

  /** The first row with this hash, or -1: most likely the flow, but the key must tell. */
  static int find(long[] slots, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      if ((int) (slots[slot] >>> 32) == hash) {
        return (int) slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  void insert(int hash, int row) {
    if (++size > slots.length >>> 1) {
      grow();
    }
    place(slots, mask, (long) hash << 32 | (row + 1));
  }

  private static void place(long[] slots, int mask, long entry) {
    int slot = (int) (entry >>> 32) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    int largerMask = larger.length - 1;
    for (long entry : slots) {
      if (entry != 0) {
        place(larger, largerMask, entry);
      }
    }
    slots = larger;
    mask = largerMask;
  }

  void remove(int hash, int row) {
    long entry = (long) hash << 32 | (row + 1);
    int slot = hash & mask;
    while (slots[slot] != entry) {
      slot = (slot + 1) & mask;
    }
    size--;
    int hole = slot;
    for (int next = (hole + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
      int home = (int) (slots[next] >>> 32) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = 0;
  }
}
