package org.tidewaiter.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.decode.HeaderColumns;

/** Which packets belong to which flow, by endpoints and time. */
class EvidenceFlowsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Address CLIENT = new Address(0, 0xFFFF_0A00_0001L);
  private static final Address SERVER = new Address(0, 0xFFFF_0A00_0002L);

  private final EvidenceFlows flows = new EvidenceFlows();
  private final HeaderColumns columns = new HeaderColumns();

  private void put(int clientPort, long firstSeconds, long lastSeconds, int label) {
    flows.put(
        6,
        CLIENT,
        clientPort,
        SERVER,
        445,
        firstSeconds * SECOND,
        lastSeconds == EvidenceFlows.OPEN ? lastSeconds : lastSeconds * SECOND,
        label);
  }

  private void header(Address a, int aPort, Address b, int bPort) {
    columns.aHigh[0] = a.high();
    columns.aLow[0] = a.low();
    columns.bHigh[0] = b.high();
    columns.bLow[0] = b.low();
    columns.key[0] =
        (long) aPort << HeaderColumns.KEY_PORT_A
            | (long) bPort << HeaderColumns.KEY_PORT_B
            | 6 << HeaderColumns.KEY_PROTOCOL;
    columns.flags[0] = HeaderColumns.HAS_PORTS;
  }

  private int label(double atSeconds) {
    return flows.label(columns, 0, (long) (atSeconds * SECOND));
  }

  @Test
  void flowsOfTheSameEndpointsAreToldApartByTime() {
    put(50_000, 100, 110, 1);
    put(50_000, 200, 210, 2);
    header(CLIENT, 50_000, SERVER, 445);
    assertEquals(List.of(0, 1, 1, 0, 2, 0), labels(90, 100, 110, 150, 205, 211));
    header(CLIENT, 50_001, SERVER, 445);
    assertEquals(0, label(105));
  }

  private List<Integer> labels(double... seconds) {
    List<Integer> labels = new ArrayList<>();
    for (double second : seconds) {
      labels.add(label(second));
    }
    return labels;
  }

  @Test
  void eitherOrderOfEndpointsIsTheSameFlow() {
    put(50_000, 100, 110, 1);
    header(SERVER, 445, CLIENT, 50_000);
    assertEquals(1, label(105));
  }

  @Test
  void aPacketMayBeSomewhatOlderThanTheFirstOne() {
    put(50_000, 100, 110, 1);
    put(50_000, 111, 120, 2);
    header(CLIENT, 50_000, SERVER, 445);
    assertEquals(List.of(1, 1, 2, 0), labels(99.5, 110, 110.5, 98));
  }

  @Test
  void whatBecameOfAFlowReplacesWhatWasThought() {
    put(50_000, 100, EvidenceFlows.OPEN, 1);
    header(CLIENT, 50_000, SERVER, 445);
    assertEquals(1, label(1e6));
    put(50_000, 100, 110, 3);
    assertEquals(List.of(3, 0), labels(105, 111));
    put(50_000, 100, 110, 0);
    assertEquals(0, label(105));
  }

  @Test
  void oneLabelDoesNotTakeAllTheRoom() {
    for (int i = 0; i <= EvidenceFlows.MAX_FLOWS_OF_LABEL; i++) {
      put(i & 0xFFFF, 100 + (i >>> 16) * 100L, 110, 1);
    }
    assertEquals(1, flows.refused());
    put(1, 900_000, 900_001, 2);
    header(CLIENT, 1, SERVER, 445);
    assertEquals(2, label(900_000));
  }

  @Test
  void aServerStandsForOneOrAllOfItsPorts() {
    flows.putServer(SERVER, 445, "one");
    flows.putServer(SERVER, -1, "all");
    List<String> ids = new ArrayList<>();
    header(CLIENT, 50_000, SERVER, 445);
    flows.addServers(columns, 0, ids);
    assertEquals(List.of("all", "one"), ids);
    ids.clear();
    header(CLIENT, 445, SERVER, 80);
    flows.addServers(columns, 0, ids);
    assertEquals(List.of("all"), ids);
    ids.clear();
    header(CLIENT, 445, new Address(0, 7), 445);
    flows.addServers(columns, 0, ids);
    assertTrue(ids.isEmpty());
  }
}
