package org.tidewaiter.report.evidence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.decode.IpProtocol;
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

  private static final Map<String, Integer> PROTOCOLS = protocols();

  private static Map<String, Integer> protocols() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 0; number < 256; number++) {
      numbers.put(IpProtocol.keyword(number), number);
    }
    return numbers;
  }

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
    Integer protocol = PROTOCOLS.get(row.text("protocol"));
    if (client != null && server != null && protocol != null) {
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
      // Nothing but digits, colons and points: a name would be looked up.
      if (text.charAt(i) != ':'
          && text.charAt(i) != '.'
          && Character.digit(text.charAt(i), 16) < 0) {
        return null;
      }
    }
    if (text.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      ByteBuffer words = ByteBuffer.wrap(bytes.length == 16 ? bytes : mapped(bytes));
      return new Address(words.getLong(), words.getLong());
    } catch (UnknownHostException e) {
      throw new IOException("'" + text + "' is no address", e);
    }
  }

  private static byte[] mapped(byte[] ipv4) {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    System.arraycopy(ipv4, 0, mapped, 12, 4);
    return mapped;
  }
}
