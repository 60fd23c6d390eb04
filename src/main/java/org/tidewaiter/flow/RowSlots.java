package org.tidewaiter.flow;

/**
 * The slots of a table from hash to row, with open addressing and linear probing. How long a
 * look-up takes is how many of the slots a core's own cache holds, so a slot is one int:
 *
 * <pre>
 *  31       24 23                                    0
 * +-----------+---------------------------------------+
 * |    tag    |            row number + 1             |   0 is a free slot
 * +-----------+---------------------------------------+
 * </pre>
 *
 * <p>The tag is the upper bits of the hash, {@link #TAG_MASK} or fewer. It tells a wrong row from
 * the right one but for one look in 256, and then the key must.
 */
public final class RowSlots {
  /** The bits of a tag, which leave room for 16 million rows. */
  public static final int TAG_MASK = -1 << 24;

  private RowSlots() {}

  /** The entry of a row, whose number plus one has no bit of the tag. */
  public static int entry(int row, int hash, int tagMask) {
    return hash & tagMask | row + 1;
  }

  /** Whether an entry has the tag of a hash; a free slot may have it, too. */
  public static boolean isLike(int entry, int hash, int tagMask) {
    return ((entry ^ hash) & tagMask) == 0;
  }

  /** The row of an entry; -1 for a free slot. */
  public static int row(int entry, int tagMask) {
    return (entry & ~tagMask) - 1;
  }

  /**
   * Puts an entry into the first slot from its hash on that is free.
   *
   * @param slots a power of two of them, one of them free
   */
  public static void place(int[] slots, int hash, int entry) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = entry;
  }
}
