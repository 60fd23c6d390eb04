package org.tidewaiter.report;

/**
 * Stretches of rows, several cells each, by the numbers that they put into words: flows differ in
 * addresses and counts, and hardly in what was made of them. Keeps the latest of those that share a
 * slot. Not for several threads.
 */
final class JoinedCells {
  private static final int SLOT_BITS = 10;

  private final long[] keys = new long[1 << SLOT_BITS];
  private final int[] others = new int[1 << SLOT_BITS];
  private final byte[][] texts = new byte[1 << SLOT_BITS][];
  private final RowBytes scratch = new RowBytes(256);

  /** The stretch of these numbers, or null where it is not kept. */
  byte[] get(long key, int other) {
    int slot = slot(key, other);
    return keys[slot] == key && others[slot] == other ? texts[slot] : null;
  }

  /** Where to write a stretch, for {@link #keep}. */
  RowBytes begin() {
    scratch.clear();
    return scratch;
  }

  /** Keeps what was written since {@link #begin}. */
  byte[] keep(long key, int other) {
    int slot = slot(key, other);
    byte[] text = new byte[scratch.size()];
    scratch.asByteBuffer().get(text);
    keys[slot] = key;
    others[slot] = other;
    texts[slot] = text;
    return text;
  }

  private static int slot(long key, int other) {
    return (int) ((key + other) * 0x9E3779B97F4A7C15L >>> Long.SIZE - SLOT_BITS);
  }
}
