package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.page.PageModel.Service;

/**
 * Reads services.csv, which may have a million rows, making rows only of services that may be
 * shown.
 */
final class ServicesCsv {
  private ServicesCsv() {}

  static void read(Path file, PageBuilder builder) throws IOException {
    try (CsvTable table = new CsvTable(file)) {
      int service = table.column("service");
      int payloadProtocol = table.column("payload_protocol");
      int findings = table.column("findings");
      int answeredFlows = table.column("answered_flows");
      int verdict = table.column("verdict");
      int bytes = table.column("bytes");
      while (table.next()) {
        if (!builder.onlyCountsService(
            Words.service(table.text(service), table.text(payloadProtocol)),
            !table.isEmpty(findings),
            table.number(answeredFlows) > 0,
            table.text(verdict),
            table.number(bytes))) {
          builder.addService(row(table));
        }
      }
    }
  }

  /** Reads services whose bytes were summed before. */
  static void readShown(CsvTable table, PageBuilder builder) throws IOException {
    while (table.next()) {
      builder.addShownService(row(table));
    }
  }

  static Service row(CsvTable t) {
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
}
