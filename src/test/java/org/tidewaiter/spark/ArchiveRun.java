package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tidewaiter.Replaying;

/** Runs a job on this machine and holds its report against that of a replay. */
final class ArchiveRun {
  /** A run's exit code and what it printed. */
  record Run(int exitCode, String out) {}

  private ArchiveRun() {}

  /** Skips tests of jobs where no job can run. */
  static void assumeHadoopRuns() {
    assumeTrue(
        Runtime.version().feature() < 24,
        "Hadoop 3.4 asks for what Java 24 took away (Subject.getSubject)");
  }

  /** A context within this process, on two cores. */
  static JavaSparkContext onTwoCores() {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1");
    return new JavaSparkContext(conf);
  }

  /** Runs a job in a context. */
  static Run run(JavaSparkContext spark, Path out, List<String> captures, String... options) {
    List<String> args = new ArrayList<>(List.of("--out", out.toString()));
    args.addAll(List.of(options));
    args.addAll(captures);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code =
        ArchiveJob.run(
            args.toArray(String[]::new),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            spark);
    return new Run(code, printed.toString(StandardCharsets.UTF_8));
  }

  /** Whether a job's report says row for row what a replay's says. */
  static void assertSame(Path replay, Path archive) throws Exception {
    for (String file : List.of("findings.csv", "services.csv", "hosts.csv", "accounting.csv")) {
      assertSameLines(Replaying.lines(replay, file), Replaying.lines(archive, file), file);
    }
    List<String> expected = new ArrayList<>();
    for (String line : Replaying.lines(replay, "flows.csv")) {
      expected.add(String.join("\t", FlowColumns.cells(line)));
    }
    expected.remove(0);
    // Of no rows Parquet has no file.
    List<String> found = expected.isEmpty() ? new ArrayList<>() : flows(archive);
    Collections.sort(expected);
    Collections.sort(found);
    assertSameLines(expected, found, "flows");
    assertTrue(Files.size(archive.resolve("report.html")) > 1000);
    assertEquals(totals(replay), totals(archive), "totals");
  }

  // The lines that differ say more than all of them.
  private static void assertSameLines(List<String> expected, List<String> found, String what) {
    if (!expected.equals(found)) {
      List<String> lacking = new ArrayList<>(expected);
      found.forEach(lacking::remove);
      List<String> surplus = new ArrayList<>(found);
      expected.forEach(surplus::remove);
      assertEquals(String.join("\n", lacking), String.join("\n", surplus), what);
      assertEquals(expected, found, what + ", in their order");
    }
  }

  private static String totals(Path report) throws Exception {
    String summary = Files.readString(report.resolve("summary.json"));
    int inputs = summary.indexOf("\"inputs\"");
    return summary.substring(inputs);
  }

  /** Rows of the flows, read by somebody else than Spark. */
  static List<String> flows(Path archive) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = db.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select "
                    + String.join(", ", FlowColumns.NAMES)
                    + " from read_parquet('"
                    + archive.resolve("flows")
                    + "/*/*.parquet', hive_partitioning = true)")) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String cell = found.getString(i);
          cells.add(cell == null ? "" : cell);
        }
        rows.add(String.join("\t", cells));
      }
    }
    return rows;
  }
}
