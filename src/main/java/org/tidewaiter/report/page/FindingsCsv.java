package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.page.PageModel.FindingRow;

/** Reads findings.csv, making rows only of findings that may be shown. */
final class FindingsCsv {
  private FindingsCsv() {}

  static void read(Path file, PageBuilder builder) throws IOException {
    try (CsvTable table = new CsvTable(file)) {
      int severity = table.column("severity");
      int detection = table.column("detection");
      int outcome = table.column("outcome");
      int clients = table.column("clients");
      int firstSeen = table.column("first_seen");
      while (table.next()) {
        if (!builder.onlyCountsFinding(
            table.text(severity),
            table.text(detection),
            table.text(outcome),
            table.number(clients),
            table.textOnce(firstSeen))) {
          builder.addFinding(row(table));
        }
      }
    }
  }

  /** Reads findings that are known to be shown. */
  static void readShown(CsvTable table, PageBuilder builder) throws IOException {
    while (table.next()) {
      builder.addFinding(row(table));
    }
  }

  static FindingRow row(CsvTable t) {
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
}
