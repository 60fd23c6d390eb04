package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidewaiter.CostRatio;
import org.tidewaiter.flow.AnnouncedEndpoints;

/**
 * Addresses chosen so that a hash without secrets sends them all to one place: the tables of the
 * detections are no slower for them.
 */
class CraftedKeysTest {
  private static final int MANY = 60_000;

  /** Twice as slow at most, and the timer's noise. */
  private static final double BOUND = 2.2;

  /** High and low words whose sum, rotated as usual, is always the same. */
  private static long[][] crafted(int rotation) {
    long[][] addresses = new long[MANY][];
    for (int i = 0; i < MANY; i++) {
      long high = 0x2001_0db8_0000_0000L + i;
      addresses[i] = new long[] {high, 0x1234_5678_9abc_def0L ^ Long.rotateLeft(high, rotation)};
    }
    return addresses;
  }

  private static long[][] random() {
    Random random = new Random(1);
    long[][] addresses = new long[MANY][];
    for (int i = 0; i < MANY; i++) {
      addresses[i] = new long[] {random.nextLong(), random.nextLong()};
    }
    return addresses;
  }

  private interface Table {
    void fill(long[][] addresses);
  }

  private static void assertNoSlower(Table table, int rotation) throws Exception {
    long[][] crafted = crafted(rotation);
    long[][] random = random();
    double ratio = CostRatio.of(() -> table.fill(crafted), () -> table.fill(random), BOUND);
    assertTrue(ratio < BOUND, ratio + " times as slow");
  }

  @Test
  void distinctAddresses() throws Exception {
    assertNoSlower(
        addresses -> {
          DistinctAddresses distinct = new DistinctAddresses(DistinctAddresses.MAX_PAIRS);
          for (long[] address : addresses) {
            assertEquals(DistinctAddresses.NEW, distinct.add(1, address[0], address[1]));
          }
        },
        23);
  }

  @Test
  void findings() throws Exception {
    assertNoSlower(
        addresses -> {
          FindingTable findings = new FindingTable(FindingTable.MAX_FINDINGS);
          for (long[] address : addresses) {
            findings.find(1, 2, address[0], address[1]);
          }
          assertEquals(MANY, findings.size());
        },
        17);
  }

  @Test
  void addressesInAMemory() throws Exception {
    assertNoSlower(
        addresses -> {
          Memory<Address, Boolean> memory = new Memory<>(MANY, new DetectCounters());
          for (long[] address : addresses) {
            memory.put(new Address(address[0], address[1]), true);
          }
          assertEquals(MANY, memory.size());
        },
        23);
  }

  @Test
  void announcedEndpoints() throws Exception {
    // What a record's own hash makes of two longs: 31 times one and the other, each folded in half.
    assertNoSlower(
        addresses -> {
          Memory<AnnouncedEndpoints.Endpoint, Boolean> memory =
              new Memory<>(MANY, new DetectCounters());
          for (long[] address : addresses) {
            long low = address[1] >>> 32 << 32 | address[1] >>> 32;
            long high = address[0] & 0xffffffffL;
            high |= high << 32;
            memory.put(new AnnouncedEndpoints.Endpoint(high, low, 1, 6), true);
          }
        },
        32);
  }
}
