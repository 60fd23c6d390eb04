package org.tidewaiter.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidewaiter.decode.IpProtocol;

/**
 * Which packets belong to a finding, read from a report: those of the flows that name it, or, where
 * no flow does, those of its server.
 */
public final class FindingFlows {
  /** Two endpoints in either order; ports are -1 where there are none. */
  private record Pair(int protocol, Endpoint one, Endpoint two) {}

  private record Endpoint(long high, long low, int port) {}

  private record Span(long firstNanos, long lastNanos) {}

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final String title;
  private final Endpoint server;
  private final Map<Pair, Span> spans = new HashMap<>();

  private FindingFlows(String title, Endpoint server) {
    this.title = title;
    this.server = server;
  }

  /**
   * Reads the flows of a finding.
   *
   * @return null if the report has no finding of that id
   */
  public static FindingFlows read(Path report, String findingId) throws IOException {
    FindingFlows flows = null;
    try (CSVParser rows = parse(report.resolve("findings.csv"))) {
      for (CSVRecord row : rows) {
        if (row.get("finding_id").equals(findingId)) {
          flows = new FindingFlows(row.get("title"), endpoint(row, "server"));
        }
      }
    }
    if (flows != null) {
      try (CSVParser rows = parse(report.resolve("flows.csv"))) {
        for (CSVRecord row : rows) {
          if (List.of(row.get("findings").split(" ")).contains(findingId)) {
            flows.add(row);
          }
        }
      }
    }
    return flows;
  }

  private static CSVParser parse(Path file) throws IOException {
    return FORMAT.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8));
  }

  private void add(CSVRecord row) throws IOException {
    Endpoint client = endpoint(row, "client");
    Endpoint served = endpoint(row, "server");
    if (client != null && served != null) {
      int protocol = protocol(row.get("protocol"));
      Span span = new Span(nanos(row.get("first_seen")), nanos(row.get("last_seen")));
      spans.merge(pair(protocol, client, served), span, FindingFlows::cover);
    }
  }

  private static Span cover(Span one, Span two) {
    return new Span(
        Math.min(one.firstNanos, two.firstNanos), Math.max(one.lastNanos, two.lastNanos));
  }

  private static long nanos(String iso) {
    Instant instant = Instant.parse(iso);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  private static int protocol(String keyword) {
    for (int number = 0; number < 256; number++) {
      if (IpProtocol.keyword(number).equals(keyword)) {
        return number;
      }
    }
    return -1;
  }

  private static Endpoint endpoint(CSVRecord row, String role) throws IOException {
    String address = row.get(role + "_ip");
    String port = row.isMapped(role + "_port") ? row.get(role + "_port") : "";
    // Nothing but digits, colons and points: a name would be looked up.
    if (address.isEmpty() || !address.matches("[0-9a-fA-F:.]+")) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      ByteBuffer words = ByteBuffer.wrap(bytes.length == 16 ? bytes : mapped(bytes));
      int number = port.isEmpty() ? -1 : Integer.parseInt(port);
      return new Endpoint(words.getLong(), words.getLong(), number);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IOException("line " + row.getRecordNumber() + ": '" + address + "' is no address");
    }
  }

  private static byte[] mapped(byte[] ipv4) {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    System.arraycopy(ipv4, 0, mapped, 12, 4);
    return mapped;
  }

  private static Pair pair(int protocol, Endpoint one, Endpoint two) {
    int high = Long.compareUnsigned(one.high, two.high);
    int low = Long.compareUnsigned(one.low, two.low);
    boolean swap = high != 0 ? high > 0 : low != 0 ? low > 0 : one.port > two.port;
    return swap ? new Pair(protocol, two, one) : new Pair(protocol, one, two);
  }

  /** What the finding says. */
  public String title() {
    return title;
  }

  /** Whether a packet between these endpoints at this time belongs to the finding. */
  public boolean has(
      int protocol,
      long aHigh,
      long aLow,
      int aPort,
      long bHigh,
      long bLow,
      int bPort,
      long nanos) {
    Endpoint a = new Endpoint(aHigh, aLow, aPort);
    Endpoint b = new Endpoint(bHigh, bLow, bPort);
    if (spans.isEmpty()) {
      return server != null && (isServer(a) || isServer(b));
    }
    Span span = spans.get(pair(protocol, a, b));
    return span != null && nanos >= span.firstNanos && nanos <= span.lastNanos;
  }

  private boolean isServer(Endpoint endpoint) {
    return endpoint.high == server.high
        && endpoint.low == server.low
        && (server.port < 0 || endpoint.port == server.port);
  }
}
