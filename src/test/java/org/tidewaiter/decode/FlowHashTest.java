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
}
