package org.tidewaiter.detect;

import java.util.Arrays;
import org.tidewaiter.decode.FlowHash;

/**
 * Sets of findings by number, as a flow's row keeps one: 0 is the empty set, a positive number n
 * the set of finding n-1 alone, a negative one a larger set. The same findings joined in the same
 * order are the same set, so the usual flow with one finding costs nothing here.
 */
final class FindingSets {
  /** Most sets of two and more findings. */
  static final int MAX_SETS = 1 << 20;

  private int[] rest = new int[64];
  private int[] member = new int[64];
  private int size;
  private int[] index = new int[128];

  /** The set with only this finding. */
  static int only(int finding) {
    return finding + 1;
  }

  /** A finding of a set that is not empty. */
  int first(int set) {
    return set > 0 ? set - 1 : member[~set];
  }

  /** The set without its {@link #first}. */
  int rest(int set) {
    return set > 0 ? 0 : rest[~set];
  }

  boolean contains(int set, int finding) {
    int left = set;
    for (; left < 0; left = rest[~left]) {
      if (member[~left] == finding) {
        return true;
      }
    }
    return left == finding + 1;
  }

  /** The set with one finding more; the same set where it cannot be kept. */
  int with(int set, int finding) {
    if (set == 0) {
      return only(finding);
    }
    int mask = index.length - 1;
    int slot = hash(set, finding) & mask;
    for (; index[slot] != 0; slot = slot + 1 & mask) {
      int known = index[slot] - 1;
      if (rest[known] == set && member[known] == finding) {
        return ~known;
      }
    }
    if (size == MAX_SETS) {
      return set;
    }
    if (size == rest.length) {
      rest = Arrays.copyOf(rest, size * 2);
      member = Arrays.copyOf(member, size * 2);
    }
    rest[size] = set;
    member[size] = finding;
    index[slot] = ++size;
    if (size * 2 > index.length) {
      enlargeIndex();
    }
    return ~(size - 1);
  }

  private void enlargeIndex() {
    int[] larger = new int[index.length * 4];
    int mask = larger.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(rest[i], member[i]) & mask;
      while (larger[slot] != 0) {
        slot = slot + 1 & mask;
      }
      larger[slot] = i + 1;
    }
    index = larger;
  }

  private static int hash(int set, int finding) {
    return FlowHash.OF_PROCESS.of(0, 0, 0, set, finding);
  }
}
