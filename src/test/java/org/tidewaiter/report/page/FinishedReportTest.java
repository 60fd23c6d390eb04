package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.page.PageModel.Finding;

class FinishedReportTest {
  @TempDir Path dir;

  @Test
  void readsTheOffice() throws IOException {
    PageModel model = FinishedReport.read(SampleReports.office(dir));
    assertEquals(4, model.findings().total());
    Finding worst = model.findings().rows().get(0);
    assertEquals("kms-unexpected-host", worst.row().detection());
    assertEquals(List.of("tcp"), worst.protocols());
    assertEquals(3, worst.clients().size());
    assertEquals("[0, 2, 1, 0, 1]", java.util.Arrays.toString(model.severityCounts()));
    assertEquals(5_015, model.totals().flows());
    assertEquals(12, model.totals().services());
    assertEquals("captures/office-monday.pcapng", model.run().inputs().rows().get(0).path());
    assertEquals(61_204, model.run().reading().packets());
    assertEquals(2, model.run().reading().missed().size());
    assertEquals("kms", model.timeline().series().get(0).service());
    assertTrue(model.run().judged());
  }

  @Test
  void theOfficesPageTellsTheStory() throws IOException {
    String page = PageWriter.page(FinishedReport.read(SampleReports.office(dir)));
    for (String part :
        List.of(
            "4 findings: ",
            "KMS answered by a host that is no KMS host",
            "<strong>Established</strong>",
            "high confidence",
            "0000   05 00 0b 03 10 00 00 00",
            "tcp.srcport == 1688",
            "k7w2m9q4 captures/office-monday.pcapng -w k7w2m9q4.pcapng",
            "kms-hosts,10.20.4.37,",
            "damage: cut within a record (at byte 48,211,880)",
            "43 packets (truncated-transport)",
            "<strong>Attempt only</strong>")) {
      assertTrue(page.contains(part), part);
    }
  }

  @Test
  void readsAnEmptyReport() throws IOException {
    PageModel model = FinishedReport.read(SampleReports.empty(dir));
    assertEquals(0, model.totals().flows());
    assertEquals(List.of(), model.notes());
    assertEquals(CaptureTime.NONE, model.run().firstMillis());
  }

  /** Packets that belong to no flow are part of the time that was looked at, as in the summary. */
  @Test
  void theTimeIsThatOfThePackets() throws IOException {
    Path report = SampleReports.office(dir);
    PageModel before = FinishedReport.read(report);
    assertEquals(before.run().firstMillis(), before.run().readFromMillis());
    assertEquals(before.run().lastMillis(), before.run().readToMillis());
    Files.writeString(
        report.resolve("summary.json"),
        """
        {"inputs": [
          {"path": "two.pcap", "packets": 7,
           "first_seen": "2026-01-02T00:00:00Z", "last_seen": "2026-01-03T04:05:06.789Z"},
          {"path": "one.pcap", "packets": 5,
           "first_seen": "2026-01-01T00:00:00.5Z", "last_seen": "2026-01-01T02:00:00Z"},
          {"path": "none.pcap", "packets": 0}]}
        """);
    String page = PageWriter.page(FinishedReport.read(report));
    assertTrue(page.contains("2026-01-01 00:00:00 to 2026-01-03 04:05:06 UTC"), page);
  }

  @Test
  void aScanFitsOnThePage() throws IOException {
    PageModel model = FinishedReport.read(SampleReports.scan(dir, 24_000, 2_000));
    assertEquals(24_000, model.totals().services());
    assertEquals(PageBuilder.MAX_HOSTS, model.hosts().rows().size());
    String page = PageWriter.page(model);
    assertTrue(page.length() < 3_000_000, "page of " + page.length());
    assertTrue(page.contains("more findings of the same kinds"));
  }

  @Test
  void missingReportsAreSaid() throws IOException {
    SampleReports.office(dir);
    Files.delete(dir.resolve("hosts.csv"));
    Files.delete(dir.resolve("findings.csv"));
    PageModel model = FinishedReport.read(dir);
    assertEquals(2, model.notes().size());
    assertFalse(model.run().judged());
  }

  @Test
  void whatIsNoReportIsRefused() {
    assertFalse(FinishedReport.isReport(dir));
    assertThrows(NoSuchFileException.class, () -> FinishedReport.read(dir));
  }

  @Test
  void saysWhichFileIsBroken() throws IOException {
    SampleReports.office(dir);
    Files.writeString(dir.resolve("flows.csv"), "a,b\n\"open");
    IOException flows = assertThrows(IOException.class, () -> FinishedReport.read(dir));
    assertTrue(flows.getMessage().contains("flows.csv: row 2 "), flows.getMessage());
    Files.writeString(dir.resolve("summary.json"), "{\"a\": ");
    IOException summary = assertThrows(IOException.class, () -> FinishedReport.read(dir));
    assertTrue(summary.getMessage().contains("summary.json:1: "), summary.getMessage());
  }

  @Test
  void rowsThatAreOnlyCountedMakeNoDifference(@TempDir Path dir) throws Exception {
    SampleReports.scan(dir, 24_000, 2_000);
    PageBuilder builder = new PageBuilder(dir.normalize().toString());
    SummaryJson.read(dir.resolve("summary.json"), builder);
    FinishedReport.counters(dir.resolve("accounting.csv"), builder);
    each(dir.resolve("findings.csv"), t -> builder.addFinding(FindingsCsv.row(t)));
    each(dir.resolve("services.csv"), t -> builder.addService(ServicesCsv.row(t)));
    each(dir.resolve("hosts.csv"), t -> builder.addHost(HostsCsv.row(t)));
    builder.beginFlows();
    each(dir.resolve("flows.csv"), t -> builder.addFlow(flow(t)));
    assertEquals(PageWriter.page(builder.build()), PageWriter.page(FinishedReport.read(dir)));
  }

  /** All that the page may show of a flow, of any flow. */
  private static Flow flow(CsvTable table) {
    boolean isContradicted = "contradicted".equals(table.text("payload_agreement"));
    boolean refused = "REJ".equals(table.text("tcp_state"));
    return new Flow(
        CaptureTime.millis(table.text("first_seen")),
        CaptureTime.millis(table.text("last_seen")),
        table.text("protocol"),
        table.text("client_ip"),
        table.text("server_ip"),
        table.text("server_port"),
        Words.service(table.text("service"), table.text("payload_protocol")),
        isContradicted ? table.text("payload_protocol") : "",
        table.text("client_zone"),
        table.text("server_zone"),
        table.text("verdict"),
        table.text("findings"),
        table.number("server_packets") > 0 && !refused,
        table.number("client_bytes") + table.number("server_bytes"));
  }

  private static void each(Path file, Consumer<CsvTable> reader) throws IOException {
    try (CsvTable table = new CsvTable(file)) {
      while (table.next()) {
        reader.accept(table);
      }
    }
  }
}
