package org.tidewaiter;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.DecodeEvent;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.ReportDirectory;

/**
 * Analyses made packets without writing flows, and keeps what an attack may have moved: time per
 * packet in the first and in the last third, memory, counters.
 */
record AttackRun(
    long flows,
    int findings,
    double firstNanosPerPacket,
    double lastNanosPerPacket,
    long heapBytes,
    Decoder decoder,
    Map<String, Long> counters) {
  private static final RuleSet RULES = RuleSet.shipped();
  private static final long SEED = 0x7EA;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** How much slower the last third is than the first: 1 if time is linear. */
  double slowdown() {
    return lastNanosPerPacket / firstNanosPerPacket;
  }

  /** A counter of {@code accounting.csv}; 0 if there is none. */
  long counter(String name) {
    return counters.getOrDefault(name, 0L);
  }

  long event(DecodeEvent event) {
    return decoder.counters().event(event);
  }

  static AttackRun of(
      Path temp, long packets, int flowBudget, MadePackets.Clock clock, MadePackets.Maker maker)
      throws IOException {
    MadePackets source = new MadePackets(packets, clock, maker);
    long before = usedBytes();
    long[] flows = new long[1];
    Detector detector = new Detector(RULES);
    Decoder decoder = new Decoder(SEED, false);
    Analysis analysis =
        new Analysis(
            RULES,
            FlowTimeouts.DEFAULT,
            flowBudget,
            new FlowHash(SEED),
            detector,
            (row, words, at) -> flows[0]++);
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    long third = packets / 3;
    long done = 0;
    long[] nanos = new long[3];
    long[] counted = new long[3];
    while (source.fill(batch)) {
      long start = THREADS.getCurrentThreadCpuTime(); // the machine has other work, too
      decoder.decode(batch, columns);
      analysis.consume(batch, columns);
      int part = (int) Math.min(2, done / third);
      nanos[part] += THREADS.getCurrentThreadCpuTime() - start;
      counted[part] += batch.size;
      done += batch.size;
    }
    long heap = usedBytes() - before;
    analysis.finish();
    analysis.reportRest();
    Accounting accounting = new Accounting();
    analysis.account(accounting);
    return new AttackRun(
        flows[0],
        detector.findings().size(),
        (double) nanos[0] / counted[0],
        (double) nanos[2] / counted[2],
        heap,
        decoder,
        counters(accounting, temp));
  }

  private static Map<String, Long> counters(Accounting accounting, Path temp) throws IOException {
    try (ReportDirectory directory = ReportDirectory.open(temp.resolve("accounting"), true)) {
      accounting.writeTo(directory);
      directory.commit();
    }
    List<String> lines = Replaying.lines(temp.resolve("accounting"), "accounting.csv");
    Map<String, Long> counters = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", 5);
      counters.put(cells[2], Long.parseLong(cells[3]));
    }
    return counters;
  }

  /** Bytes in use on the heap once garbage is gone. */
  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
