package org.tidewaiter.report;

import java.util.Arrays;

/**
 * Rows of longs found by the first of them: what reports with a row per host or service are summed
 * up in. Rows keep their order of first use. Bounded; what does not fit is counted.
 */
final class KeyedRows {
  static final int KEY_WORDS = 3;

  private final int width;
  private final int limit;
  private long[] words;
  private int[] slots = new int[1 << 10];
  private int size;
  private long refused;

  /**
   * No rows.
   *
   * @param width words in a row, {@link #KEY_WORDS} of key and the rest zero at first
   * @param limit most rows
   */
  KeyedRows(int width, int limit) {
    this.width = width;
    this.limit = limit;
    words = new long[width * 256];
  }

  int size() {
    return size;
  }

  /** Look-ups that found no room for a new row. */
  long refused() {
    return refused;
  }

  /** The words of all rows; replaced when the table grows. */
  long[] words() {
    return words;
  }

  /** Index in {@link #words} of the row of a number from 0. */
  int at(int row) {
    return row * width;
  }

  /** Number of the row with this key, made if there is room, else -1. */
  int find(long key0, long key1, long key2) {
    int mask = slots.length - 1;
    int slot = hash(key0, key1, key2) & mask;
    while (slots[slot] != 0) {
      int at = (slots[slot] - 1) * width;
      if (words[at] == key0 && words[at + 1] == key1 && words[at + 2] == key2) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (size == limit) {
      refused++;
      return -1;
    }
    return add(slot, key0, key1, key2);
  }

  private int add(int slot, long key0, long key1, long key2) {
    int at = size * width;
    if (at == words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    words[at] = key0;
    words[at + 1] = key1;
    words[at + 2] = key2;
    slots[slot] = ++size;
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int row = 0; row < size; row++) {
      int at = row * width;
      int slot = hash(words[at], words[at + 1], words[at + 2]) & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = row + 1;
    }
    slots = larger;
  }

  private static final long SECRET = System.nanoTime() | 1;

  // Keyed, since the keys come off the wire; no order depends on it.
  private static int hash(long key0, long key1, long key2) {
    long one = key1 ^ SECRET;
    long two = key0 + 0x9E3779B97F4A7C15L * (key2 + SECRET);
    long mixed = (one ^ one >>> 32) * 0xD6E8FEB86659FD93L + two;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (mixed ^ mixed >>> 32);
  }

  /** Row numbers in the order of their keys as unsigned numbers. */
  int[] sorted() {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    int[] spare = new int[size];
    sort(order, spare, 0, size);
    return order;
  }

  private void sort(int[] order, int[] spare, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, spare, from, middle);
    sort(order, spare, middle, to);
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft = right == to || left < middle && compare(spare[left], spare[right]) <= 0;
      order[i] = takeLeft ? spare[left++] : spare[right++];
    }
  }

  private int compare(int one, int two) {
    for (int word = 0; word < KEY_WORDS; word++) {
      int order = Long.compareUnsigned(words[one * width + word], words[two * width + word]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
