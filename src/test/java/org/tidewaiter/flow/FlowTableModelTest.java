package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table against a plain map, over random traffic with every kind of ending. */
class FlowTableModelTest {
  private static final int UDP = 17;

  private record Endpoints(long from, int fromPort, long to, int toPort) {}

  @Test
  void totalsPerDirectionAreThoseOfAPlainMap() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int budget = seed % 3 == 0 ? 64 : 100_000;
      FlowTable table = Traffic.table(seed, budget, FlowTimeouts.DEFAULT, 53);
      Traffic traffic = new Traffic(seed);
      Map<Endpoints, Long> expected = new HashMap<>();
      Map<Endpoints, Long> found = new HashMap<>();
      long nanos = 1_700_000_000L * Traffic.SECOND;
      for (int batch = 0; batch < 60; batch++) {
        int packets = 1 + random.nextInt(300);
        for (int i = 0; i < packets; i++) {
          nanos +=
              random.nextInt(50) == 0
                  ? random.nextLong(200 * Traffic.SECOND)
                  : random.nextInt(1000);
          int from = 1 + random.nextInt(12);
          int to = 1 + random.nextInt(12);
          int fromPort = 50 + random.nextInt(5);
          int toPort = 50 + random.nextInt(5);
          int payload = random.nextInt(1400);
          traffic.add(nanos, UDP, from, fromPort, to, toPort, 0, payload);
          Endpoints key = new Endpoints(Traffic.host(from), fromPort, Traffic.host(to), toPort);
          expected.merge(key, 1_000_000_000L + payload, Long::sum);
        }
        table.consume(traffic.batch, traffic.columns);
        collectEnded(table, found);
        traffic.clear();
      }
      int used = table.finish();
      collectEnded(table, found);
      for (int row = 0; row < used; row++) {
        if (table.isLive(row)) {
          collect(table, row, found);
        }
      }
      assertEquals(expected, found, "seed " + seed);
    }
  }

  private static void collectEnded(FlowTable table, Map<Endpoints, Long> found) {
    for (int i = 0; i < table.events().size(); i++) {
      if (table.events().kind(i) == FlowEvents.ENDED) {
        collect(table, table.events().row(i), found);
      }
    }
  }

  private static void collect(FlowTable table, int row, Map<Endpoints, Long> found) {
    long[] w = table.words(row);
    int at = FlowTable.at(row);
    long client = FlowRow.clientLow(w, at);
    long server = FlowRow.serverLow(w, at);
    int clientPort = FlowRow.clientPort(w, at);
    int serverPort = FlowRow.serverPort(w, at);
    add(
        found,
        new Endpoints(client, clientPort, server, serverPort),
        FlowRow.clientPackets(w, at) * 1_000_000_000L + FlowRow.clientPayloadBytes(w, at));
    add(
        found,
        new Endpoints(server, serverPort, client, clientPort),
        FlowRow.serverPackets(w, at) * 1_000_000_000L + FlowRow.serverPayloadBytes(w, at));
  }

  private static void add(Map<Endpoints, Long> found, Endpoints key, long value) {
    if (value != 0) {
      found.merge(key, value, Long::sum);
    }
  }
}
