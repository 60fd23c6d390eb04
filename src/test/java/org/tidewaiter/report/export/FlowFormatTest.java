package org.tidewaiter.report.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.Replaying;

/** conn.log and flows.jsonl say what flows.csv says, to readers that are not ours. */
class FlowFormatTest {
  @TempDir Path temp;

  private Path replay(String capture, String... options) {
    Path report = temp.resolve("report");
    Replaying.Run run = Replaying.replay(report, List.of(capture), options);
    assertEquals(0, run.exitCode(), run.err());
    return report;
  }

  /** Zeek's log as DuckDB reads it, with the names and types that its own header gives. */
  private static String zeekLog(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> names = List.of(lines.get(6).split("\t"));
    List<String> types = List.of(lines.get(7).split("\t"));
    assertEquals("#fields", names.get(0));
    assertEquals("#types", types.get(0));
    assertEquals(names.size(), types.size());
    StringBuilder columns = new StringBuilder();
    for (int i = 1; i < names.size(); i++) {
      columns.append(i == 1 ? "" : ", ").append("'").append(names.get(i)).append("': '");
      columns.append(type(types.get(i))).append("'");
    }
    return "read_csv("
        + DuckDb.quoted(log)
        + ", delim='\\t', quote='', escape='', header=false, comment='#', nullstr='-', auto_detect=false, columns={"
        + columns
        + "})";
  }

  private static String type(String zeek) {
    return switch (zeek) {
      case "count" -> "UBIGINT";
      case "port" -> "USMALLINT";
      case "time" -> "DECIMAL(18,6)";
      case "interval" -> "DOUBLE";
      default -> "VARCHAR";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "office-kms.pcapng",
        "tunnels.pcap",
        "icmp.pcap",
        "tcp-states.pcap",
        "ip-protocols.pcap"
      })
  void bothFormatsSayWhatTheCsvSays(String name) throws IOException, SQLException {
    Path report = replay("captures/" + name, "--format", "zeek,jsonl");
    try (DuckDb db = new DuckDb()) {
      db.run(
          "CREATE TABLE csv AS FROM read_csv("
              + DuckDb.quoted(report.resolve("flows.csv"))
              + ", all_varchar=true)");
      db.run("CREATE TABLE zeek AS FROM " + zeekLog(report.resolve("conn.log")));
      db.run(
          "CREATE TABLE ecs AS FROM read_json("
              + DuckDb.quoted(report.resolve("flows.jsonl"))
              + ", format='newline_delimited', sample_size=-1)");
      String rows = db.one("SELECT count(*) FROM csv");
      assertEquals(
          rows,
          db.one(
              """
              SELECT count(*) FROM csv JOIN zeek ON flow_id = uid
              WHERE client_ip = "id.orig_h" AND server_ip = "id.resp_h"
                AND coalesce(client_port, '0') = "id.orig_p"::VARCHAR
                AND coalesce(server_port, '0') = "id.resp_p"::VARCHAR
                AND client_packets = orig_pkts AND server_payload_bytes = resp_bytes
                AND abs(epoch(first_seen::TIMESTAMPTZ) - ts) < 0.0001
                AND abs(duration_s::DOUBLE - duration) < 0.000002
                AND tcp_history IS NOT DISTINCT FROM history
                AND (protocol <> 'tcp' OR tcp_state = conn_state)
                AND zeek.community_id IS NOT DISTINCT FROM csv.community_id
                AND findings IS NOT DISTINCT FROM replace(tw_findings, ',', ' ')
              """));
      assertEquals(
          rows,
          db.one(
              """
              SELECT count(*) FROM csv JOIN ecs ON flow_id = event.id
              WHERE client_ip = source.ip AND server_ip = destination.ip
                AND client_bytes::BIGINT + server_bytes::BIGINT = network.bytes
                AND abs(duration_s::DOUBLE * 1e9 - event.duration) < 1e4
                AND tidewaiter.verdict = verdict AND tidewaiter.direction_basis = direction_basis
                AND len(tidewaiter.findings) = len(string_split(coalesce(findings, ''), ' '))
                    - (findings IS NULL)::INT
              """));
    }
  }

