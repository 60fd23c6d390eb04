package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.ReaderKind;
import org.tidewaiter.capture.RecentPackets;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.InterimRows;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.rules.RuleException;

/** A finding of a live period has the period's packets of its flows, and no others. */
class LiveEvidenceTest {
  private static final Path OFFICE = Path.of("captures/office-kms.pcapng");
  private static final int STEP = 97;
  private static final long PASS_NANOS = 7_200_000_000_000L;

  @TempDir Path directory;

  private final InterimRows rows = new InterimRows();
  private final List<Path> reports = new ArrayList<>();
  private final List<List<String>> packets = new ArrayList<>();
  private RuleSet rules;
  private Detector detector;
  private Analysis analysis;
  private LivePeriod period;
  private boolean somethingIsInTheWay;

  private void analyse(RecentPackets recent, int packetsOfPeriod, int passes)
      throws IOException, RuleException {
    // Every answered service is a finding, as it would be where nothing is expected.
    Path site = Files.createDirectory(directory.resolve("rules"));
    Files.writeString(
        site.resolve("expectations.csv"),
        """
        id,service,servers,clients,verdict,severity,until,owner,reason
        all,any,any,any,alert,medium,,test,every service is one too many
        """);
    rules = RuleSet.load(site, null);
    detector = new Detector(rules);
    analysis =
        new Analysis(
            rules, FlowTimeouts.DEFAULT, 100_000, new FlowHash(1), detector, this::flowEnded);
    Decoder decoder = new Decoder(1, false);
    HeaderColumns columns = new HeaderColumns();
    PacketBatch batch = new PacketBatch();
    begin(recent);
    for (int pass = 0; pass < passes; pass++) {
      try (CaptureFiles files =
          CaptureFiles.open(List.of(OFFICE.toString()), false, ReaderKind.OWN)) {
        while (files.fill(batch)) {
          for (int from = 0; from < batch.size; from += STEP) {
            PacketBatch part = part(batch, from, Math.min(batch.size, from + STEP), pass);
            decoder.decode(part, columns);
            period.count(part);
            analysis.consume(part, columns);
            if (packets.get(packets.size() - 1).size() >= packetsOfPeriod) {
              analysis.interim(rows, period);
              end();
              begin(recent);
            }
          }
        }
      }
    }
    analysis.finish();
    analysis.reportRest();
    end();
  }

  private void begin(RecentPackets recent) throws IOException {
    String name = "p" + (1000 + reports.size());
    List<CaptureInput> devices = List.of(CaptureInput.ofDevice("eth1", "test"));
    period = new LivePeriod(directory, name, rules, devices, detector, null, recent);
    analysis.gather(recent == null ? null : period);
    reports.add(directory.resolve(name));
    packets.add(new ArrayList<>());
    if (somethingIsInTheWay) {
      Files.writeString(directory.resolve(name).resolve("evidence"), "no directory");
    }
  }

  private void flowEnded(int row, long[] words, int at) {
    if (rows.last(row, words, at)) {
      period.ended(row, rows.words(), rows.at());
    } else {
      period.ended(row, words, at);
    }
  }

  private void end() {
    period.touch(detector.drainChanged());
    period.takeFindings();
    period.finish(Map.of());
    assertEquals(somethingIsInTheWay, period.trouble() != null);
  }

