package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.tidewaiter.capture.PacketBatch;

/** What holds for every decoded batch, whatever its bytes were. */
final class DecodeInvariants {
  private DecodeInvariants() {}

  static void check(PacketBatch batch, HeaderColumns columns, long seed) {
    FlowHash flowHash = new FlowHash(seed);
    int[] rowsOfPacket = new int[batch.size];
    for (int row = 0; row < columns.size; row++) {
      checkRow(batch, columns, row);
      rowsOfPacket[columns.packet[row]]++;
      int hash =
          flowHash.of(
              columns.aHigh[row],
              columns.aLow[row],
              columns.bHigh[row],
              columns.bLow[row],
              columns.key[row]);
      assertEquals(hash, columns.hash[row]);
    }
    for (int packet = 0; packet < batch.size; packet++) {
      DecodeOutcome outcome = DecodeOutcome.of(columns.outcome[packet]);
      assertEquals(outcome == DecodeOutcome.FLOW, rowsOfPacket[packet] > 0, outcome.label());
      assertTrue(rowsOfPacket[packet] <= HeaderColumns.MAX_NESTING);
      assertEquals(
          outcome == DecodeOutcome.EMPTY, batch.capturedLength[packet] == 0, outcome.label());
    }
  }

  private static void checkRow(PacketBatch batch, HeaderColumns columns, int row) {
    int packet = columns.packet[row];
    assertTrue(row == 0 || columns.packet[row - 1] <= packet);
    int start = batch.offset[packet];
    int end = start + batch.capturedLength[packet];
    int payload = columns.payloadOffset[row];
    int captured = columns.payloadCaptured[row];
    assertTrue(payload >= start && captured >= 0 && payload + captured <= end);
    assertTrue(captured <= columns.payloadLength[row]);
    assertTrue(columns.payloadLength[row] <= batch.wireLength[packet]);

    int parent = columns.parent[row];
    assertTrue(parent >= -1 && parent < row);
    assertTrue(parent < 0 || columns.packet[parent] == packet);
    assertTrue(parent < 0 || columns.tunnel[row] != 0);

    int flags = columns.flags[row];
    assertTrue((flags & HeaderColumns.HAS_PORTS) != 0 || columns.ports(row) == 0);
    assertTrue((flags & HeaderColumns.LATER_FRAGMENT) == 0 || columns.ports(row) == 0);
    assertTrue(columns.vlan[row] >= 0 && columns.vlan[row] <= 4095);
    if ((flags & HeaderColumns.ONE_WAY) == 0) {
      int order = Long.compareUnsigned(columns.aHigh[row], columns.bHigh[row]);
      order = order != 0 ? order : Long.compareUnsigned(columns.aLow[row], columns.bLow[row]);
      int ports = columns.ports(row);
      order = order != 0 ? order : Integer.compare(ports >>> 16, ports & 0xffff);
      assertTrue(order <= 0);
    }
  }

  static void check(DecodeCounters counters, long packets) {
    assertEquals(packets, counters.packets());
    long named = counters.protocols().beyondLimit();
    for (ProtocolCounts.Count count : counters.protocols().list()) {
      named += count.packets();
    }
    assertEquals(
        counters.outcome(DecodeOutcome.NOT_IP)
            + counters.outcome(DecodeOutcome.UNSUPPORTED_LINK_TYPE),
        named);
  }
}
