package org.tidewaiter.report.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tidewaiter.report.compare.Change.Kind;
import org.tidewaiter.report.compare.Change.What;

/** Walks the services of two reports side by side, a server at a time. */
final class ServersComparison {
  private final Consumer<Change> changes;

  ServersComparison(Consumer<Change> changes) {
    this.changes = changes;
  }

  void compare(Path before, Path after) throws IOException {
    try (ServerRows old = new ServerRows(before.resolve("services.csv"));
        ServerRows fresh = new ServerRows(after.resolve("services.csv"))) {
      old.next();
      fresh.next();
      while (!old.isAtEnd() || !fresh.isAtEnd()) {
        int order = old.order(fresh);
        if (order < 0) {
          only(Kind.GONE, old);
        } else if (order > 0) {
          only(Kind.NEW, fresh);
        } else {
          both(old, fresh);
        }
        if (order <= 0) {
          old.next();
        }
        if (order >= 0) {
          fresh.next();
        }
      }
    }
  }

  private void only(Kind kind, ServerRows server) {
    List<String> services = new ArrayList<>();
    for (ServerRows.Row row : server.services().values()) {
      services.add(row.service() + " " + row.place());
    }
    String listed = String.join(", ", services);
    changes.accept(new Change(What.SERVER, kind, server.address(), "", "", listed, "", "", "", ""));
    for (ServerRows.Row row : server.services().values()) {
      changes.accept(change(kind, server.address(), row, ""));
    }
  }

  private void both(ServerRows old, ServerRows fresh) {
    changes.accept(new Change(What.SERVER, Kind.SAME, fresh.address(), "", "", "", "", "", "", ""));
    Map<String, ServerRows.Row> left = new TreeMap<>(old.services());
    for (Map.Entry<String, ServerRows.Row> entry : fresh.services().entrySet()) {
      ServerRows.Row before = left.remove(entry.getKey());
      ServerRows.Row after = entry.getValue();
      if (before == null) {
        changes.accept(change(Kind.NEW, fresh.address(), after, ""));
        continue;
      }
      String differences =
          new Differences()
              .cell("service", before.service(), after.service())
              .cell("bytes", before.payload(), after.payload())
              .cell("verdict", before.verdict(), after.verdict())
              .cell("client zones", before.clientZones(), after.clientZones())
              .toString();
      Kind kind = differences.isEmpty() ? Kind.SAME : Kind.CHANGED;
      changes.accept(change(kind, fresh.address(), after, differences));
    }
    for (ServerRows.Row row : left.values()) {
      changes.accept(change(Kind.GONE, old.address(), row, ""));
    }
  }

  private static Change change(Kind kind, String address, ServerRows.Row row, String differences) {
    return new Change(
        What.SERVICE,
        kind,
        address,
        row.port(),
        row.protocol(),
        row.service(),
        "",
        "",
        "",
        differences);
  }
}
