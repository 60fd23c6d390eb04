package org.tidewaiter.report.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tidewaiter.policy.AddressText;
import org.tidewaiter.report.CsvTable;

/**
 * Walks services.csv, whose rows stand in the order of addresses, a server at a time. Services that
 * nobody answered for are left out: a question is no service.
 */
final class ServerRows implements Closeable {
  /** A service of the server at hand. */
  record Row(
      String protocol,
      String port,
      String service,
      String payload,
      String verdict,
      String clientZones) {
    /** {@code 443/tcp}; the type of an ICMP message is no port. */
    String place() {
      return port.isEmpty() || protocol.startsWith("icmp") ? protocol : port + "/" + protocol;
    }
  }

  private final Path file;
  private final CsvTable table;
  private final Map<String, Row> services = new TreeMap<>();
  private String address = "";
  private long[] words;
  private boolean hasRow;
  private boolean atEnd;

  ServerRows(Path file) throws IOException {
    this.file = file;
    table = new CsvTable(file);
    hasRow = nextAnswered();
  }

  private boolean nextAnswered() throws IOException {
    while (table.next()) {
      if (table.number("answered_flows") > 0) {
        return true;
      }
    }
    return false;
  }

  /** Moves to the next server, or to the end. */
  void next() throws IOException {
    services.clear();
    if (!hasRow) {
      atEnd = true;
      return;
    }
    long[] before = words;
    address = table.text("server_ip");
    words = AddressText.parse(address);
    if (words == null || before != null && compare(before, words) >= 0) {
      throw new IOException(
          file + ": '" + address + "' is out of order; rows must stand in the order of addresses");
    }
    while (hasRow && table.text("server_ip").equals(address)) {
      Row row =
          new Row(
              table.text("protocol"),
              table.text("server_port"),
              table.text("service"),
              table.text("payload_protocol"),
              table.text("verdict"),
              table.text("client_zones"));
      // By number within a protocol.
      String port = "00000".substring(Math.min(5, row.port.length())) + row.port;
      services.put(row.protocol + " " + port, row);
      hasRow = nextAnswered();
    }
  }

  boolean isAtEnd() {
    return atEnd;
  }

  String address() {
    return address;
  }

  /** By protocol and port. */
  Map<String, Row> services() {
    return services;
  }

  private static int compare(long[] one, long[] two) {
    int order = Long.compareUnsigned(one[0], two[0]);
    return order != 0 ? order : Long.compareUnsigned(one[1], two[1]);
  }

  /** Which of the servers at hand comes first; who is at the end comes last. */
  int order(ServerRows other) {
    if (atEnd || other.atEnd) {
      return Boolean.compare(atEnd, other.atEnd);
    }
    return compare(words, other.words);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
