package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.decode.HeaderColumns;

class FlowTableTest {
  private static final long SEED = 42;
  private static final long T = 1_700_000_000L * Traffic.SECOND;
  private static final int TCP = 6;
  private static final int UDP = 17;

  private final Traffic traffic = new Traffic(SEED);
  private FlowTable table = Traffic.table(SEED, 1000, FlowTimeouts.DEFAULT, 53, 443, 1688);

  private void run() {
    table.consume(traffic.batch, traffic.columns);
    traffic.clear();
  }

  private String describe(int row) {
    return Traffic.describe(table, row);
  }

  private List<Integer> ended() {
    List<Integer> rows = new ArrayList<>();
    FlowEvents events = table.events();
    for (int i = 0; i < events.size(); i++) {
      if (events.kind(i) == FlowEvents.ENDED) {
        rows.add(events.row(i));
      }
    }
    return rows;
  }

  @Test
  void synTellsTheClientWhateverThePorts() {
    traffic.add(T, TCP, 1, 443, 2, 50000, Traffic.SYN, 0);
    traffic.add(T + 1, TCP, 2, 50000, 1, 443, Traffic.SYN | Traffic.ACK, 0);
    run();
    assertEquals("1:443>2:50000 syn 1/1", describe(0));
  }

  @Test
  void synAckTellsTheServer() {
    traffic.add(T, TCP, 9, 1688, 2, 443, Traffic.SYN | Traffic.ACK, 0);
    run();
    assertEquals("2:443>9:1688 syn-ack 0/1", describe(0));
  }

  @Test
  void portsTellInTheMiddleOfAConversation() {
    traffic.add(T, TCP, 1, 443, 2, 50000, Traffic.ACK, 10);
    traffic.add(T, UDP, 1, 40000, 3, 53, 0, 10);
    traffic.add(T, UDP, 1, 999, 4, 7000, 0, 10);
    traffic.add(T, UDP, 1, 50001, 5, 50000, 0, 10);
    traffic.add(T, UDP, 6, 500, 1, 500, 0, 10);
    run();
    assertEquals("2:50000>1:443 service-port 0/1", describe(0));
    assertEquals("1:40000>3:53 service-port 1/0", describe(1));
    assertEquals("4:7000>1:999 port-rank 0/1", describe(2));
    assertEquals("1:50001>5:50000 lower-port 1/0", describe(3));
    assertEquals("6:500>1:500 first-packet 1/0", describe(4));
  }

  @Test
  void aLaterSynTurnsTheDirectionAndSaysSo() {
    traffic.add(T, TCP, 1, 443, 2, 50000, Traffic.ACK, 10);
    traffic.add(T, TCP, 2, 50000, 1, 443, Traffic.ACK, 10);
    traffic.add(T + 1, TCP, 1, 443, 2, 50000, Traffic.SYN, 0);
    run();
    assertEquals("1:443>2:50000 syn 2/1", describe(0));
    assertEquals(1, table.counters().directionTurned);
    assertEquals(2, settled(), "judged when both had spoken, and again when it turned");
  }

  private int settled() {
    int count = 0;
    for (int i = 0; i < table.events().size(); i++) {
      count += table.events().kind(i) == FlowEvents.SETTLED ? 1 : 0;
    }
    return count;
  }

