package org.tidewaiter.detect;

import org.tidewaiter.decode.FlowHash;

/**
 * Which addresses were counted for which owner, so that each counts once. An owner is any number
 * from 0.
 */
final class DistinctAddresses {
  /** Most pairs of owner and address; beyond them a count is a lower bound and is marked so. */
  static final int MAX_PAIRS = 1 << 20;

  /** The address is new to its owner. */
  static final int NEW = 1;

  /** It was counted before. */
  static final int KNOWN = 0;

  /** There is no room to tell. */
  static final int NO_ROOM = -1;

  private final int limit;
  private int[] owners = new int[512];
  private long[] highs = new long[512];
  private long[] lows = new long[512];
  private int size;

  DistinctAddresses(int limit) {
    this.limit = limit;
  }

  /** Adds an address; returns one of the constants above. */
  int add(int owner, long high, long low) {
    int mask = owners.length - 1;
    int slot = hash(owner, high, low) & mask;
    for (; owners[slot] != 0; slot = slot + 1 & mask) {
      if (lows[slot] == low && owners[slot] == owner + 1 && highs[slot] == high) {
        return KNOWN;
      }
    }
    if (size == limit) {
      return NO_ROOM;
    }
    owners[slot] = owner + 1;
    highs[slot] = high;
    lows[slot] = low;
    if (++size * 2 > owners.length) {
      enlarge();
    }
    return NEW;
  }

  private void enlarge() {
    int[] oldOwners = owners;
    long[] oldHighs = highs;
    long[] oldLows = lows;
    owners = new int[oldOwners.length * 4];
    highs = new long[owners.length];
    lows = new long[owners.length];
    int mask = owners.length - 1;
    for (int i = 0; i < oldOwners.length; i++) {
      if (oldOwners[i] != 0) {
        int slot = hash(oldOwners[i] - 1, oldHighs[i], oldLows[i]) & mask;
        while (owners[slot] != 0) {
          slot = slot + 1 & mask;
        }
        owners[slot] = oldOwners[i];
        highs[slot] = oldHighs[i];
        lows[slot] = oldLows[i];
      }
    }
  }

  private static int hash(int owner, long high, long low) {
    return FlowHash.OF_PROCESS.of(high, low, 0, 0, owner);
  }

  /**
   * The lowest addresses of each owner: whichever way they came in, the same ones.
   *
   * @param ownerCount owners are 0 to one less than this
   * @param most addresses kept of each
   * @return per owner {@code most} pairs of high and low, ascending, unsigned; both 0 where there
   *     are fewer
   */
  long[] lowest(int ownerCount, int most) {
    long[] lowest = new long[ownerCount * most * 2];
    for (int slot = 0; slot < owners.length; slot++) {
      int owner = owners[slot] - 1;
      if (owner >= 0 && owner < ownerCount) {
        insert(lowest, owner * most * 2, most, highs[slot], lows[slot]);
      }
    }
    return lowest;
  }

  private static void insert(long[] lowest, int from, int most, long high, long low) {
    long movingHigh = high;
    long movingLow = low;
    for (int i = from; i < from + most * 2; i += 2) {
      boolean empty = lowest[i] == 0 && lowest[i + 1] == 0;
      int order = Long.compareUnsigned(movingHigh, lowest[i]);
      if (empty || order < 0 || order == 0 && Long.compareUnsigned(movingLow, lowest[i + 1]) < 0) {
        long displacedHigh = lowest[i];
        long displacedLow = lowest[i + 1];
        lowest[i] = movingHigh;
        lowest[i + 1] = movingLow;
        if (empty) {
          return;
        }
        movingHigh = displacedHigh;
        movingLow = displacedLow;
      }
    }
  }
}
