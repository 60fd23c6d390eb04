package org.tidewaiter.report;

import java.util.Arrays;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.flow.RowSlots;

/**
 * Rows of longs found by the first three of them: what reports with a row per host or service are
 * summed up in. Rows keep their order of first use. Bounded; what does not fit is counted.
 *
 * <p>Tables of this size are slow for their cache misses, not for their work. Whoever adds many
 * rows at once calls {@link #touchSlots} for all of them, then {@link #touchRows}, then {@link
 * #find}: the misses of each step overlap.
 */
final class KeyedRows {
  static final int KEY_WORDS = 3;

  /** Rows that are looked up or written at a time, so that their cache misses overlap. */
  static final int GROUP = 64;

  private static final int CHUNK_SHIFT = 10;
  private static final int CHUNK_ROWS = 1 << CHUNK_SHIFT;

  // An array's first element stands 16 bytes behind its beginning; six more words fill a line of
  // the cache, so that a row of a power of two words begins with one where the array does.
  private static final int FIRST_AT = 6;

  private final int width;
  private final int limit;
  private long[][] chunks = {};

  private int[] slots = new int[1 << 10];
  private int size;
  private long refused;

  /**
   * No rows.
   *
   * @param width words in a row, a power of two: {@link #KEY_WORDS} of key and the rest zero at
   *     first
   * @param limit most rows, at most 16 million
   */
  KeyedRows(int width, int limit) {
    this.width = width;
    this.limit = limit;
  }

  int size() {
    return size;
  }

  /** Look-ups that found no room for a new row. */
  long refused() {
    return refused;
  }

  /** The words that hold the row of a number from 0. */
  long[] words(int row) {
    return chunks[row >>> CHUNK_SHIFT];
  }

  /** Index of the row's first word in {@link #words}. */
  int at(int row) {
    return FIRST_AT + (row & CHUNK_ROWS - 1) * width;
  }

  /** Hash of a key. Keyed, since the keys come off the wire; no order depends on it. */
  static int hash(long key0, long key1, long key2) {
    return FlowHash.OF_PROCESS.of(key0, key1, 0, 0, key2);
  }

