package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
