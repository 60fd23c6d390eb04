package org.tidewaiter.report.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.tidewaiter.decode.IpProtocol;
import org.tidewaiter.policy.AddressText;
import org.tidewaiter.report.CsvTable;

/**
 * Which packets belong to a finding, read from a report: those of the flows that name it, or, where
 * no flow does, those of its server.
 *
 * @param title what the finding says
 * @param flows its flows, labelled {@link #LABEL}
 */
public record FindingFlows(String title, EvidenceFlows flows) {
  /** What its flows are labelled with. */
  public static final int LABEL = 1;

  /**
   * Reads the flows of a finding.
   *
   * @return null if the report has no finding of that id
   */
  public static FindingFlows read(Path report, String findingId) throws IOException {
    try (CsvTable findings = new CsvTable(report.resolve("findings.csv"))) {
      while (findings.next()) {
        if (findings.text("finding_id").equals(findingId)) {
          EvidenceFlows flows = new EvidenceFlows();
          FindingFlows found = new FindingFlows(findings.text("title"), flows);
          addFlows(report.resolve("flows.csv"), findingId, flows);
          Address server = address(findings.text("server_ip"));
          if (flows.isEmpty() && server != null) {
            flows.putServer(server, port(findings.text("server_port")), findingId);
          }
          return found;
        }
      }
    }
    return null;
  }

  private static void addFlows(Path file, String findingId, EvidenceFlows flows)
      throws IOException {
    try (CsvTable rows = new CsvTable(file)) {
      int findings = rows.column("findings");
      while (rows.next()) {
        String ids = rows.text(findings);
        if (!ids.isEmpty() && List.of(ids.split(" ")).contains(findingId)) {
          add(rows, flows);
        }
      }
    }
  }

  private static void add(CsvTable row, EvidenceFlows flows) throws IOException {
    Address client = address(row.text("client_ip"));
    Address server = address(row.text("server_ip"));
    int protocol = IpProtocol.number(row.text("protocol"));
    if (client != null && server != null && protocol >= 0) {
      flows.put(
          protocol,
          client,
          port(row.text("client_port")),
          server,
          port(row.text("server_port")),
          nanos(row.text("first_seen")),
          nanos(row.text("last_seen")),
          LABEL);
    }
  }

  private static long nanos(String iso) {
    Instant instant = Instant.parse(iso);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  private static int port(String cell) throws IOException {
    try {
      return cell.isEmpty() ? -1 : Integer.parseInt(cell);
    } catch (NumberFormatException e) {
      throw new IOException("'" + cell + "' is no port", e);
    }
  }

  /** The words of an address's text; null where there is none. */
  public static Address address(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      // Whatever else stands in such a cell, as a word for many.
      if (text.charAt(i) != ':'
          && text.charAt(i) != '.'
          && Character.digit(text.charAt(i), 16) < 0) {
        return null;
      }
    }
    if (text.isEmpty()) {
      return null;
    }
    long[] words = AddressText.parse(text);
    if (words == null) {
      throw new IOException("'" + text + "' is no address");
    }
    return new Address(words[0], words[1]);
  }
}