  /** Packets of a batch, later by two hours in each pass. */
  private PacketBatch part(PacketBatch batch, int from, int to, int pass) {
    PacketBatch part = new PacketBatch();
    part.bytes.put(0, batch.bytes, 0, PacketBatch.BUFFER_BYTES);
    for (int i = from; i < to; i++) {
      part.offset[i - from] = batch.offset[i];
      part.capturedLength[i - from] = batch.capturedLength[i];
      part.wireLength[i - from] = batch.wireLength[i];
      long nanos = batch.timestampNanos[i] + pass * PASS_NANOS;
      part.timestampNanos[i - from] = nanos;
      part.linkType[i - from] = batch.linkType[i];
      byte[] bytes = new byte[batch.capturedLength[i]];
      batch.bytes.get(batch.offset[i], bytes);
      packets.get(packets.size() - 1).add(nanos + " " + hex(bytes));
    }
    part.size = to - from;
    return part;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> packets(Path file) throws IOException {
    List<String> packets = new ArrayList<>();
    for (CapturedPacket packet : CapturedPacket.of(file)) {
      assertEquals("eth1", packet.interfaceName());
      packets.add(packet.timestampNanos() + " " + packet.bytes());
    }
    return packets;
  }

  /** Packets of the report's flows by the findings that they name. */
  private static Map<String, Long> packetsOfFindings(Path report) throws IOException {
    Map<String, Long> packets = new HashMap<>();
    try (CsvTable flows = new CsvTable(report.resolve("flows.csv"))) {
      while (flows.next()) {
        for (String id : flows.text("findings").split(" ")) {
          packets.merge(
              id, flows.number("client_packets") + flows.number("server_packets"), Long::sum);
        }
      }
    }
    return packets;
  }

  private static long accounted(Path report, String counter) throws IOException {
    try (CsvTable rows = new CsvTable(report.resolve("accounting.csv"))) {
      while (rows.next()) {
        if (rows.text("counter").equals(counter)) {
          return rows.number("value");
        }
      }
    }
    return 0;
  }

  @Test
  void eachPeriodHasItsOwnPackets() throws IOException, RuleException {
    analyse(new RecentPackets(64L << 20), 5 * STEP, 1);
    Map<String, Integer> filesOfFinding = new HashMap<>();
    for (int i = 0; i < reports.size(); i++) {
      Path report = reports.get(i);
      Map<String, Long> ofFlows = packetsOfFindings(report);
      long files = 0;
      try (CsvTable findings = new CsvTable(report.resolve("findings.csv"))) {
        while (findings.next()) {
          String file = findings.text("evidence_file");
          String id = findings.text("finding_id");
          long expected = ofFlows.getOrDefault(id, 0L);
          if (file.isEmpty()) {
            assertEquals(0, expected, id);
            continue;
          }
          files++;
          filesOfFinding.merge(id, 1, Integer::sum);
          List<String> kept = packets(report.resolve(file));
          assertTrue(packets.get(i).containsAll(kept), id);
          assertEquals(expected, kept.size(), report.getFileName() + " " + id);
        }
      }
      assertEquals(files, files(report.resolve("evidence")));
      assertEquals(0, accounted(report, "evidence-from-recent-packets"));
    }
    assertTrue(filesOfFinding.size() > 10, filesOfFinding::toString);
    assertTrue(filesOfFinding.containsValue(3), "a finding over three periods: " + filesOfFinding);
  }

  private static long files(Path evidence) throws IOException {
    if (!Files.exists(evidence)) {
      return 0;
    }
    try (Stream<Path> paths = Files.list(evidence)) {
      return paths.count();
    }
  }

  @Test
  void whatLeavesTheRingGoesToTheFindingsKnownByThen() throws IOException, RuleException {
    RecentPackets recent = new RecentPackets(1);
    analyse(recent, Integer.MAX_VALUE, 4);
    Path report = reports.get(0);
    assertTrue(recent.surplusPackets() > 0, "the capture is larger than the ring");
    assertEquals(recent.surplusPackets(), accounted(report, "evidence-from-recent-packets"));
    Map<String, Long> ofFlows = packetsOfFindings(report);
    int high = 0;
    try (CsvTable findings = new CsvTable(report.resolve("findings.csv"))) {
      while (findings.next()) {
        if (findings.text("severity").equals("high")) {
          high++;
          String file = findings.text("evidence_file");
          assertFalse(file.isEmpty(), findings.text("title"));
          assertEquals(
              ofFlows.get(findings.text("finding_id")), packets(report.resolve(file)).size());
        }
      }
    }
    assertTrue(high > 0);
  }

  @Test
  void thereIsNoneUnlessAskedFor() throws IOException, RuleException {
    analyse(null, Integer.MAX_VALUE, 1);
    assertFalse(Files.exists(reports.get(0).resolve("evidence")));
    try (CsvTable findings = new CsvTable(reports.get(0).resolve("findings.csv"))) {
      while (findings.next()) {
        assertEquals("", findings.text("evidence_file"));
      }
    }
  }

  @Test
  void theReportIsGivenUpWhereItsEvidenceCannotBeWritten() throws IOException, RuleException {
    somethingIsInTheWay = true;
    analyse(new RecentPackets(1), Integer.MAX_VALUE, 4);
    assertEquals(1, reports.size());
    try (Stream<Path> left = Files.list(reports.get(0))) {
      assertEquals(List.of(reports.get(0).resolve("evidence")), left.toList());
    }
    assertTrue(period.rowsLost() > 0);
  }
}
