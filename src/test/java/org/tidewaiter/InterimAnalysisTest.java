package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.ReaderKind;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.InterimRows;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.FlowSink;

/**
 * Many short periods come to the same as one long: rows of a flow add up, findings are the same.
 */
class InterimAnalysisTest {
  private static final RuleSet RULES = RuleSet.shipped();
  private static final List<CaptureInput> INPUTS = List.of(CaptureInput.ofDevice("eth1", "test"));

  /** Columns that are summed over the rows of a flow; all others are those of its last row. */
  private static final List<String> SUMMED =
      List.of(
          "client_packets",
          "client_bytes",
          "client_payload_bytes",
          "server_packets",
          "server_bytes",
          "server_payload_bytes");

  @TempDir Path directory;

  private RuleSet rules = RULES;
  private Detector detector = new Detector(RULES);
  private final InterimRows rows = new InterimRows();
  private LivePeriod period;
  private int periods;

  static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("captures"))) {
      return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
  }

  private void ended(int row, long[] words, int at) {
    if (rows.last(row, words, at)) {
      period.ended(row, rows.words(), rows.at());
    } else {
      period.ended(row, words, at);
    }
  }

  private void begin() {
    String name = "p" + 1000 + periods++;
    period = new LivePeriod(directory, name, rules, INPUTS, detector, null, null);
  }

  private void end() {
    period.touch(detector.drainChanged());
    period.takeFindings();
    period.finish(Map.of());
    assertEquals(null, period.trouble());
  }

  /** Analyses a capture, with a period after each so many packets, and returns its findings. */
  private List<Finding> analyse(Path capture, int packetsOfPeriod) throws IOException {
    return analyse(capture, packetsOfPeriod, null);
  }

  /** The same; the first period is by the shipped rules, and the others by these. */
  private List<Finding> analyse(Path capture, int packetsOfPeriod, RuleSet later)
      throws IOException {
    FlowSink sink = this::ended;
    Analysis analysis =
        new Analysis(rules, FlowTimeouts.DEFAULT, 100_000, new FlowHash(1), detector, sink);
    Decoder decoder = new Decoder(1, false);
    HeaderColumns columns = new HeaderColumns();
    PacketBatch batch = new PacketBatch();
    begin();
    try (CaptureFiles files =
        CaptureFiles.open(List.of(capture.toString()), false, ReaderKind.OWN)) {
      while (files.fill(batch)) {
        for (int from = 0; from < batch.size; from += packetsOfPeriod) {
          PacketBatch part = part(batch, from, Math.min(batch.size, from + packetsOfPeriod));
          decoder.decode(part, columns);
          analysis.consume(part, columns);
          analysis.interim(rows, period);
          end();
          if (periods == 1 && later != null) {
            detector = new Detector(later);
            analysis.changeRules(rules, later, detector);
            rules = later;
          }
          begin();
        }
      }
    }
    analysis.finish();
    analysis.reportRest();
    end();
    return detector.findings();
  }

  private static PacketBatch part(PacketBatch batch, int from, int to) {
    PacketBatch part = new PacketBatch();
    part.bytes.put(0, batch.bytes, 0, PacketBatch.BUFFER_BYTES);
    part.input = batch.input;
    for (int i = from; i < to; i++) {
      part.offset[i - from] = batch.offset[i];
      part.capturedLength[i - from] = batch.capturedLength[i];
      part.wireLength[i - from] = batch.wireLength[i];
      part.timestampNanos[i - from] = batch.timestampNanos[i];
      part.linkType[i - from] = batch.linkType[i];
    }
    part.size = to - from;
    return part;
  }

  /** Flows of all periods by id, the rows of each added up. */
  private static Map<String, String> flows(List<Path> reports) {
    Map<String, Map<String, String>> merged = new TreeMap<>();
    for (Path report : reports) {
      List<String> lines = Replaying.lines(report, "flows.csv");
      List<String> header = List.of(lines.get(0).split(","));
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, String> flow = merged.computeIfAbsent(cells[0], id -> new HashMap<>());
        assertTrue(flow.isEmpty() || flow.get("end_reason").equals("active"), line);
        for (int i = 0; i < cells.length; i++) {
          String column = header.get(i);
          flow.merge(column, cells[i], (one, two) -> SUMMED.contains(column) ? sum(one, two) : two);
        }
      }
    }
    Map<String, String> flows = new TreeMap<>();
    merged.forEach(
        (id, flow) -> {
          flow.remove("input");
          flows.put(id, new TreeMap<>(flow).toString());
        });
    return flows;
  }

  private static String sum(String one, String two) {
    return Long.toString(Long.parseLong(one) + Long.parseLong(two));
  }

  private static List<String> described(List<Finding> findings) {
    List<String> described = new ArrayList<>();
    for (Finding finding : findings) {
      described.add(
          String.join(
              " ",
              finding.id(),
              finding.severity().label(),
              finding.title(),
              finding.clientSample(),
              Long.toString(finding.flows()),
              Long.toString(finding.packets()),
              Long.toString(finding.firstNanos()),
              Long.toString(finding.lastNanos()),
              finding.evidence()));
    }
    return described;
  }

  @ParameterizedTest
  @MethodSource("captures")
  void manyPeriodsComeToTheSameAsOne(Path capture) throws IOException {
    int packets = capture.endsWith("office-kms.pcapng") ? 97 : 7;
    List<Finding> ofPeriods = analyse(capture, packets);
    InterimAnalysisTest whole = new InterimAnalysisTest();
    whole.directory = Files.createDirectory(directory.resolve("whole"));
    List<Finding> ofWhole = whole.analyse(capture, Integer.MAX_VALUE / 2);
    assertEquals(described(ofWhole), described(ofPeriods));
    assertEquals(flows(reports(whole.directory)), flows(reports(directory)));
  }

  /** Flows that go on when the rules change are judged as if the new ones had always been. */
  @Test
  void flowsAreJudgedByTheNewRules() throws Exception {
    Path site = Files.createDirectory(directory.resolve("site"));
    Files.writeString(site.resolve("networks.csv"), "group,member\ninternal,10.20.0.0/16\n");
    String header =
        "service,transport,port,port_end,name,registered_name,system_service,class,default,"
            + "source,note\n";
    Files.writeString(
        site.resolve("services.csv"),
        header + "berth-plan,tcp,445,,Berth plan,,,web,legacy,site,\n");
    RuleSet later = RuleSet.load(site, null);
    Path capture = Path.of("captures/office-kms.pcapng");
    analyse(capture, 1000, later);
    InterimAnalysisTest whole = new InterimAnalysisTest();
    whole.directory = Files.createDirectory(directory.resolve("whole"));
    whole.rules = later;
    whole.detector = new Detector(later);
    whole.analyse(capture, Integer.MAX_VALUE / 2);
    Map<String, String> expected = flows(reports(whole.directory));
    List<Path> ofNewRules = reports(directory).subList(1, periods);
    int goOn = 0;
    Map<String, String> before = flows(reports(directory).subList(0, 1));
    for (Map.Entry<String, String> flow : flows(ofNewRules).entrySet()) {
      for (String column : List.of("service", "service_source", "verdict", "rule")) {
        assertEquals(
            cell(expected.get(flow.getKey()), column),
            cell(flow.getValue(), column),
            flow::toString);
      }
      goOn += before.containsKey(flow.getKey()) ? 1 : 0;
    }
    assertTrue(goOn > 10, "flows that go on: " + goOn);
    assertTrue(expected.toString().contains("service=berth-plan"));
  }

  private static String cell(String flow, String column) {
    return flow.replaceFirst(".*[{ ]" + column + "=([^,}]*).*", "$1");
  }

  private static List<Path> reports(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("p"))
          .sorted(
              (one, two) -> {
                int order = Integer.compare(one.toString().length(), two.toString().length());
                return order != 0 ? order : one.compareTo(two);
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
