package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The hash spreads keys that differ little, and its seed matters. */
class FlowHashTest {
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int BUCKETS = 1 << 12;

  @Test
  void everyPartOfTheKeyMatters() {
    FlowHash hash = new FlowHash(1);
    int same = hash.of(1, 2, 3, 4, 5);
    assertEquals(same, hash.of(1, 2, 3, 4, 5));
    assertNotEquals(same, hash.of(2, 2, 3, 4, 5));
    assertNotEquals(same, hash.of(1, 3, 3, 4, 5));
    assertNotEquals(same, hash.of(1, 2, 4, 4, 5));
    assertNotEquals(same, hash.of(1, 2, 3, 5, 5));
    assertNotEquals(same, hash.of(1, 2, 3, 4, 6));
    assertNotEquals(same, hash.of(3, 4, 1, 2, 5));
    assertNotEquals(same, new FlowHash(2).of(1, 2, 3, 4, 5));
  }

  @Test
  void neighbouringAddressesAndPortsSpreadOverLowAndHighBits() {
    FlowHash hash = new FlowHash(20261122);
    int[] low = new int[BUCKETS];
    int[] high = new int[BUCKETS];
    for (int host = 0; host < 256; host++) {
      for (int port = 0; port < 256; port++) {
        long key = (49152L + port) << 48 | 443L << 32 | 6 << 24;
        int value = hash.of(0, MAPPED | 0x0a000000 + host, 0, MAPPED | 0x0a010001, key);
        low[value & BUCKETS - 1]++;
        high[value >>> 20]++;
      }
    }
    // 16 keys a bucket on average: among 4096 buckets of a random spread about 40 is the most.
    for (int i = 0; i < BUCKETS; i++) {
      assertTrue(low[i] < 48 && high[i] < 48, "bucket " + i);
    }
  }

  @Test
  void noDifferenceOfKeysMakesThemCollideWhateverTheSecrets() {
    long[][] differences = new long[64 * 5 + 31][5];
    for (int bit = 0; bit < 64 * 5; bit++) {
      differences[bit][bit >> 6] = 1L << bit;
    }
    for (int words = 1; words < 32; words++) {
      for (int word = 0; word < 5; word++) {
        differences[320 + words - 1][word] = (words >> word & 1) == 0 ? 0 : -2L;
      }
    }
    int secrets = 3000;
    for (long[] bits : differences) {
      int collisions = 0;
      for (int seed = 0; seed < secrets; seed++) {
        FlowHash hash = new FlowHash(seed);
        int one = hash.of(0x20010db8L << 32, 5, 0x20010db8L << 32 | 9, 77, 443L << 32);
        int other =
            hash.of(
                0x20010db8L << 32 ^ bits[0],
                5 ^ bits[1],
                (0x20010db8L << 32 | 9) ^ bits[2],
                77 ^ bits[3],
                443L << 32 ^ bits[4]);
        collisions += (one ^ other) << 12 == 0 ? 1 : 0;
      }
      assertTrue(collisions <= 3, java.util.Arrays.toString(bits) + ": " + collisions);
    }
  }

  @Test
  void sequencesOfKeysDoNotClusterWhateverTheSecrets() {
    int slots = 1 << 14;
    for (int seed = 0; seed < 500; seed++) {
      FlowHash hash = new FlowHash(seed);
      boolean[] taken = new boolean[slots];
      long steps = 0;
      int keys = slots / 2;
      int stride = 1 << seed % 12;
      for (int i = 0; i < keys; i++) {
        long port = (long) (i & 0xff) << 48 | 443L << 32 | 6 << 24;
        long host = MAPPED | 0x0a000000 + (i >> 8) * stride;
        int slot = hash.of(0, host, 0, MAPPED | 0x0b000001, port) & slots - 1;
        while (taken[slot]) {
          slot = slot + 1 & slots - 1;
          steps++;
        }
        taken[slot] = true;
      }
      // Half a step a key is what keys at random take at this load (Knuth 6.4, linear probing).
      assertTrue(steps < keys, "seed " + seed + ": " + steps);
    }
  }
}
