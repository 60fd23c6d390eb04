package org.tidewaiter.report.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.compare.Change.Kind;
import org.tidewaiter.report.compare.Change.What;

/**
 * Compares findings: first by their id; what is left by what they are about, so that a finding
 * which only another rule decided is changed, not gone and new.
 */
final class FindingsComparison {
  /** Most findings of a report; ours have fewer. */
  static final int MAX_FINDINGS = 200_000;

  /** What is kept of a row. */
  private record Row(
      String severity,
      String detection,
      String title,
      String service,
      String server,
      String port,
      String outcome,
      String basis,
      String rule,
      String expected) {
    String subject() {
      return String.join("\n", detection, service, server, port, outcome);
    }
  }

  private final Consumer<Change> changes;

  FindingsComparison(Consumer<Change> changes) {
    this.changes = changes;
  }

  void compare(Path before, Path after) throws IOException {
    Map<String, Row> old = read(before);
    Map<String, Row> fresh = read(after);
    List<Row> unmatched = new ArrayList<>();
    for (Map.Entry<String, Row> entry : fresh.entrySet()) {
      Row same = old.remove(entry.getKey());
      if (same != null) {
        tell(same, entry.getValue());
      } else {
        unmatched.add(entry.getValue());
      }
    }
    Map<String, Deque<Row>> bySubject = new HashMap<>();
    for (Row row : old.values()) {
      bySubject.computeIfAbsent(row.subject(), subject -> new ArrayDeque<>()).add(row);
    }
    Set<Row> matched = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Row row : unmatched) {
      Deque<Row> alike = bySubject.get(row.subject());
      Row likely = alike == null ? null : alike.poll();
      if (likely == null) {
        changes.accept(change(Kind.NEW, row, ""));
      } else {
        matched.add(likely);
        tell(likely, row);
      }
    }
    for (Row row : old.values()) {
      if (!matched.contains(row)) {
        changes.accept(change(Kind.GONE, row, ""));
      }
    }
  }

  private void tell(Row before, Row after) {
    String differences =
        new Differences()
            .cell("severity", before.severity, after.severity)
            .cell("outcome", before.outcome, after.outcome)
            .cell("direction", before.basis, after.basis)
            .cell("rule", before.rule, after.rule)
            .cell("expected", before.expected, after.expected)
            .toString();
    changes.accept(change(differences.isEmpty() ? Kind.SAME : Kind.CHANGED, after, differences));
  }

  private static Change change(Kind kind, Row row, String differences) {
    return new Change(
        What.FINDING,
        kind,
        row.server,
        row.port,
        "",
        row.service,
        row.severity,
        row.detection,
        row.title,
        differences);
  }

  private static Map<String, Row> read(Path report) throws IOException {
    Path file = report.resolve("findings.csv");
    Map<String, Row> rows = new LinkedHashMap<>();
    try (CsvTable table = new CsvTable(file)) {
      while (table.next()) {
        if (rows.size() == MAX_FINDINGS) {
          throw new IOException(file + ": more than " + MAX_FINDINGS + " findings");
        }
        rows.put(table.text("finding_id"), row(table));
      }
    }
    return rows;
  }

  private static Row row(CsvTable table) {
    return new Row(
        table.text("severity"),
        table.text("detection"),
        table.textOnce(table.column("title")),
        table.text("service"),
        table.text("server_ip"),
        table.text("server_port"),
        table.text("outcome"),
        table.text("direction_basis"),
        table.text("rule"),
        table.text("expected"));
  }
}
