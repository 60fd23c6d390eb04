package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.capture.MemoryCapture;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.DecodeOutcome;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.policy.RuleSet;

/**
 * Any bytes as a capture, through every stage: no exception, each packet in one outcome, the same
 * flows and findings whatever the hash's key, and memory that the input cannot blow up.
 */
class AnalysisFuzzTest {
  private static final RuleSet RULES = RuleSet.shipped();
  private static final int FLOW_BUDGET = 64;

  /** What an analysis of nothing needs, rounded up. */
  private static final long BASE_BYTES = 64L << 20;

  /** A packet record of 16 bytes can be worth a flow, findings and their texts. */
  private static final long BYTES_PER_INPUT_BYTE = 4096;

  // Used again and again: making them takes longer than a small capture.
  private static final PacketBatch BATCH = new PacketBatch();
  private static final HeaderColumns COLUMNS = new HeaderColumns();

  @MethodSource("org.tidewaiter.FuzzSeeds#captures")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] capture) throws IOException {
    Seen one = analysed(capture, 1); // loads classes, too, the first time
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Seen other = analysed(capture, 0x5DEECE66DL);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(one, other);
    assertTrue(
        allocated < BASE_BYTES + BYTES_PER_INPUT_BYTE * capture.length, allocated + " bytes");
  }

  private record Seen(long packets, long flows, long digest, String findings) {}

  private static Seen analysed(byte[] capture, long seed) throws IOException {
    long[] flows = new long[2];
    Detector detector = new Detector(RULES);
    Decoder decoder = new Decoder(seed, false);
    Analysis analysis =
        new Analysis(
            RULES,
            FlowTimeouts.DEFAULT,
            FLOW_BUDGET,
            new FlowHash(seed),
            detector,
            (row, words, at) -> {
              flows[0]++;
              flows[1] = 31 * flows[1] + digest(words, at);
            });
    try (MemoryCapture source = new MemoryCapture(capture)) {
      while (source.fill(BATCH)) {
        decoder.decode(BATCH, COLUMNS);
        analysis.consume(BATCH, COLUMNS);
      }
      analysis.finish();
      analysis.reportRest();
      long packets = source.input().packets();
      assertEquals(packets, decoder.counters().packets());
      assertEquals(packets, outcomes(decoder));
      return new Seen(packets, flows[0], flows[1], texts(detector.findings()));
    }
  }

  private static long outcomes(Decoder decoder) {
    long sum = 0;
    for (DecodeOutcome outcome : DecodeOutcome.values()) {
      sum += decoder.counters().outcome(outcome);
    }
    return sum;
  }

  private static String texts(List<Finding> findings) {
    StringBuilder texts = new StringBuilder();
    for (Finding finding : findings) {
      texts.append(finding.id()).append(' ').append(finding.severity()).append(' ');
      texts.append(finding.title()).append(' ').append(finding.clientSample()).append(' ');
      texts.append(finding.flows()).append(' ').append(finding.packets()).append(' ');
      texts.append(finding.bytes()).append(' ').append(finding.firstNanos()).append(' ');
      texts.append(finding.lastNanos()).append(' ').append(finding.evidence()).append('\n');
    }
    return texts.toString();
  }

  private static long digest(long[] words, int at) {
    long digest = FlowRow.clientHigh(words, at);
    digest = 31 * digest + FlowRow.clientLow(words, at);
    digest = 31 * digest + FlowRow.serverHigh(words, at);
    digest = 31 * digest + FlowRow.serverLow(words, at);
    digest = 31 * digest + FlowRow.clientPort(words, at);
    digest = 31 * digest + FlowRow.serverPort(words, at);
    digest = 31 * digest + FlowRow.protocol(words, at);
    digest = 31 * digest + FlowRow.firstNanos(words, at);
    digest = 31 * digest + FlowRow.lastNanos(words, at);
    digest = 31 * digest + FlowRow.history(words, at);
    digest = 31 * digest + FlowRow.basis(words, at);
    digest = 31 * digest + FlowRow.payload(words, at);
    digest = 31 * digest + FlowJudgement.service(words, at);
    digest = 31 * digest + FlowJudgement.verdict(words, at);
    digest = 31 * digest + FlowRow.clientPackets(words, at);
    digest = 31 * digest + FlowRow.clientBytes(words, at);
    digest = 31 * digest + FlowRow.clientPayloadBytes(words, at);
    digest = 31 * digest + FlowRow.serverPackets(words, at);
    digest = 31 * digest + FlowRow.serverBytes(words, at);
    digest = 31 * digest + FlowRow.serverPayloadBytes(words, at);
    return digest;
  }
}
