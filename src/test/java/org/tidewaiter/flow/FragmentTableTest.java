package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tidewaiter.decode.HeaderColumns;

class FragmentTableTest {
  private static final long T = 1_700_000_000L * Traffic.SECOND;
  private static final int UDP = 17;
  private static final long A = Traffic.host(1);
  private static final long B = Traffic.host(2);

  private final Traffic traffic = new Traffic(5);
  private final FlowTable table = Traffic.table(5, 100_000, FlowTimeouts.DEFAULT, 53);

  private void first(long nanos, long from, long to, int id) {
    int fromPort = from < to ? 5000 : 53;
    traffic.add(
        nanos, UDP, from, fromPort, to, 5053 - fromPort, 0, 1000, HeaderColumns.FIRST_FRAGMENT, id);
  }

  private void later(long nanos, long from, long to, int id) {
    traffic.add(nanos, UDP, from, 0, to, 0, 0, 100, HeaderColumns.LATER_FRAGMENT, id);
  }

  private void run() {
    table.consume(traffic.batch, traffic.columns);
    traffic.clear();
  }

  private String row(int row) {
    long[] words = table.words(row);
    int at = FlowTable.at(row);
    return (FlowRow.clientLow(words, at) & 0xFF)
        + ">"
        + (FlowRow.serverLow(words, at) & 0xFF)
        + (FlowRow.hasPorts(words, at) ? " ports " : " ")
        + FlowRow.clientPackets(words, at)
        + "/"
        + FlowRow.clientBytes(words, at)
        + "/"
        + FlowRow.clientPayloadBytes(words, at)
        + " "
        + FlowRow.serverPackets(words, at)
        + " "
        + (FlowRow.firstNanos(words, at) - T)
        + "-"
        + (FlowRow.lastNanos(words, at) - T);
  }

  @Test
  void fragmentsBeforeTheFirstWidenTheFlowsTimes() {
    later(T + 5, A, B, 7);
    later(T + 3, A, B, 7);
    first(T + 4, A, B, 7);
    later(T + 9, A, B, 7);
    run();
    assertEquals("1>2 ports 4/1516/1300 0 3-9", row(0));
    assertEquals(3, table.counters().fragmentsAttributed);
    table.finish();
    assertEquals(1, table.live());
    assertEquals(0, table.counters().fragmentsWithoutFirst);
  }

  @Test
  void fragmentsOfTheAnswerCountForTheServer() {
    first(T, A, B, 7);
    later(T + 1, B, A, 8);
    first(T + 2, B, A, 8);
    later(T + 3, B, A, 8);
    run();
    assertEquals("1>2 ports 1/1054/1000 3 0-3", row(0));
  }

  @Test
  void withoutAFirstTheyBecomeAFlowWithoutPortsWhoseClientSpoke() {
    later(T + 5, B, A, 7);
    later(T + 2, B, A, 7);
    traffic.columns.vlan[1] = 99;
    later(T + 9, B, A, 7);
    run();
    assertEquals(0, table.live());
    table.finish();
    assertEquals("2>1 3/462/300 0 2-9", row(0));
    assertTrue(FlowRow.clientSpokeFirst(table.words(0), FlowTable.at(0)));
    assertEquals(0, FlowRow.vlan(table.words(0), FlowTable.at(0)), "that of the first one");
    assertEquals(UDP, FlowRow.protocol(table.words(0), FlowTable.at(0)));
    assertEquals(3, table.counters().fragmentsWithoutFirst);
    assertEquals(0, table.counters().fragmentsAttributed);
    assertEquals(
        EndReason.END_OF_INPUT.ordinal(), FlowRow.endReason(table.words(0), FlowTable.at(0)));
  }

  @Test
  void theFlowWithoutPortsKeepsWhereItWasSeen() {
    later(T, A, B, 7);
    traffic.columns.vlan[0] = 99;
    traffic.columns.tunnel[0] = 3;
    traffic.columns.tunnelId[0] = 1234;
    traffic.batch.input = 5;
    run();
    table.finish();
    long[] words = table.words(0);
    int at = FlowTable.at(0);
    assertEquals(99, FlowRow.vlan(words, at));
    assertEquals(3, FlowRow.tunnel(words, at));
    assertEquals(1234, FlowRow.tunnelId(words, at));
    assertEquals(5, FlowRow.input(words, at));
  }

