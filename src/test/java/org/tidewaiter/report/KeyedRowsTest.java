package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidewaiter.CostRatio;

/** The table behind services and hosts: against a plain map, and with keys made to collide. */
class KeyedRowsTest {
  private static final int MANY = 60_000;
  private static final double BOUND = 2.2;

  private static int find(KeyedRows rows, long key0, long key1, long key2) {
    return rows.find(KeyedRows.hash(key0, key1, key2), key0, key1, key2);
  }

  @Test
  void findsWhatAPlainMapFinds() {
    KeyedRows rows = new KeyedRows(4, 5000);
    Map<List<Long>, Integer> plain = new HashMap<>();
    Random random = new Random(1);
    long refused = 0;
    for (int i = 0; i < 40_000; i++) {
      long key0 = random.nextInt(20);
      long key1 = random.nextInt(20);
      long key2 = random.nextInt(20);
      int expected = plain.getOrDefault(List.of(key0, key1, key2), plain.size());
      if (expected == 5000) {
        expected = -1;
        refused++;
      } else {
        plain.put(List.of(key0, key1, key2), expected);
      }
      assertEquals(expected, find(rows, key0, key1, key2));
    }
    assertEquals(refused, rows.refused());
    assertEquals(5000, rows.size());
    int before = -1;
    for (int row : rows.sorted()) {
      assertTrue(before < 0 || compare(rows, before, row) < 0);
      before = row;
    }
  }

  private static int compare(KeyedRows rows, int one, int other) {
    int order = 0;
    for (int word = 0; order == 0 && word < KeyedRows.KEY_WORDS; word++) {
      order =
          Long.compareUnsigned(
              rows.words(one)[rows.at(one) + word], rows.words(other)[rows.at(other) + word]);
    }
    return order;
  }

  private static void fill(long[] key0, long[] key2) {
    KeyedRows rows = new KeyedRows(4, MANY);
    for (int i = 0; i < MANY; i++) {
      find(rows, key0[i], 7, key2[i]);
    }
    assertEquals(MANY, rows.size());
  }

  @Test
  void isNoSlowerForKeysWhoseDifferencesCancel() throws Exception {
    // A sum of one word and a multiple of another is as good as no secret at all.
    long[] crafted = new long[MANY];
    long[] random = new long[MANY];
    long[] numbers = new long[MANY];
    Random source = new Random(2);
    for (int i = 0; i < MANY; i++) {
      numbers[i] = i;
      crafted[i] = -0x9E3779B97F4A7C15L * i;
      random[i] = source.nextLong();
    }
    double ratio = CostRatio.of(() -> fill(crafted, numbers), () -> fill(random, numbers), BOUND);
    assertTrue(ratio < BOUND, ratio + " times as slow");
  }
}
