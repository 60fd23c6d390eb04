package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a row says of its flow, from the packet, from announcements and after other rules. */
class FlowTableRowTest {
  private static final long SEED = 43;
  private static final long T = 1_700_000_000L * Traffic.SECOND;
  private static final int TCP = 6;
  private static final int UDP = 17;

  private final Traffic traffic = new Traffic(SEED);
  private final FlowTable table = Traffic.table(SEED, 1000, FlowTimeouts.DEFAULT, 53, 443, 1688);

  private void run() {
    table.consume(traffic.batch, traffic.columns);
    traffic.clear();
  }

  private String describe(int row) {
    return Traffic.describe(table, row);
  }

  @Test
  void aRowKnowsWhereItsFirstPacketWasSeen() {
    traffic.add(T, UDP, 7, 5000, 8, 53, 0, 10);
    traffic.add(T, UDP, 1, 5000, 2, 4789, 0, 10);
    traffic.add(T, TCP, 3, 5000, 4, 443, Traffic.SYN, 0);
    traffic.columns.parent[2] = 1;
    traffic.columns.vlan[2] = 12;
    traffic.columns.tunnel[2] = 3;
    traffic.columns.tunnelId[2] = 77;
    traffic.batch.input = 2;
    run();
    traffic.add(T, TCP, 4, 443, 3, 5000, Traffic.SYN | Traffic.ACK, 0);
    run();
    long[] w = table.words(2);
    int at = FlowTable.at(2);
    assertEquals(FlowId.of(table.words(1), FlowTable.at(1)), FlowRow.parentId(w, at));
    assertEquals(12, FlowRow.vlan(w, at));
    assertEquals(3, FlowRow.tunnel(w, at));
    assertEquals(77, FlowRow.tunnelId(w, at));
    assertEquals(2, FlowRow.input(w, at));
    assertTrue(FlowRow.clientSpokeFirst(w, at));
    assertEquals(0, FlowRow.parentId(table.words(1), FlowTable.at(1)));
    assertEquals(64, FlowRow.clientBytes(table.words(1), FlowTable.at(1)));
  }

  @Test
  void ipv6AddressesAreComparedWhole() {
    for (int i = 0; i < 4; i++) {
      traffic.add(T, UDP, 1, 5000, 2, 53, 0, 10);
      traffic.ipv6(i & 1, i >> 1);
      traffic.add(T, UDP, 1, 5000, 2, 53, 0, 10);
      traffic.ipv6(i & 1, i >> 1);
    }
    run();
    assertEquals(4, table.counters().created);
    for (int row = 0; row < 4; row++) {
      assertEquals(row & 1, FlowRow.clientHigh(table.words(row), FlowTable.at(row)));
      assertEquals(row >> 1, FlowRow.serverHigh(table.words(row), FlowTable.at(row)));
      assertEquals(2, FlowRow.clientPackets(table.words(row), FlowTable.at(row)));
    }
  }

  @Test
  void packetsOfAnEarlierTimeCountAndAreCounted() {
    long[] times = {T, T + 5, T + 5, T + 4, T - 1, T + 4, T + 6};
    for (long time : times) {
      traffic.add(time, UDP, 1, 5000, 2, 53, 0, 10);
    }
    run();
    assertEquals(3, table.counters().timeBackwards);
    assertEquals(T, FlowRow.firstNanos(table.words(0), FlowTable.at(0)));
    assertEquals(T + 6, FlowRow.lastNanos(table.words(0), FlowTable.at(0)));
    assertEquals("1:5000>2:53 service-port 7/0", describe(0));
  }

  @Test
  void theEndOfInputTellsClosedFlowsFromOpenOnes() {
    traffic.add(T, TCP, 1, 5000, 2, 443, Traffic.SYN, 0);
    traffic.add(T, TCP, 2, 443, 1, 5000, Traffic.RST | Traffic.ACK, 0);
    traffic.add(T, TCP, 1, 5001, 2, 443, Traffic.SYN, 0);
    run();
    assertEquals(2, table.rows());
    assertEquals(2, table.finish());
    assertEquals(EndReason.CLOSED.ordinal(), FlowRow.endReason(table.words(0), FlowTable.at(0)));
    assertEquals(
        EndReason.END_OF_INPUT.ordinal(), FlowRow.endReason(table.words(1), FlowTable.at(1)));
    assertTrue(table.isLive(0) && table.isLive(1));
  }

