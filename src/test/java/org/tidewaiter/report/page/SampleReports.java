package org.tidewaiter.report.page;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Report directories as a run would leave them, made up: a small office, a scan, nothing. */
final class SampleReports {
  static final String FLOWS =
      "flow_id,first_seen,last_seen,duration_s,protocol,client_ip,client_port,server_ip,"
          + "server_port,direction_basis,vlan,tunnel,parent_flow,tcp_state,tcp_history,"
          + "client_packets,client_bytes,client_payload_bytes,server_packets,server_bytes,"
          + "server_payload_bytes,service,service_source,registered_name,payload_protocol,"
          + "payload_agreement,client_zone,server_zone,verdict,rule,findings,community_id,"
          + "end_reason,input";
  static final String FINDINGS =
      "finding_id,severity,detection,title,service,server_ip,server_port,clients,client_sample,"
          + "flows,packets,bytes,first_seen,last_seen,outcome,direction_basis,rule,rule_location,"
          + "expected,evidence,attack_technique,community_id,evidence_file";
  static final String SERVICES =
      "server_ip,server_port,protocol,service,service_source,registered_name,payload_protocol,"
          + "clients,client_sample,flows,packets,bytes,first_seen,last_seen,server_zone,"
          + "client_zones,answered_flows,verdict,rule,findings";
  static final String HOSTS =
      "ip,zone,serves,uses,flows_as_server,flows_as_client,packets_sent,bytes_sent,"
          + "packets_received,bytes_received,first_seen,last_seen,findings";
  static final String ACCOUNTING = "scope,input,counter,value,unit,meaning";

  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private SampleReports() {}

  /** Writes rows with a header; a cell that needs quotes gets them. */
  static final class Table implements AutoCloseable {
    private final BufferedWriter out;

    Table(Path file, String header) throws IOException {
      out = Files.newBufferedWriter(file);
      out.write(header);
      out.write('\n');
    }

    /** A row of cells that are separated by bars, on one line or several. */
    Table row(String cells) {
      try {
        String separator = "";
        for (String cell : cells.split("\\|", -1)) {
          String text = cell.strip();
          boolean quote = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
          out.write(separator);
          out.write(quote ? '"' + text.replace("\"", "\"\"") + '"' : text);
          separator = ",";
        }
        out.write('\n');
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Table row(String format, Object... arguments) {
      return row(format.formatted(arguments));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** A flow; what the page does not read is the same in all of them. */
  record SampleFlow(
      Instant first, long millis, String protocol, String client, String server, int port) {
    void write(Table t, String service, long bytes, String zones, String verdict, String findings) {
      boolean answered = bytes > 100;
      t.row(
          "F|%s|%s|1|%s|%s|50000|%s|%d|syn||||%s||3|%d|0|%d|%d|0|%s|windows|||port-only|%s|%s||%s||"
              + "timeout|a.pcap",
          first,
          first.plusMillis(millis),
          protocol,
          client,
          server,
          port,
          answered ? "SF" : "S0",
          bytes / 4,
          answered ? 4 : 0,
          bytes - bytes / 4,
          service,
          zones,
          verdict,
          findings);
    }
  }

  /** An empty capture: every report is there, none has a row but the accounting. */
  static Path empty(Path dir) throws IOException {
    Files.createDirectories(dir);
    summary(dir, "empty.pcap", 24, 0);
    new Table(dir.resolve("findings.csv"), FINDINGS).close();
    new Table(dir.resolve("services.csv"), SERVICES).close();
    new Table(dir.resolve("hosts.csv"), HOSTS).close();
    new Table(dir.resolve("flows.csv"), FLOWS).close();
    try (Table t = new Table(dir.resolve("accounting.csv"), ACCOUNTING)) {
      t.row("outcome||flow|0|packets|The packet belongs to a flow.");
    }
    return dir;
  }

  static void summary(Path dir, String input, long bytes, long packets) throws IOException {
    String escaped = input.replace("\\", "\\\\").replace("\"", "\\\"");
    Files.writeString(
        dir.resolve("summary.json"),
        """
        {"schema": 1, "tidewaiter": "0.1.0",
         "inputs": [{"path": "%s", "bytes": %d, "packets": %d}],
         "rules": {"services.csv": "sha256:5f2b", "networks.csv": "sha256:99ae"},
         "options": {"idle-timeout": "60s"}}
        """
            .formatted(escaped, bytes, packets));
  }

  /** One morning in an office in which one desktop serves KMS and another answers DHCP. */
  static Path office(Path dir) throws IOException {
    Files.createDirectories(dir);
    summary(dir, "captures/office-monday.pcapng", 48_211_904, 61_204);
    OfficeSample.write(dir);
    return dir;
  }

  /** A scan: one address tries a dozen ports of many others. */
  static Path scan(Path dir, int flows, int servers) throws IOException {
    Files.createDirectories(dir);
    summary(dir, "scan.pcap", flows * 80L, flows);
    ScanSample.write(dir, flows, servers);
    return dir;
  }
}
