package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts are exact, however many and large the packets are, and whatever stood there before. */
class FlowCountsTest {
  private static final int LARGEST = (1 << FlowCounts.ADDED_BITS) - 1;

  private final long[] words = FlowRow.newChunk();
  private final int at = FlowRow.at(2);
  private final long[] expected = new long[FlowRow.COUNTERS];

  private void packet(int fromB, int bytes, int payload) {
    int side = fromB * FlowCounts.B;
    int latestAt = at + (fromB == 0 ? FlowRow.COUNTS_A : FlowRow.COUNTS_B);
    long latest = words[latestAt] + FlowCounts.ofPacket(bytes, payload);
    if (FlowCounts.areFull(latest)) {
      FlowCounts.add(words, at, side, 1, bytes, payload);
    } else {
      words[latestAt] = latest;
    }
    expected[side]++;
    expected[side + 1] += bytes;
    expected[side + 2] += payload;
  }

  private void assertCounts() {
    for (int counter = 0; counter < FlowRow.COUNTERS; counter++) {
      assertEquals(expected[counter], FlowCounts.get(words, at, counter), "counter " + counter);
    }
    assertEquals(expected[FlowCounts.B], FlowCounts.packets(words, at, FlowCounts.B));
    assertEquals(expected[FlowCounts.A + 1], FlowCounts.bytes(words, at, FlowCounts.A));
    assertEquals(expected[FlowCounts.B + 2], FlowCounts.payload(words, at, FlowCounts.B));
  }

  @Test
  void everyPacketCountsOnBothSidesOfEachLimit() {
    Random random = new Random(1);
    int[] sizes = {0, 1, 60, 1514, 65_535, LARGEST, LARGEST + 1, Integer.MAX_VALUE};
    for (int i = 0; i < 200_000; i++) {
      int bytes = sizes[random.nextInt(random.nextInt(sizes.length) + 1)];
      int payload = sizes[random.nextInt(random.nextInt(sizes.length) + 1)];
      packet(random.nextInt(4) == 0 ? 1 : 0, bytes, payload);
      if (i % 97 == 0 || i < 100) {
        assertCounts();
      }
    }
    assertCounts();
  }

  @Test
  void manySmallPacketsGoToTheTotals() {
    for (int i = 0; i < 70_000; i++) {
      packet(1, 0, 0);
    }
    assertTrue(FlowCounts.hasTotals(words, at));
    assertCounts();
  }

  @Test
  void onePacketNeedsNoTotals() {
    packet(0, LARGEST, LARGEST);
    assertFalse(FlowCounts.hasTotals(words, at));
    assertCounts();
  }

  @Test
  void totalsOfAnotherFlowDoNotCount() {
    Arrays.fill(words, FlowRow.totals(at), FlowRow.totals(at) + FlowRow.COUNTERS, 99);
    packet(0, 5, 3);
    assertCounts();
    packet(1, LARGEST + 1, 2);
    assertTrue(FlowCounts.hasTotals(words, at));
    assertCounts();
    FlowCounts.clear(words, at);
    Arrays.fill(expected, 0);
    assertCounts();
  }

  @Test
  void aCounterThatIsSetChangesNoOther() {
    for (int counter = 0; counter < FlowRow.COUNTERS; counter++) {
      packet(counter % 2, 100, 50);
      expected[counter] = Long.MAX_VALUE - counter;
      FlowCounts.set(words, at, counter, expected[counter]);
      assertCounts();
    }
  }
}