  @Test
  void oneFlowInFullAsZeekHasIt() throws IOException {
    List<String> lines =
        Files.readAllLines(replay("captures/dns-tcp.pcap", "--format", "zeek").resolve("conn.log"));
    assertEquals("#separator \\x09", lines.get(0));
    assertEquals("#path\tconn", lines.get(4));
    assertTrue(lines.get(lines.size() - 1).startsWith("#close\t2026-"));
    String row =
        lines.stream().filter(line -> line.contains("\t53\ttcp\tdns\t")).findFirst().orElseThrow();
    assertTrue(row.contains("\tSF\tT\tT\t-\tShAD"), row);
  }

  @Test
  void aReportWithoutFlowsHasHeaders() throws IOException, SQLException {
    Path empty = temp.resolve("empty.pcap");
    Files.write(
        empty, java.util.Arrays.copyOf(Files.readAllBytes(Path.of("captures/dns-tcp.pcap")), 24));
    Path report = replay(empty.toString(), "--format", "csv,zeek,jsonl");
    try (DuckDb db = new DuckDb()) {
      assertEquals("0", db.one("SELECT count(*) FROM " + zeekLog(report.resolve("conn.log"))));
    }
    assertEquals(0, Files.size(report.resolve("flows.jsonl")));
  }

  @Test
  void hostileNamesComeBackUnchangedAndHarmless()
      throws IOException, SQLException, JsonParserException {
    String name = "=cmd|'x'!A0,\"q\"\t\u202efdp\\\u001b[31m\u00e9.pcap";
    Path capture = Files.copy(Path.of("captures/dns-tcp.pcap"), temp.resolve(name));
    Path report = replay(capture.toString(), "--format", "jsonl,zeek");
    String line = Files.readAllLines(report.resolve("flows.jsonl")).get(0);
    assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7F), line);
    JsonObject flow = JsonParser.object().from(line);
    assertEquals(capture.toString(), flow.getObject("tidewaiter").getString("input"));
    for (String file : List.of("flows.csv", "accounting.csv", "conn.log")) {
      String text = Files.readString(report.resolve(file));
      assertFalse(text.contains("\u202e") || text.contains("\u001b"), file);
    }
    try (DuckDb db = new DuckDb()) {
      String cell =
          db.one("SELECT any_value(input) FROM " + DuckDb.quoted(report.resolve("flows.csv")));
      assertEquals(capture.toString(), original(cell));
    }
  }

  /** Undoes what makes a cell safe, as the documentation says it is undone. */
  private static String original(String cell) {
    String text = cell.startsWith("'") ? cell.substring(1) : cell;
    return java.util.regex.Pattern.compile("\\\\(\\\\|x([0-9a-f]{2})|u([0-9a-f]{4}))")
        .matcher(text)
        .replaceAll(
            match -> {
              String hex = match.group(2) != null ? match.group(2) : match.group(3);
              String letter = hex == null ? "\\" : String.valueOf((char) Integer.parseInt(hex, 16));
              return java.util.regex.Matcher.quoteReplacement(letter);
            });
  }

  @Test
  void anOldReportGivesTheSameFiles() throws IOException {
    Path report = replay("captures/office-kms.pcapng", "--format", "zeek,jsonl");
    List<String> before = new ArrayList<>();
    for (String file : List.of("conn.log", "flows.jsonl")) {
      before.add(Files.readString(report.resolve(file)));
      Files.delete(report.resolve(file));
    }
    assertEquals(
        0, Replaying.run("report", report.toString(), "--format", "jsonl,zeek").exitCode());
    assertEquals(before.get(0), Files.readString(report.resolve("conn.log")));
    assertEquals(before.get(1), Files.readString(report.resolve("flows.jsonl")));
    assertEquals(2, Replaying.run("report", report.toString(), "--format", "xml").exitCode());
  }
}
