package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.page.PageModel.Counter;
import org.tidewaiter.report.page.PageModel.FindingRow;
import org.tidewaiter.report.page.PageModel.HostRow;
import org.tidewaiter.report.page.PageModel.Service;

/**
 * Reads the reports of a finished run into a {@link PageModel}. {@code summary.json}, which marks a
 * finished report, must be there; the page says which others are not. Flows are streamed: their
 * number does not matter to memory.
 */
public final class FinishedReport {
  private FinishedReport() {}

  /** Whether a directory holds a finished report. */
  public static boolean isReport(Path directory) {
    return Files.exists(directory.resolve(ReportDirectory.SUMMARY));
  }

  /**
   * The model of a report directory.
   *
   * @throws NoSuchFileException where there is no {@code summary.json}, that is, no report
   * @throws IOException where a report cannot be read or is not CSV
   */
  public static PageModel read(Path directory) throws IOException {
    if (!isReport(directory)) {
      throw new NoSuchFileException(directory.resolve(ReportDirectory.SUMMARY).toString());
    }
    PageBuilder builder = new PageBuilder(directory.normalize().toString());
    SummaryJson.read(directory.resolve(ReportDirectory.SUMMARY), builder);
    rows(directory, "accounting.csv", builder, t -> builder.addCounter(counter(t)));
    if (!rows(directory, "findings.csv", builder, t -> builder.addFinding(finding(t)))) {
      builder.notJudged();
    }
    rows(directory, "services.csv", builder, t -> builder.addService(service(t)));
    rows(directory, "hosts.csv", builder, t -> builder.addHost(host(t)));
    builder.beginFlows();
    Path flows = directory.resolve("flows.csv");
    if (isThere(flows, builder)) {
      FlowsCsv.read(flows, builder);
    }
    return builder.build();
  }

  private interface RowReader {
    void read(CsvTable table);
  }

  private static boolean rows(Path directory, String name, PageBuilder builder, RowReader reader)
      throws IOException {
    Path file = directory.resolve(name);
    if (!isThere(file, builder)) {
      return false;
    }
    try (CsvTable table = new CsvTable(file)) {
      while (table.next()) {
        reader.read(table);
      }
    }
    return true;
  }

  private static boolean isThere(Path file, PageBuilder builder) {
    boolean there = Files.exists(file);
    if (!there) {
      builder.addNote(
          file.getFileName() + " is not in the report directory; what it tells is missing here.");
    }
    return there;
  }

  private static Counter counter(CsvTable t) {
    return new Counter(
        t.text("scope"),
        t.text("input"),
        t.text("counter"),
        t.number("value"),
        t.text("unit"),
        t.text("meaning"));
  }

  private static FindingRow finding(CsvTable t) {
    return new FindingRow(
        t.text("finding_id"),
        t.text("severity"),
        t.text("detection"),
        t.text("title"),
        t.text("service"),
        t.text("server_ip"),
        t.text("server_port"),
        t.number("clients"),
        t.text("client_sample"),
        t.number("flows"),
        t.number("packets"),
        t.number("bytes"),
        t.text("first_seen"),
        t.text("last_seen"),
        t.text("outcome"),
        t.text("direction_basis"),
        t.text("rule"),
        t.text("rule_location"),
        t.text("expected"),
        t.text("evidence"),
        t.text("attack_technique"),
        t.text("community_id"),
        t.text("evidence_file"));
  }

  private static Service service(CsvTable t) {
    return new Service(
        t.text("server_ip"),
        t.text("server_port"),
        t.text("protocol"),
        t.text("service"),
        t.text("service_source"),
        t.text("registered_name"),
        t.text("payload_protocol"),
        t.number("clients"),
        t.number("flows"),
        t.number("packets"),
        t.number("bytes"),
        t.text("first_seen"),
        t.text("last_seen"),
        t.text("server_zone"),
        t.text("client_zones"),
        t.number("answered_flows"),
        t.text("verdict"),
        t.text("rule"),
        t.text("findings"));
  }

  private static HostRow host(CsvTable t) {
    return new HostRow(
        t.text("ip"),
        t.text("zone"),
        t.text("serves"),
        t.text("uses"),
        t.number("flows_as_server"),
        t.number("flows_as_client"),
        t.number("packets_sent"),
        t.number("bytes_sent"),
        t.number("packets_received"),
        t.number("bytes_received"),
        t.text("first_seen"),
        t.text("last_seen"),
        t.text("findings"));
  }
}