  /** Begins to load the slots of the first hashes. What it returns means nothing. */
  int touchSlots(int[] hashes, int count) {
    int[] from = slots;
    int mask = from.length - 1;
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += from[hashes[i] & mask];
    }
    return sum;
  }

  /**
   * Begins to load the rows that most likely have these hashes. What it returns means nothing.
   *
   * <p>Loads a row where there is none, too: to guess wrong whether there is one takes longer.
   */
  int touchRows(int[] hashes, int count) {
    if (size == 0) {
      return 0;
    }
    int[] from = slots;
    int mask = from.length - 1;
    int middle = width / 2;
    int last = width - 1;
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int row = RowSlots.row(from[hashes[i] & mask], RowSlots.TAG_MASK);
      row &= ~(row >> 31);
      sum += touchRow(row, middle, last);
    }
    return (int) sum;
  }

  /** Begins to load rows by their numbers. What it returns means nothing. */
  int touch(int[] numbers, int from, int to) {
    int middle = width / 2;
    int last = width - 1;
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += touchRow(numbers[i], middle, last);
    }
    return (int) sum;
  }

  // Each line of the cache that a row may lie in.
  private long touchRow(int row, int middle, int last) {
    long[] words = words(row);
    int at = at(row);
    return words[at] ^ words[at + middle] ^ words[at + last];
  }

  /** Number of the row with this key, made if there is room, else -1. */
  int find(int hash, long key0, long key1, long key2) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (; slots[slot] != 0; slot = slot + 1 & mask) {
      int entry = slots[slot];
      if (RowSlots.isLike(entry, hash, RowSlots.TAG_MASK)) {
        int row = RowSlots.row(entry, RowSlots.TAG_MASK);
        long[] words = words(row);
        int at = at(row);
        if (words[at] == key0 && words[at + 1] == key1 && words[at + 2] == key2) {
          return row;
        }
      }
    }
    return add(slot, hash, key0, key1, key2);
  }

  private int add(int slot, int hash, long key0, long key1, long key2) {
    if (size == limit) {
      refused++;
      return -1;
    }
    int row = size++;
    int chunk = row >>> CHUNK_SHIFT;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(8, chunk * 2));
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new long[FIRST_AT + CHUNK_ROWS * width];
    }
    long[] words = chunks[chunk];
    int at = at(row);
    words[at] = key0;
    words[at + 1] = key1;
    words[at + 2] = key2;
    slots[slot] = RowSlots.entry(row, hash, RowSlots.TAG_MASK);
    if (size > slots.length / 2) {
      grow(slots.length * 2);
    }
    return row;
  }

  /** Makes room for as many rows at once, instead of again and again. */
  void reserve(int rows) {
    int wanted = Math.min(rows, limit);
    int length = slots.length;
    while (length < 2 * wanted) {
      length *= 2;
    }
    if (length > slots.length) {
      grow(length);
    }
  }

  /** Whether there is no room for another row. */
  boolean isFull() {
    return size == limit;
  }

  private void grow(int length) {
    slots = new int[length];
    for (int row = 0; row < size; row++) {
      long[] words = words(row);
      int at = at(row);
      int hash = hash(words[at], words[at + 1], words[at + 2]);
      RowSlots.place(slots, hash, RowSlots.entry(row, hash, RowSlots.TAG_MASK));
    }
  }

  /**
   * Adds a row that was made elsewhere, whose key is not here yet; false where there is no room.
   */
  boolean addCopy(long[] row) {
    int number = find(hash(row[0], row[1], row[2]), row[0], row[1], row[2]);
    if (number >= 0) {
      System.arraycopy(row, 0, words(number), at(number), width);
    }
    return number >= 0;
  }

  /** A copy of a row. */
  long[] copy(int row) {
    return Arrays.copyOfRange(words(row), at(row), at(row) + width);
  }

  /** Row numbers in the order of their keys as unsigned numbers. */
  int[] sorted() {
    int[] order = new int[size];
    for (int row = 0; row < size; row++) {
      order[row] = row;
    }
    long[][] keysByWord = keys();
    int[] spare = new int[size];
    int[] counts = new int[1 << 16];
    for (int word = KEY_WORDS - 1; word >= 0; word--) {
      long[] keys = keysByWord[word];
      long different = 0;
      for (long key : keys) {
        different |= key ^ keys[0];
      }
      for (int shift = 0; shift < Long.SIZE; shift += 16) {
        if ((different >>> shift & 0xFFFF) != 0) {
          sortByDigit(keys, shift, order, spare, counts);
          int[] sorted = spare;
          spare = order;
          order = sorted;
        }
      }
    }
    return order;
  }

  /** The words of all keys, each word's together; read in one pass over the rows. */
  private long[][] keys() {
    long[][] keys = new long[KEY_WORDS][size];
    for (int row = 0; row < size; row++) {
      long[] words = words(row);
      int at = at(row);
      for (int word = 0; word < KEY_WORDS; word++) {
        keys[word][row] = words[at + word];
      }
    }
    return keys;
  }

  // One pass of a radix sort from the lowest digit up; most digits are the same in all keys.
  private static void sortByDigit(long[] keys, int shift, int[] order, int[] sorted, int[] counts) {
    Arrays.fill(counts, 0);
    for (long key : keys) {
      counts[(int) (key >>> shift) & 0xFFFF]++;
    }
    int before = 0;
    for (int digit = 0; digit < counts.length; digit++) {
      int count = counts[digit];
      counts[digit] = before;
      before += count;
    }
    for (int row : order) {
      sorted[counts[(int) (keys[row] >>> shift) & 0xFFFF]++] = row;
    }
  }
}