  @Test
  void severalDatagramsWithoutAFirstAreOneFlow() {
    later(T, A, B, 7);
    later(T + 1, A, B, 8);
    later(T + 2, B, A, 9);
    run();
    table.finish();
    assertEquals(1, table.live());
    assertEquals(1, table.counters().created);
    assertEquals(3, table.counters().fragmentsWithoutFirst);
    long[] words = table.words(0);
    int at = FlowTable.at(0);
    assertEquals(3, FlowRow.clientPackets(words, at) + FlowRow.serverPackets(words, at));
    assertEquals(T, FlowRow.firstNanos(words, at));
    assertEquals(T + 2, FlowRow.lastNanos(words, at));
  }

  /** RFC 8200 section 4.5: reassembly is given up after 60 seconds. */
  @Test
  void aDatagramIsOverAfterAMinute() {
    first(T, A, B, 7);
    later(T + FragmentTable.MAX_NANOS - 1, A, B, 7);
    run();
    assertEquals(1, table.counters().fragmentsAttributed);
    later(T + FragmentTable.MAX_NANOS, A, B, 7);
    run();
    assertEquals(1, table.counters().fragmentsAttributed);
    // The minute of what is held begins with the first that is held.
    first(T + 2 * FragmentTable.MAX_NANOS - 1, A, B, 7);
    run();
    assertEquals(2, table.counters().fragmentsAttributed);
    later(T + 4 * FragmentTable.MAX_NANOS, A, B, 7);
    first(T + 5 * FragmentTable.MAX_NANOS, A, B, 7);
    run();
    assertEquals(2, table.counters().fragmentsAttributed);
    assertEquals(1, table.counters().fragmentsWithoutFirst);
    assertEquals(1, table.counters().fragmentsForgotten);
  }

  @Test
  void anotherIdOrAnotherPairIsAnotherDatagram() {
    first(T, A, B, 7);
    later(T, A, B, 8);
    later(T, A, Traffic.host(3), 7);
    later(T, Traffic.host(3), B, 7);
    run();
    assertEquals(0, table.counters().fragmentsAttributed);
    table.finish();
    assertEquals(3, table.counters().fragmentsWithoutFirst);
    assertEquals(4, table.live());
  }

  @Test
  void addressesAreComparedWhole() {
    for (int changed = 0; changed < 3; changed++) {
      first(T, A, B, 70 + changed);
      later(T, A, B, 70 + changed);
      if (changed == 1) {
        traffic.columns.aHigh[traffic.columns.size - 1] = 1;
      } else if (changed == 2) {
        traffic.columns.bHigh[traffic.columns.size - 1] = 1;
      }
    }
    run();
    assertEquals(1, table.counters().fragmentsAttributed);
  }

  @Test
  void fragmentsOfIpv6JoinTheirFlowBehindOthers() {
    traffic.add(T, UDP, 8, 5000, 9, 53, 0, 10);
    for (int id = 1; id <= 2; id++) {
      later(T, A, B, id);
      traffic.ipv6(id, 2L * id);
      first(T + 1, A, B, id);
      traffic.ipv6(id, 2L * id);
      later(T + 2, A, B, id);
      traffic.ipv6(id, 2L * id);
    }
    run();
    assertEquals(4, table.counters().fragmentsAttributed);
    assertEquals("1>2 ports 3/1362/1200 0 0-2", row(1));
    assertEquals("1>2 ports 3/1362/1200 0 0-2", row(2));
  }

  /** More open datagrams than there are slots: each packet is in a flow or counted as forgotten. */
  @Test
  void newerDatagramsTakeTheSlotsOfOlderOnes() {
    int datagrams = 4 * FragmentTable.MAX_DATAGRAMS;
    for (int sent = 0; sent < datagrams; ) {
      for (int i = 0; i < 500 && sent < datagrams; i++) {
        later(T + sent, A, B, sent++);
      }
      run();
    }
    long forgotten = table.counters().fragmentsForgotten;
    assertTrue(forgotten >= datagrams - FragmentTable.MAX_DATAGRAMS);
    // Ids that follow one another are spread over nearly all slots.
    assertTrue(forgotten < datagrams - FragmentTable.MAX_DATAGRAMS / 2, "forgotten: " + forgotten);
    assertEquals(forgotten, table.counters().fragmentsWithoutFirst);
    table.finish();
    assertEquals(datagrams, table.counters().fragmentsWithoutFirst);
    assertEquals(datagrams, FlowRow.clientPackets(table.words(0), FlowTable.at(0)));
    assertFalse(FlowRow.hasPorts(table.words(0), FlowTable.at(0)));
  }
}
