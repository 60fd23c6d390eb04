package org.tidewaiter.report.export;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.tidewaiter.decode.IpProtocol;
import org.tidewaiter.report.CsvTable;

/** The row of flows.csv at hand, by meaning; text as it was before it was made safe for CSV. */
final class FlowCells {
  private final CsvTable table;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int firstSeen;
  private final int lastSeen;

  FlowCells(CsvTable table) {
    this.table = table;
    firstSeen = table.column("first_seen");
    lastSeen = table.column("last_seen");
  }

  private int column(String name) {
    return columns.computeIfAbsent(name, table::column);
  }

  /** The cell of a column, empty where there is none. */
  String text(String column) {
    return table.text(column(column));
  }

  /** A cell that hardly repeats. */
  String textOnce(String column) {
    return table.textOnce(column(column));
  }

  long number(String column) {
    return table.number(column(column));
  }

  /** Time of the first packet. */
  Instant first() {
    return Instant.parse(table.textOnce(firstSeen));
  }

  /** Time of the last packet. */
  Instant last() {
    return Instant.parse(table.textOnce(lastSeen));
  }

  /** IP protocol number, -1 for a word that is none. */
  int protocol() {
    return IpProtocol.number(text("protocol"));
  }

  /** Whether the ports are the type and the counterpart of ICMP messages. */
  boolean isIcmp() {
    return text("protocol").startsWith("icmp");
  }
}