  @Test
  void otherRulesAreForFlowsToComeAndTakeJudgementsAway() {
    table
        .announced()
        .announce(
            new AnnouncedEndpoints.Endpoint(0, Traffic.host(2), 50001, TCP),
            new AnnouncedEndpoints.Announcement(5, 7, T, T + Traffic.SECOND, false));
    traffic.add(T, UDP, 1, 50000, 2, 53, 0, 10);
    run();
    FlowJudgement.setVerdict(table.words(0), FlowTable.at(0), 2, 3);
    byte[] none = new byte[65536];
    byte[] services = new byte[65536];
    services[50000] = 1;
    table.changeRules(new PortRanks(none, services, none), new int[] {0, 0, 0, 0, 0, 0, 0, 9});
    assertFalse(FlowJudgement.isJudged(table.words(0), FlowTable.at(0)));
    traffic.add(T, UDP, 3, 50000, 4, 53, 0, 10);
    traffic.add(T, TCP, 1, 50000, 2, 50001, Traffic.ACK, 10);
    run();
    adoptAll();
    assertEquals("1:50000>2:53 service-port 1/0", describe(0));
    assertEquals("4:53>3:50000 service-port 0/1", describe(1));
    assertEquals("1:50000>2:50001 announced 1/0", describe(2));
    assertEquals(9, FlowJudgement.announcedService(table.words(2), FlowTable.at(2)));
  }

  @Test
  void announcedEndpointsKnowServerAndParent() {
    table
        .announced()
        .announce(
            new AnnouncedEndpoints.Endpoint(0, Traffic.host(2), 50001, TCP),
            new AnnouncedEndpoints.Announcement(0xABCD, 7, T, T + Traffic.SECOND, false));
    traffic.add(T, TCP, 1, 50000, 2, 50001, Traffic.ACK, 10);
    traffic.add(T + 2 * Traffic.SECOND, TCP, 3, 50000, 2, 50001, Traffic.ACK, 10);
    run();
    adoptAll();
    assertEquals("1:50000>2:50001 announced 1/0", describe(0));
    assertEquals(0xABCD, FlowRow.parentId(table.words(0), FlowTable.at(0)));
    assertEquals(7, FlowJudgement.announcedService(table.words(0), FlowTable.at(0)));
    assertEquals("2:50001>3:50000 lower-port 0/1", describe(1));
  }

  @Test
  void announcedClientsAreClients() {
    table
        .announced()
        .announce(
            new AnnouncedEndpoints.Endpoint(0, Traffic.host(2), 50001, UDP),
            new AnnouncedEndpoints.Announcement(0xABCD, 7, T, T + Traffic.SECOND, true));
    traffic.add(T, UDP, 1, 50000, 2, 50001, 0, 10);
    traffic.add(T, UDP, 3, 60000, 2, 50001, 0, 10);
    traffic.add(T, UDP, 4, 60000, 2, 50001, 0, 10);
    run();
    adoptAll();
    assertEquals("2:50001>1:50000 announced 0/1", describe(0));
    assertEquals("2:50001>3:60000 announced 0/1", describe(1));
    assertEquals(2, table.counters().directionTurned, "those whose ports said otherwise");
  }

  @Test
  void announcementsAreNotForEarlierFlows() {
    table
        .announced()
        .announce(
            new AnnouncedEndpoints.Endpoint(0, Traffic.host(2), 50001, TCP),
            new AnnouncedEndpoints.Announcement(0xABCD, 7, T, T + Traffic.SECOND, false));
    traffic.add(T - 1, TCP, 1, 50000, 2, 50001, Traffic.ACK, 10);
    run();
    adoptAll();
    assertEquals(0, FlowRow.parentId(table.words(0), FlowTable.at(0)));
  }

  private void adoptAll() {
    for (int row = 0; row < table.live(); row++) {
      table.adopt(table.words(row), FlowTable.at(row));
    }
  }

  /** Small counts go to totals on the way: by their number, by their size, and at once. */
  @Test
  void aFlowOfManyAndLargePacketsIsCountedExactly() {
    long bytes = 0;
    long payload = 0;
    for (int i = 0; i < 40_000; i++) {
      int size = i % 1000 == 0 ? 5_000_000 : i % 1400;
      traffic.add(T + i, UDP, 1, 5000, 2, 53, 0, size);
      bytes += 54 + size;
      payload += size;
      if (traffic.batch.size == 2000) {
        run();
      }
    }
    traffic.add(T + 50_000, UDP, 2, 53, 1, 5000, 0, 7);
    run();
    long[] w = table.words(0);
    int at = FlowTable.at(0);
    assertEquals(40_000, FlowRow.clientPackets(w, at));
    assertEquals(bytes, FlowRow.clientBytes(w, at));
    assertEquals(payload, FlowRow.clientPayloadBytes(w, at));
    assertEquals(1, FlowRow.serverPackets(w, at));
    assertEquals(61, FlowRow.serverBytes(w, at));
    assertEquals(7, FlowRow.serverPayloadBytes(w, at));
  }
}
