package org.tidewaiter.report;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.PortRanks;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.ServiceTable;

/**
 * What the pieces of a replay cost once Java is warm, in nanoseconds for one packet, look-up or
 * row: {@code mvn -q -Pbench -DskipLint -DskipTests verify}. TCP over IPv4 in Ethernet, the next
 * packet of a flow chosen at random.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PiecesBenchmark {
  private static final int BATCHES = 64;
  private static final int PACKETS = BATCHES * PacketBatch.MAX_PACKETS;
  private static final int HEADERS = 54;
  private static final int ROWS = 1024;
  private static final int[] PORTS = {443, 80, 53, 445, 1688, 3389, 49_667, 8080};

  /** Flows that the packets belong to. */
  @Param({"1000", "100000"})
  public int flows;

  private final PacketBatch[] batches = new PacketBatch[BATCHES];
  private final HeaderColumns[] columns = new HeaderColumns[BATCHES];
  private final HeaderColumns target = new HeaderColumns();
  private final RowBytes rows = new RowBytes(1 << 20);
  private Decoder decoder;
  private ServiceTable services;
  private FlowTable table;
  private FlowEncoder encoder;

  /** Makes the packets and a table that knows their flows. */
  @Setup
  public void make() {
    RuleSet rules = RuleSet.shipped();
    services = rules.services();
    decoder = new Decoder(1, false);
    PortRanks ranks =
        new PortRanks(
            services.known(FlowTable.TCP), services.known(FlowTable.UDP), services.known(132));
    table = new FlowTable(ranks, FlowTimeouts.DEFAULT, 1 << 20, new FlowHash(1));
    encoder =
        new FlowEncoder(
            new FlowVocabulary(rules),
            set -> "",
            new byte[][] {"bench.pcap".getBytes(StandardCharsets.UTF_8)});
    SplittableRandom random = new SplittableRandom(7);
    long nanos = 1_700_000_000_000_000_000L;
    for (int batch = 0; batch < BATCHES; batch++) {
      batches[batch] = new PacketBatch();
      columns[batch] = new HeaderColumns();
      for (int i = 0; i < PacketBatch.MAX_PACKETS; i++) {
        add(batches[batch], random.nextInt(flows), nanos);
        nanos += 1_000;
      }
      decoder.decode(batches[batch], columns[batch]);
      table.consume(batches[batch], columns[batch]);
    }
  }

  private static void add(PacketBatch batch, int flow, long nanos) {
    int at = batch.size * HEADERS;
    batch.bytes.putShort(at + 12, (short) 0x0800);
    batch.bytes.putInt(at + 14, 0x4500_0028);
    batch.bytes.putInt(at + 22, 0x4006_0000);
    batch.bytes.putInt(at + 26, 0x0A00_0000 | flow);
    batch.bytes.putInt(at + 30, 0x0A80_0000 | flow % 997);
    batch.bytes.putShort(at + 34, (short) (49_152 + flow % 16_000));
    batch.bytes.putShort(at + 36, (short) PORTS[flow % PORTS.length]);
    batch.bytes.putShort(at + 46, (short) 0x5010);
    batch.offset[batch.size] = at;
    batch.capturedLength[batch.size] = HEADERS;
    batch.wireLength[batch.size] = HEADERS;
    batch.timestampNanos[batch.size] = nanos;
    batch.linkType[batch.size] = 1;
    batch.size++;
  }

  /** Headers of a packet into a row of columns. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int decode() {
    int sum = 0;
    for (PacketBatch batch : batches) {
      decoder.decode(batch, target);
      sum += target.size;
    }
    return sum;
  }

  /** A row of columns into the flow table. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int flowUpdate() {
    for (int batch = 0; batch < BATCHES; batch++) {
      table.consume(batches[batch], columns[batch]);
    }
    return table.live();
  }

  /** The service at a port. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int lookup() {
    int sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += services.serviceOf(FlowTable.TCP, PORTS[i & 7], 49_152 + i);
    }
    return sum;
  }

  /** A flow as a row of flows.csv. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int csvRow() {
    rows.clear();
    long[] words = table.words(0);
    int known = Math.min(ROWS, table.live());
    for (int i = 0; i < ROWS; i++) {
      encoder.encode(words, FlowRow.at(i % known), rows);
    }
    return rows.size();
  }
}
