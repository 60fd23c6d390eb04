package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowIndexTest {
  private static final int FIRST_SLOTS = 4096;

  private final FlowIndex index = new FlowIndex();

  private int find(int hash) {
    return FlowIndex.find(index.slots(), hash);
  }

  /** Hashes that fall into few slots, at the end of the table too, where probing goes on at 0. */
  @Test
  void findsWhatAPlainMapHoldsThroughInsertionAndRemoval() {
    Random random = new Random(3);
    Map<Integer, Integer> rowOf = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int hash = random.nextInt(8) << 28 | (FIRST_SLOTS - 6 + random.nextInt(12));
      Integer row = rowOf.remove(hash);
      if (row != null) {
        index.remove(hash, row);
      } else {
        rowOf.put(hash, step);
        index.insert(hash, step);
      }
      int asked = random.nextInt(8) << 28 | (FIRST_SLOTS - 6 + random.nextInt(12));
      assertEquals(rowOf.getOrDefault(asked, -1), find(asked));
    }
    rowOf.forEach((hash, row) -> assertEquals(row, find(hash)));
    assertEquals(rowOf.size(), entries());
  }

  @Test
  void rowsOfOneHashAreRemovedOneByOne() {
    for (int row = 0; row < 5; row++) {
      index.insert(-1, row);
    }
    index.remove(-1, 2);
    index.remove(-1, 0);
    Set<Integer> left = new HashSet<>();
    while (find(-1) >= 0) {
      left.add(find(-1));
      index.remove(-1, find(-1));
    }
    assertEquals(Set.of(1, 3, 4), left);
    assertEquals(0, entries());
  }

  @Test
  void growsAtALoadOfAHalfAndKeepsAll() {
    for (int row = 0; row < FIRST_SLOTS / 2; row++) {
      index.insert(row * 0x9E3779B9, row);
    }
    assertEquals(FIRST_SLOTS, index.slots().length);
    for (int row = FIRST_SLOTS / 2; row < FIRST_SLOTS; row++) {
      index.insert(row * 0x9E3779B9, row);
    }
    assertEquals(2 * FIRST_SLOTS, index.slots().length);
    for (int row = 0; row < FIRST_SLOTS; row++) {
      assertEquals(row, find(row * 0x9E3779B9));
    }
    index.insert(7, FIRST_SLOTS);
    assertEquals(4 * FIRST_SLOTS, index.slots().length);
  }

  @Test
  void removalMakesRoom() {
    for (int row = 0; row < 10 * FIRST_SLOTS; row++) {
      index.insert(row, row);
      index.remove(row, row);
    }
    assertEquals(FIRST_SLOTS, index.slots().length);
    assertEquals(0, entries());
  }

  private int entries() {
    int count = 0;
    for (long slot : index.slots()) {
      count += slot != 0 ? 1 : 0;
    }
    return count;
  }
}
