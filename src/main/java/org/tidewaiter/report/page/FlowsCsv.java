package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import org.tidewaiter.report.CsvTable;

/** Streams flows.csv, which may have millions of rows, into a {@link PageBuilder}. */
final class FlowsCsv {
  private final CsvTable table;
  private final int firstSeen;
  private final int lastSeen;
  private final int protocol;
  private final int clientIp;
  private final int serverIp;
  private final int serverPort;
  private final int service;
  private final int payloadProtocol;
  private final int payloadAgreement;
  private final int clientZone;
  private final int serverZone;
  private final int verdict;
  private final int findings;
  private final int tcpState;
  private final int serverPackets;
  private final int clientBytes;
  private final int serverBytes;

  private FlowsCsv(CsvTable table) {
    this.table = table;
    firstSeen = table.column("first_seen");
    lastSeen = table.column("last_seen");
    protocol = table.column("protocol");
    clientIp = table.column("client_ip");
    serverIp = table.column("server_ip");
    serverPort = table.column("server_port");
    service = table.column("service");
    payloadProtocol = table.column("payload_protocol");
    payloadAgreement = table.column("payload_agreement");
    clientZone = table.column("client_zone");
    serverZone = table.column("server_zone");
    verdict = table.column("verdict");
    findings = table.column("findings");
    tcpState = table.column("tcp_state");
    serverPackets = table.column("server_packets");
    clientBytes = table.column("client_bytes");
    serverBytes = table.column("server_bytes");
  }

  static void read(Path file, PageBuilder builder) throws IOException {
    read(file, builder, Long.MAX_VALUE);
  }

  /** Reads the first rows only. */
  static void read(Path file, PageBuilder builder, long most) throws IOException {
    FlowTallies tallies = builder.flowTallies();
    try (CsvTable table = new CsvTable(file)) {
      FlowsCsv flows = new FlowsCsv(table);
      for (long row = 0; row < most && table.next(); row++) {
        flows.addTo(tallies);
      }
    }
  }

  // Most flows of many belong to no finding and no host that is shown: they are only summed.
  private void addTo(FlowTallies tallies) {
    long first = CaptureTime.millis(table.textOnce(firstSeen));
    long last = CaptureTime.millis(table.textOnce(lastSeen));
    String name = Words.service(table.text(service), table.text(payloadProtocol));
    String fromZone = table.text(clientZone);
    String toZone = table.text(serverZone);
    String judged = table.text(verdict);
    long bytes = table.number(clientBytes) + table.number(serverBytes);
    tallies.addToSums(first, last, name, fromZone, toZone, judged, bytes);
    boolean isContradicted = "contradicted".equals(table.text(payloadAgreement));
    boolean showsFinding = !table.isEmpty(findings) && tallies.showsFinding(table.text(findings));
    if (isContradicted
        || showsFinding
        || tallies.isShown(table.textOnce(clientIp))
        || tallies.isShown(table.textOnce(serverIp))) {
      boolean refused = "REJ".equals(table.text(tcpState));
      tallies.addToShown(
          new Flow(
              first,
              last,
              table.text(protocol),
              table.text(clientIp),
              table.text(serverIp),
              table.text(serverPort),
              name,
              isContradicted ? table.text(payloadProtocol) : "",
              fromZone,
              toZone,
              judged,
              table.text(findings),
              table.number(serverPackets) > 0 && !refused,
              bytes));
    }
  }
}
