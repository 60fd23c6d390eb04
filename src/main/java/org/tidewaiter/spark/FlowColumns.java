package org.tidewaiter.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tidewaiter.report.FlowLines;

/**
 * The columns of the flows' Parquet files: those of flows.csv by the same names and with the same
 * content, counts as numbers, empty cells as nulls, and the day of the first packet.
 */
final class FlowColumns {
  /** Names of the columns of flows.csv. */
  static final List<String> NAMES = List.of(FlowLines.header().split(","));

  private static final Set<String> NUMBERS =
      Set.of(
          "client_packets",
          "client_bytes",
          "client_payload_bytes",
          "server_packets",
          "server_bytes",
          "server_payload_bytes");
  private static final Set<String> SMALL_NUMBERS = Set.of("client_port", "server_port", "vlan");

  /** Name of the column that the files are divided by. */
  static final String DAY = "day";

  private static final int FIRST_SEEN = 1;
  private static final int DAY_LENGTH = "2026-01-01".length();

  private FlowColumns() {}

  static StructType schema() {
    List<StructField> fields = new ArrayList<>();
    for (String name : NAMES) {
      DataType type =
          NUMBERS.contains(name)
              ? DataTypes.LongType
              : SMALL_NUMBERS.contains(name) ? DataTypes.IntegerType : DataTypes.StringType;
      fields.add(DataTypes.createStructField(name, type, true));
    }
    fields.add(DataTypes.createStructField(DAY, DataTypes.StringType, false));
    return DataTypes.createStructType(fields);
  }

  /** A row of the table from a line of flows.csv. */
  static Row row(String line) {
    List<String> cells = cells(line);
    Object[] values = new Object[cells.size() + 1];
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell.isEmpty()) {
        values[i] = null;
      } else if (NUMBERS.contains(NAMES.get(i))) {
        values[i] = Long.valueOf(cell);
      } else if (SMALL_NUMBERS.contains(NAMES.get(i))) {
        values[i] = Integer.valueOf(cell);
      } else {
        values[i] = cell;
      }
    }
    values[cells.size()] = cells.get(FIRST_SEEN).substring(0, DAY_LENGTH);
    return RowFactory.create(values);
  }

  /** Cells of a line of CSV that has no line breaks. */
  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>(40);
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (letter == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (letter == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(letter);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
