package org.tidewaiter.report.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.Replaying;

/** The queries of the documentation are true: every one for DuckDB runs here. */
class QueriesTest {
  private static final Path DOCUMENT = Path.of("src/docs/queries.md");
  private static final Pattern QUERY =
      Pattern.compile("\\n([^\\n]+)\\n\\n```sql\\n(.*?);\\n```", Pattern.DOTALL);

  /** What the office's report answers, by the first words above the query; others may be empty. */
  private static final List<String> WITH_ROWS =
      List.of(
          "What was found",
          "The flows behind",
          "What else",
          "Who serves",
          "Traffic by hour",
          "Servers of today",
          "Beside Zeek",
          "The JSON lines");

  @TempDir static Path temp;
  private static Path report;

  @BeforeAll
  static void replay() throws IOException {
    report = temp.resolve("report");
    replay(report, "office-kms.pcapng", "--format", "zeek,jsonl");
    replay(report.resolve("yesterday"), "dns-tcp.pcap");
    Files.createDirectory(report.resolve("zeek"));
    Files.copy(report.resolve("conn.log"), report.resolve("zeek/conn.log"));
  }

  private static void replay(Path directory, String capture, String... options) {
    Replaying.Run run = Replaying.replay(directory, List.of("captures/" + capture), options);
    assertEquals(0, run.exitCode(), run.err());
  }

  @TestFactory
  List<DynamicTest> queriesRun() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher queries = QUERY.matcher(Files.readString(DOCUMENT));
    while (queries.find()) {
      String title = queries.group(1);
      String sql = queries.group(2);
      tests.add(DynamicTest.dynamicTest(title, () -> run(title, sql)));
    }
    assertTrue(tests.size() >= 14, tests.size() + " queries");
    return tests;
  }

  private static void run(String title, String sql) throws SQLException {
    try (DuckDb db = new DuckDb()) {
      db.run("SET file_search_path = " + DuckDb.quoted(report));
      if (sql.startsWith("COPY")) {
        String target = DuckDb.quoted(report.resolve("flows.parquet"));
        db.run(sql.replace("'flows.parquet'", target));
        assertEquals("224", db.one("SELECT count(*) FROM " + target));
        return;
      }
      boolean hasRows = !db.query(sql).isEmpty();
      assertTrue(hasRows || WITH_ROWS.stream().noneMatch(title::startsWith), title);
    }
  }

  @Test
  void everyReportIsReadAsItStands() throws SQLException {
    try (DuckDb db = new DuckDb()) {
      for (String name : List.of("flows", "findings", "services", "hosts", "accounting")) {
        Path file = report.resolve(name + ".csv");
        int rows = Replaying.lines(report, name + ".csv").size() - 1;
        assertEquals(Integer.toString(rows), db.one("SELECT count(*) FROM " + DuckDb.quoted(file)));
      }
    }
  }

  @Test
  void theTableOfColumnsNamesColumnsThatExist() throws IOException {
    List<String> header = List.of(Replaying.lines(report, "flows.csv").get(0).split(",", -1));
    String text = Files.readString(DOCUMENT);
    String table = text.substring(text.indexOf("| flows.csv |"));
    for (String line : table.lines().toList()) {
      Matcher names = Pattern.compile("`([a-z_]+)`").matcher(line.split("\\|", -1)[1]);
      while (names.find()) {
        boolean isColumn = header.contains(names.group(1));
        assertTrue(isColumn, names.group(1));
      }
    }
  }
}
