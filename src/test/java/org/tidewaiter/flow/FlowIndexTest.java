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
    return FlowIndex.find(index.slots(), hash, index.tagMask());
  }

  /** One of 96 hashes of as many tags in twelve slots, at the end of the table and at its begin. */
  private static int crowded(Random random) {
    int number = random.nextInt(96);
    return number << 24 | FIRST_SLOTS - 6 + number % 12;
  }

  @Test
  void findsWhatAPlainMapHoldsThroughInsertionAndRemoval() {
    Random random = new Random(3);
    Map<Integer, Integer> rowOf = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int hash = crowded(random);
      Integer row = rowOf.remove(hash);
      if (row != null) {
        index.remove(row);
      } else {
        rowOf.put(hash, step);
        index.insert(hash, step);
      }
      int asked = crowded(random);
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
    index.remove(2);
    index.remove(0);
    Set<Integer> left = new HashSet<>();
    while (find(-1) >= 0) {
      left.add(find(-1));
      index.remove(find(-1));
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
  void aTagGivesWayToLargeRowNumbers() {
    int[] rows = {0, 1, 77, (1 << 24) - 2, (1 << 24) - 1, 1 << 24, (1 << 25) + 5};
    for (int row : rows) {
      index.insert(row * 0x9E3779B9, row);
      assertEquals(row, find(row * 0x9E3779B9));
    }
    assertEquals(-1 << 26, index.tagMask());
    for (int row : rows) {
      assertEquals(row, find(row * 0x9E3779B9));
      index.remove(row);
    }
    assertEquals(0, entries());
  }

  @Test
  void removalMakesRoom() {
    for (int row = 0; row < 10 * FIRST_SLOTS; row++) {
      index.insert(row, row);
      index.remove(row);
    }
    assertEquals(FIRST_SLOTS, index.slots().length);
    assertEquals(0, entries());
  }

  private int entries() {
    int count = 0;
    for (int slot : index.slots()) {
      count += slot != 0 ? 1 : 0;
    }
    return count;
  }
}