  @Test
  void payloadTellsTheRoleButNeverAgainstASyn() {
    traffic
        .add(T, TCP, 1, 50000, 2, 50001, Traffic.ACK, 20)
        .payload("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    run();
    assertEquals("1:50000>2:50001 payload 1/0", describe(0));
    traffic.add(T, TCP, 1, 60000, 2, 80, Traffic.SYN, 0);
    traffic
        .add(T, TCP, 2, 80, 1, 60000, Traffic.ACK, 20)
        .payload("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    run();
    assertEquals("1:60000>2:80 syn 1/1", describe(1));
  }

  @Test
  void groupAddressesAreServersThatAreNotJudged() {
    long multicast = 0xFFFF_E000_00FBL;
    traffic.add(T, UDP, Traffic.host(1), 5353, multicast, 5353, 0, 10, 0, 0);
    traffic.add(T, UDP, Traffic.host(1), 53, 0xFFFF_FFFF_FFFFL, 9999, 0, 10, 0, 0);
    traffic.add(
        T,
        UDP,
        Traffic.host(1),
        138,
        Traffic.host(255),
        138,
        0,
        9,
        HeaderColumns.LINK_BROADCAST,
        0);
    traffic.add(T, UDP, Traffic.host(1), 138, Traffic.host(511), 138, 0, 9, 0, 0);
    run();
    assertFalse(FlowRow.isToMany(table.words(3), FlowTable.at(3)), "not sent to all on the link");
    for (int row = 0; row < 3; row++) {
      assertTrue(FlowRow.isToMany(table.words(row), FlowTable.at(row)));
      assertEquals(Traffic.host(1), FlowRow.clientLow(table.words(row), FlowTable.at(row)));
    }
  }

  @Test
  void aNewSynAfterCloseBeginsANewFlow() {
    for (int round = 0; round < 2; round++) {
      traffic.add(T, TCP, 1, 50000, 2, 443, Traffic.SYN, 0);
      traffic.add(T, TCP, 2, 443, 1, 50000, Traffic.SYN | Traffic.ACK, 0);
      traffic.add(T, TCP, 1, 50000, 2, 443, Traffic.FIN | Traffic.ACK, 0);
      traffic.add(T, TCP, 2, 443, 1, 50000, Traffic.FIN | Traffic.ACK, 0);
    }
    run();
    assertEquals(2, table.counters().created);
    assertEquals(1, table.counters().reopened);
    assertEquals(1, table.counters().closed);
    assertEquals("1:50000>2:443 syn 2/2", describe(0));
    assertEquals("1:50000>2:443 syn 2/2", describe(1));
    assertEquals(EndReason.CLOSED.ordinal(), FlowRow.endReason(table.words(0), FlowTable.at(0)));
  }

  @Test
  void whatComesAfterCloseWithoutASynBelongsToTheFlow() {
    traffic.add(T, TCP, 1, 50000, 2, 443, Traffic.FIN | Traffic.ACK, 0);
    traffic.add(T, TCP, 2, 443, 1, 50000, Traffic.FIN | Traffic.ACK, 0);
    traffic.add(T, TCP, 1, 50000, 2, 443, Traffic.ACK, 0);
    traffic.add(T, TCP, 2, 443, 1, 50000, Traffic.RST, 0);
    traffic.add(T, TCP, 2, 443, 1, 50000, Traffic.SYN | Traffic.ACK, 0);
    run();
    assertEquals(1, table.counters().created);
    assertEquals(0, table.counters().reopened);
  }

  @Test
  void aFlowMayBeSilentForItsWholeIdleTime() {
    traffic.add(T, UDP, 1, 50000, 2, 53, 0, 10);
    traffic.add(T + 180 * Traffic.SECOND, UDP, 1, 50000, 2, 53, 0, 10);
    run();
    assertEquals(1, table.counters().created);
    traffic.add(T + 360 * Traffic.SECOND + 1, UDP, 1, 50000, 2, 53, 0, 10);
    run();
    assertEquals(2, table.counters().created);
  }

  /** Rows of flows that ended are given out again: a long run needs no more than live at once. */
  @Test
  void rowsAreReused() {
    table = Traffic.table(SEED, 64, FlowTimeouts.DEFAULT);
    int flows = 4 * HeaderColumns.MAX_ROWS;
    for (int i = 0; i < flows; i++) {
      traffic.add(T + i, UDP, i, 5000, 2, 53, 0, 10);
      if (traffic.batch.size == 256) {
        run();
      }
    }
    run();
    assertEquals(flows, table.counters().created);
    assertTrue(table.rows() <= HeaderColumns.MAX_ROWS + 128, "rows: " + table.rows());
  }

  @Test
  void silenceEndsAFlowByPacketTime() {
    traffic.add(T, UDP, 1, 50000, 2, 53, 0, 10);
    traffic.add(T + 179 * Traffic.SECOND, UDP, 1, 50000, 2, 53, 0, 10);
    run();
    assertEquals(1, table.counters().created);
    traffic.add(T + 400 * Traffic.SECOND, UDP, 1, 50000, 2, 53, 0, 10);
    run();
    assertEquals(2, table.counters().created);
    assertEquals(List.of(0), ended());
    assertEquals(EndReason.IDLE.ordinal(), FlowRow.endReason(table.words(0), FlowTable.at(0)));
  }

  @Test
  void otherTrafficLetsIdleFlowsEnd() {
    traffic.add(T, UDP, 1, 50000, 2, 53, 0, 10);
    traffic.add(T, UDP, 3, 50000, 2, 53, 0, 10);
    run();
    for (int second = 1; second < 400; second++) {
      traffic.add(T + second * Traffic.SECOND, UDP, 3, 50000, 2, 53, 0, 10);
      run();
    }
    assertEquals(1, table.counters().idle);
    assertEquals(1, table.live());
  }

  @Test
  void oneWildTimestampEndsNothing() {
    for (int i = 0; i < 100; i++) {
      long nanos = i == 50 ? Long.MAX_VALUE / 2 : T + i;
      traffic.add(nanos, UDP, 3, i == 50 ? 7 : 50000, 2, 53, 0, 10);
      traffic.add(T + i, UDP, 4, 50000, 2, 53, 0, 10);
    }
    run();
    assertEquals(3, table.counters().created);
    assertEquals(0, table.counters().idle);
  }

  @Test
  void timeMayJumpBothWays() {
    long[] times = {
      T, 0, T + 1, Long.MAX_VALUE, Long.MIN_VALUE, T, -1, 4_294_967_295L * Traffic.SECOND
    };
    for (long time : times) {
      for (int host = 1; host < 20; host++) {
        traffic.add(time, UDP, host, 50000, 30, 53, 0, 10);
      }
      run();
    }
    long packets = 0;
    int used = table.finish();
    for (int row = 0; row < used; row++) {
      packets += FlowRow.clientPackets(table.words(row), FlowTable.at(row));
      assertTrue(
          FlowRow.lastNanos(table.words(row), FlowTable.at(row))
              >= FlowRow.firstNanos(table.words(row), FlowTable.at(row)));
    }
    assertTrue(packets > 0);
    assertTrue(table.live() <= 19);
  }

  @Test
  void theBudgetEndsTheIdlestAndCountsThem() {
    table = Traffic.table(SEED, 32, FlowTimeouts.DEFAULT);
    for (int i = 0; i < 100; i++) {
      traffic.add(T + i, UDP, 1, 1000 + i, 2, 53, 0, 10);
      traffic.add(T + i, UDP, 5, 999, 2, 53, 0, 10);
    }
    run();
    assertTrue(table.live() <= 32);
    assertEquals(101, table.counters().created);
    assertEquals(table.counters().evicted, ended().size());
    assertTrue(table.counters().evicted >= 69);
    for (int row : ended()) {
      assertEquals(1000, FlowRow.clientPort(table.words(row), FlowTable.at(row)) / 1000 * 1000);
    }
  }

  /** A packet of now between the others keeps the clock from going there with them. */
  @Test
  void theBudgetHoldsAtTheEndOfTime() {
    table = Traffic.table(SEED, 32, FlowTimeouts.DEFAULT);
    for (int i = 0; i < 1000; i++) {
      traffic.add(T, UDP, 5, 999, 2, 53, 0, 10);
      traffic.add(Long.MAX_VALUE, UDP, 1, 1000 + i, 2, 53, 0, 10);
    }
    run();
    assertTrue(table.counters().peakLive <= 32, "live: " + table.counters().peakLive);
  }

  @Test
  void laterFragmentsBelongToTheFlowOfTheFirst() {
    int first = HeaderColumns.FIRST_FRAGMENT;
    int later = HeaderColumns.LATER_FRAGMENT;
    traffic.add(T, UDP, Traffic.host(1), 50000, Traffic.host(2), 53, 0, 1000, first, 77);
    traffic.add(T + 1, UDP, Traffic.host(1), 0, Traffic.host(2), 0, 0, 500, later, 77);
    // In the wrong order: the later one is held until the first comes.
    traffic.add(T + 2, UDP, Traffic.host(1), 0, Traffic.host(2), 0, 0, 300, later, 78);
    traffic.add(T + 3, UDP, Traffic.host(1), 50000, Traffic.host(2), 53, 0, 1000, first, 78);
    // Without a first.
    traffic.add(T + 4, UDP, Traffic.host(1), 0, Traffic.host(2), 0, 0, 200, later, 79);
    run();
    table.finish();
    long[] w = table.words(0);
    int at = FlowTable.at(0);
    assertEquals(4, FlowRow.clientPackets(w, at));
    assertEquals(2800, FlowRow.clientPayloadBytes(w, at));
    assertEquals(2, table.live());
    assertFalse(FlowRow.hasPorts(table.words(1), FlowTable.at(1)));
    assertEquals(200, FlowRow.clientPayloadBytes(table.words(1), FlowTable.at(1)));
    assertEquals(2, table.counters().fragmentsAttributed);
    assertEquals(1, table.counters().fragmentsWithoutFirst);
  }
}
