package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.PortRanks;

/** Per packet nothing is allocated: decoding and the flow table, over real conversations. */
class HotLoopAllocationTest {
  private static final int ROUNDS = 200;

  @Test
  void decodingAndTheFlowTableAllocateNothingPerPacket() throws Exception {
    byte[] services = new byte[65536];
    FlowTable flows =
        new FlowTable(
            new PortRanks(services, services, services),
            FlowTimeouts.DEFAULT,
            100_000,
            new FlowHash(1));
    Decoder decoder = new Decoder(1, false);
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    try (CaptureFiles captures = CaptureFiles.open(List.of("captures/scan.pcap"), false)) {
      captures.fill(batch);
    }
    run(decoder, flows, batch, columns);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    // The call itself may allocate at first; what counts is that more packets cost no more.
    allocated(threads, decoder, flows, batch, columns, 1);
    long few = allocated(threads, decoder, flows, batch, columns, 1);
    long many = allocated(threads, decoder, flows, batch, columns, ROUNDS);
    assertEquals(few, many, batch.size * ROUNDS + " packets allocated");
  }

  private static long allocated(
      com.sun.management.ThreadMXBean threads,
      Decoder decoder,
      FlowTable flows,
      PacketBatch batch,
      HeaderColumns columns,
      int rounds) {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < rounds; i++) {
      run(decoder, flows, batch, columns);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void run(
      Decoder decoder, FlowTable flows, PacketBatch batch, HeaderColumns columns) {
    decoder.decode(batch, columns);
    // Without SYNs no conversation begins anew: a new flow may enlarge the table.
    Arrays.fill(columns.tcpFlags, 0, columns.size, (byte) 16);
    flows.consume(batch, columns);
  }
}
