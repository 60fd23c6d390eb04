package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.CsvText;
import org.tidewaiter.report.compare.Change;
import org.tidewaiter.report.compare.Change.Kind;
import org.tidewaiter.report.compare.Change.What;

/**
 * Prints differences: as CSV at once, or for people, counted and with the first ones of each kind.
 */
final class ChangeList {
  /** Lines for people of one kind of difference. */
  private static final int MAX_LINES = 50;

  private static final String HEADER =
      "what,change,server_ip,server_port,protocol,service,severity,detection,title,differences";

  private final PrintWriter out;
  private final boolean csv;
  private final Map<What, Map<Kind, List<String>>> lines = new EnumMap<>(What.class);
  private final Map<What, Map<Kind, Long>> counts = new EnumMap<>(What.class);
  private String newServer = "";
  private boolean differs;

  ChangeList(PrintWriter out, boolean csv) {
    this.out = out;
    this.csv = csv;
    if (csv) {
      out.println(HEADER);
    }
  }

  /** Whether anything differed. */
  boolean differs() {
    return differs;
  }

  void add(Change change) {
    counts
        .computeIfAbsent(change.what(), what -> new EnumMap<>(Kind.class))
        .merge(change.kind(), 1L, Long::sum);
    if (change.kind() == Kind.SAME) {
      return;
    }
    differs = true;
    if (csv) {
      row(change);
      return;
    }
    // The services of a server that came or went stand in its own line.
    if (change.what() == What.SERVER) {
      newServer = change.server();
    } else if (change.what() == What.SERVICE && change.server().equals(newServer)) {
      return;
    }
    List<String> ofKind =
        lines
            .computeIfAbsent(change.what(), what -> new EnumMap<>(Kind.class))
            .computeIfAbsent(change.kind(), kind -> new ArrayList<>());
    if (ofKind.size() < MAX_LINES) {
      ofKind.add(line(change));
    }
  }

  private void row(Change change) {
    String[] cells = {
      change.what().label(),
      change.kind().label(),
      change.server(),
      change.port(),
      change.protocol(),
      change.service(),
      change.severity(),
      change.detection(),
      change.title(),
      change.differences()
    };
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      row.append(i == 0 ? "" : ",").append(CsvText.cell(cells[i]));
    }
    out.println(row);
  }

  private static String line(Change change) {
    StringBuilder line = new StringBuilder("  ");
    pad(line, change.kind().label(), 9);
    switch (change.what()) {
      case FINDING -> {
        pad(line, change.severity(), 9);
        line.append(CsvText.printable(change.title()));
      }
      case SERVER -> {
        pad(line, change.server(), 17);
        line.append(CsvText.printable(change.service()));
      }
      case SERVICE -> {
        pad(line, change.server(), 17);
        line.append(CsvText.printable(change.service())).append(' ');
        line.append(change.port().isEmpty() ? "" : change.port() + "/").append(change.protocol());
      }
    }
    if (!change.differences().isEmpty()) {
      line.append(" (").append(CsvText.printable(change.differences())).append(')');
    }
    return line.toString();
  }

  private static void pad(StringBuilder line, String text, int width) {
    line.append(text).append(" ".repeat(Math.max(1, width - text.length())));
  }

  /** Prints what was collected for people: a line of counts for each kind, then the differences. */
  void print(What... order) {
    if (csv) {
      return;
    }
    for (What what : order) {
      StringBuilder head = new StringBuilder();
      for (Kind kind : Kind.values()) {
        long count = counts.getOrDefault(what, Map.of()).getOrDefault(kind, 0L);
        head.append(head.isEmpty() ? "" : ", ").append(count).append(' ').append(kind.label());
      }
      String name = what.label() + "s";
      out.println(
          Character.toUpperCase(name.charAt(0))
              + name.substring(1)
              + " ".repeat(10 - name.length())
              + head);
      lines.getOrDefault(what, Map.of()).forEach((kind, listed) -> list(what, kind, listed));
    }
  }

  private void list(What what, Kind kind, List<String> listed) {
    listed.forEach(out::println);
    long all = counts.get(what).get(kind);
    if (listed.size() == MAX_LINES && all > MAX_LINES) {
      out.println("  … and " + (all - MAX_LINES) + " more " + kind.label() + " (--csv has all)");
    }
  }
}
