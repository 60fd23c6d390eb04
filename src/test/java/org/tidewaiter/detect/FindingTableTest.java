package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of the findings against plain collections. */
class FindingTableTest {
  @Test
  void findsWhatItMade() {
    FindingTable table = new FindingTable(50_000);
    Map<List<Long>, Integer> model = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long key = random.nextInt(8);
      long rule = random.nextInt(4) - 1L << 32;
      long high = random.nextInt(3);
      long low = random.nextInt(400);
      int finding = table.find(key, rule, high, low);
      int expected = model.computeIfAbsent(List.of(key, rule, high, low), k -> model.size());
      assertEquals(expected, finding);
    }
    assertEquals(model.size(), table.size());
    model.forEach(
        (key, finding) -> {
          long[] words = table.words(finding);
          int at = FindingTable.at(finding);
          assertEquals(key.get(0), words[at + FindingRow.KEY]);
          assertEquals(key.get(3), words[at + FindingRow.LOW]);
        });
  }

  @Test
  void stopsAtItsLimit() {
    FindingTable table = new FindingTable(3);
    for (int i = 0; i < 3; i++) {
      assertEquals(i, table.find(1, 2, 3, i));
    }
    assertEquals(-1, table.find(1, 2, 3, 3));
    assertEquals(1, table.find(1, 2, 3, 1));
  }

  @Test
  void subjectsAreNumberedOnce() {
    FindingTable table = new FindingTable(2);
    assertEquals(0, table.subjectNumber(""));
    assertEquals(1, table.subjectNumber("a"));
    assertEquals(2, table.subjectNumber("b"));
    assertEquals(1, table.subjectNumber("a"));
    assertEquals(0, table.subjectNumber("c"));
    assertEquals("b", table.subject(2));
  }

  @Test
  void keysKeepTheirParts() {
    long[] words = new long[FindingRow.WORDS];
    words[FindingRow.KEY] =
        FindingRow.key(Detection.UNEXPECTED_SERVICE, 0x35, FindingRow.ATTEMPT, 255, 65_535, 40_000);
    words[FindingRow.RULE] = -1L << 32 | 7;
    assertEquals(Detection.UNEXPECTED_SERVICE, FindingRow.detection(words, 0));
    assertEquals(0x35, FindingRow.variant(words, 0));
    assertTrue(FindingRow.is(words, 0, FindingRow.ATTEMPT));
    assertFalse(FindingRow.is(words, 0, FindingRow.TOGETHER));
    assertEquals(255, FindingRow.protocol(words, 0));
    assertEquals(65_535, FindingRow.port(words, 0));
    assertEquals(40_000, FindingRow.service(words, 0));
    assertEquals(-1, FindingRow.rule(words, 0));
    assertEquals(7, FindingRow.subject(words, 0));
  }

  @Test
  void setsHoldTheirMembers() {
    FindingSets sets = new FindingSets();
    Random random = new Random(2);
    Map<Integer, Set<Integer>> model = new HashMap<>();
    model.put(0, Set.of());
    for (int i = 0; i < 20_000; i++) {
      Integer[] known = model.keySet().toArray(new Integer[0]);
      int set = known[random.nextInt(Math.min(known.length, 500))];
      int finding = random.nextInt(30);
      if (!sets.contains(set, finding)) {
        Set<Integer> larger = new HashSet<>(model.get(set));
        larger.add(finding);
        model.put(sets.with(set, finding), larger);
      }
      assertEquals(model.get(set).contains(finding), sets.contains(set, finding));
    }
    model.forEach(
        (set, members) -> {
          Set<Integer> found = new HashSet<>();
          for (int rest = set; rest != 0; rest = sets.rest(rest)) {
            assertTrue(found.add(sets.first(rest)));
          }
          assertEquals(members, found);
        });
    assertEquals(sets.with(sets.with(0, 1), 2), sets.with(sets.with(0, 1), 2));
    assertNotEquals(0, sets.with(0, 0));
  }

  @Test
  void addressesCountOncePerOwner() {
    DistinctAddresses addresses = new DistinctAddresses(10_000);
    Set<List<Long>> model = new HashSet<>();
    Random random = new Random(3);
    for (int i = 0; i < 30_000; i++) {
      int owner = random.nextInt(20);
      long high = random.nextInt(2);
      long low = 1 + random.nextInt(200);
      boolean fresh = model.add(List.of((long) owner, high, low));
      int expected = fresh ? DistinctAddresses.NEW : DistinctAddresses.KNOWN;
      assertEquals(expected, addresses.add(owner, high, low));
    }
    long[] lowest = addresses.lowest(20, 3);
    assertEquals(0, lowest[0]);
    assertEquals(1, lowest[1]);
    assertEquals(2, lowest[3]);
    assertEquals(3, lowest[5]);
  }

  @Test
  void addressesBeyondTheLimitAreNotGuessedAt() {
    DistinctAddresses addresses = new DistinctAddresses(2);
    assertEquals(DistinctAddresses.NEW, addresses.add(0, 0, 1));
    assertEquals(DistinctAddresses.NEW, addresses.add(1, 0, 1));
    assertEquals(DistinctAddresses.NO_ROOM, addresses.add(1, 0, 2));
    assertEquals(DistinctAddresses.KNOWN, addresses.add(1, 0, 1));
  }
}
