package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tidewaiter.decode.FlowHash;

/**
 * Flow keys that somebody has chosen who knows the hash but not the run's secrets: how many slots
 * of the flow table's index a look-up passes.
 */
class CraftedFlowKeysTest {
  private static final int KEYS = 1 << 15;
  private static final int RUNS = 20;

  /** Linear probing at a load of a half: 1.5 slots on average. */
  private static final double MOST_SLOTS = 2.0;

  private static final long MAPPED = 0xffff_0000_0000L;
  private static final long TCP_WITH_PORTS = 6L << 24 | 1;
  private static final long ATTACKERS_SEED = 4711;

  private record Key(long aHigh, long aLow, long bHigh, long bLow, long rest) {
    int hash(FlowHash hash) {
      return hash.of(aHigh, aLow, bHigh, bLow, rest);
    }

    Key flip(long[] bits) {
      return new Key(
          aHigh ^ bits[0], aLow ^ bits[1], bHigh ^ bits[2], bLow ^ bits[3], rest ^ bits[4]);
    }
  }

  private static Key ipv4(int a, int b, int portA, int portB) {
    long ports = (long) portA << 48 | (long) portB << 32;
    return new Key(
        0, MAPPED | a & 0xffffffffL, 0, MAPPED | b & 0xffffffffL, ports | TCP_WITH_PORTS);
  }

  private static Key random(Random random) {
    return new Key(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), TCP_WITH_PORTS);
  }

  /** Slots passed by a look-up, on average over all keys and over several secrets. */
  private static double slots(List<Key> keys) {
    double sum = 0;
    for (int run = 0; run < RUNS; run++) {
      sum += slots(keys, new FlowHash(run * 0x1234567L));
    }
    return sum / RUNS;
  }

  private static double slots(List<Key> keys, FlowHash hash) {
    FlowIndex index = new FlowIndex();
    for (int row = 0; row < keys.size(); row++) {
      index.insert(keys.get(row).hash(hash), row);
    }
    int[] slots = index.slots();
    long passed = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] != 0) {
        int row = RowSlots.row(slots[slot], index.tagMask());
        int home = keys.get(row).hash(hash) & slots.length - 1;
        passed += (slot - home & slots.length - 1) + 1;
      }
    }
    return (double) passed / keys.size();
  }

  private static void assertSpread(String what, List<Key> keys) {
    assertTrue(keys.size() >= KEYS / 2, what + ": " + keys.size() + " keys");
    double slots = slots(keys);
    assertTrue(slots < MOST_SLOTS, what + ": " + slots + " slots a look-up");
  }

  @Test
  void neighbouringAddressesAndPorts() {
    List<Key> keys = new ArrayList<>();
    List<Key> mirrored = new ArrayList<>();
    List<Key> equalPorts = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(ipv4(0x0a000000 + (i >> 8), 0x0a800001, 1024 + (i & 255), 443));
      mirrored.add(ipv4(0x0a000000 + i, 0x0b000000 + i, 5000, 5000));
      equalPorts.add(ipv4(0x0a000001, 0x0b000001, i, i));
    }
    assertSpread("neighbours", keys);
    assertSpread("the same in both addresses", mirrored);
    assertSpread("the same in both ports", equalPorts);
  }

  @Test
  void keysThatDifferInFewBits() {
    Random random = new Random(1);
    List<Key> keys = new ArrayList<>();
    Key base = random(random);
    for (int i = 0; i < 320; i++) {
      for (int j = i; j < 320 && keys.size() < 2 * KEYS; j++) {
        long[] bits = new long[5];
        bits[i >> 6] |= 1L << i;
        bits[j >> 6] |= 1L << j;
        keys.add(base.flip(bits));
      }
    }
    assertSpread("one or two bits", keys);
    Set<Key> high = new HashSet<>();
    while (high.size() < KEYS) {
      long[] bits = new long[5];
      for (int word = 0; word < 5; word++) {
        bits[word] = (long) random.nextInt(16) << 60;
      }
      high.add(base.flip(bits).flip(new long[] {0, 0, 0, 0, (long) high.size() << 32}));
    }
    assertSpread("the highest bits", new ArrayList<>(high));
  }

  @Test
  void negatedAddresses() {
    // Inverting all bits from the n-th on negates a factor whose lower bits are zero.
    Random random = new Random(2);
    List<Key> keys = new ArrayList<>();
    while (keys.size() < KEYS) {
      Key base = random(random);
      for (int words = 0; words < 16; words++) {
        long[] bits = new long[5];
        for (int word = 0; word < 4; word++) {
          bits[word] = (words >> word & 1) == 0 ? 0 : -2L;
        }
        keys.add(base.flip(bits));
      }
    }
    assertSpread("negated", keys);
    // Not only on average: in no run are there many.
    for (int run = 0; run < RUNS; run++) {
      FlowHash hash = new FlowHash(run);
      Set<Integer> hashes = new HashSet<>();
      keys.forEach(key -> hashes.add(key.hash(hash)));
      assertTrue(hashes.size() > keys.size() - 8, "run " + run + ": " + hashes.size());
    }
  }

  @Test
  void keysThatCollideUnderOtherSecrets() {
    List<Key> keys = new ArrayList<>();
    FlowHash known = new FlowHash(ATTACKERS_SEED);
    Random random = new Random(3);
    while (keys.size() < KEYS / 2) {
      Key key = ipv4(random.nextInt(), random.nextInt(), random.nextInt(65536), 443);
      if ((key.hash(known) & 0x1ff) == 0x155) {
        keys.add(key);
      }
    }
    assertSpread("colliding under other secrets", keys);
    // That they would be an attack: under the secrets for which they were made they are slow.
    double hit = slots(keys, known);
    assertTrue(hit > 20 * MOST_SLOTS, hit + " slots");
  }
}
