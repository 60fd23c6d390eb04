package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counting by number is exact up to its limit, and says what was beyond. */
class ProtocolCountsTest {
  @Test
  void countsBySpaceAndNumber() {
    ProtocolCounts counts = new ProtocolCounts();
    counts.add(NumberSpace.PPP, 0xc021);
    counts.add(NumberSpace.ETHERTYPE, 0x88cc);
    counts.add(NumberSpace.ETHERTYPE, 0x88cc);
    counts.add(NumberSpace.LINK_TYPE, 0);
    assertEquals(
        List.of(
            new ProtocolCounts.Count(NumberSpace.LINK_TYPE, 0, 1),
            new ProtocolCounts.Count(NumberSpace.ETHERTYPE, 0x88cc, 2),
            new ProtocolCounts.Count(NumberSpace.PPP, 0xc021, 1)),
        counts.list());
  }

  @Test
  void beyondTheLimitOnlyTheNumberIsLost() {
    ProtocolCounts counts = new ProtocolCounts();
    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < ProtocolCounts.MAX_NUMBERS + 100; number++) {
        counts.add(NumberSpace.ETHERTYPE, number);
      }
    }
    assertEquals(ProtocolCounts.MAX_NUMBERS, counts.list().size());
    assertEquals(200, counts.beyondLimit());
    assertEquals(2, counts.list().get(0).packets());
  }

  @Test
  void whatIsBeyondTheLimitDependsOnNoOrderAndNoSharingOut() {
    Random random = new Random(7);
    int[] numbers = random.ints(6000, 0, 2 * ProtocolCounts.MAX_NUMBERS).toArray();
    Map<Integer, Long> truth = new TreeMap<>();
    for (int number : numbers) {
      truth.merge(number, 1L, Long::sum);
    }
    List<ProtocolCounts.Count> expected = new ArrayList<>();
    long beyond = 0;
    for (Map.Entry<Integer, Long> each : truth.entrySet()) {
      if (expected.size() < ProtocolCounts.MAX_NUMBERS) {
        expected.add(
            new ProtocolCounts.Count(NumberSpace.ETHERTYPE, each.getKey(), each.getValue()));
      } else {
        beyond += each.getValue();
      }
    }
    assertTrue(beyond > 1000, "the test means something");
    for (int tables = 1; tables <= 3; tables++) {
      ProtocolCounts[] parts = new ProtocolCounts[tables];
      Arrays.setAll(parts, i -> new ProtocolCounts());
      for (int number : numbers) {
        parts[random.nextInt(tables)].add(NumberSpace.ETHERTYPE, number);
      }
      ProtocolCounts sum = new ProtocolCounts();
      for (ProtocolCounts part : parts) {
        sum.addAll(part);
      }
      assertEquals(expected, sum.list());
      assertEquals(beyond, sum.beyondLimit());
    }
  }

  @Test
  void countersAddUp() {
    DecodeCounters one = new DecodeCounters();
    one.count(DecodeOutcome.FLOW);
    one.count(DecodeEvent.NESTING_LIMIT);
    one.count(Tunnel.GRE);
    one.countInner(DecodeOutcome.ARP);
    one.count(NumberSpace.PPP, 1, false);
    one.count(NumberSpace.PPP, 2, true);
    DecodeCounters sum = new DecodeCounters();
    sum.addAll(one);
    sum.addAll(one);
    assertEquals(2, sum.packets());
    assertEquals(2, sum.event(DecodeEvent.NESTING_LIMIT));
    assertEquals(2, sum.tunnel(Tunnel.GRE));
    assertEquals(2, sum.inner(DecodeOutcome.ARP));
    assertEquals(2, sum.protocols().list().get(0).packets());
    assertEquals(2, sum.innerProtocols().list().get(0).packets());
  }
}
