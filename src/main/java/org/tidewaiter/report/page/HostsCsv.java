package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.page.PageModel.HostRow;

/** Reads hosts.csv, which may have a million rows, making rows only of hosts that may be shown. */
final class HostsCsv {
  private HostsCsv() {}

  static void read(Path file, PageBuilder builder) throws IOException {
    try (CsvTable table = new CsvTable(file)) {
      int ip = table.column("ip");
      int findings = table.column("findings");
      int sent = table.column("bytes_sent");
      int received = table.column("bytes_received");
      while (table.next()) {
        if (!builder.onlyCountsHost(
            table.textOnce(ip),
            !table.isEmpty(findings),
            table.number(sent) + table.number(received))) {
          builder.addHost(row(table));
        }
      }
    }
  }

  /** Reads hosts that are known to be shown. */
  static void readShown(CsvTable table, PageBuilder builder) throws IOException {
    while (table.next()) {
      builder.addHost(row(table));
    }
  }

  static HostRow row(CsvTable t) {
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
