package org.tidewaiter.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks the rows of one report (RFC 4180, UTF-8, a header row) by column name; a column that is not
 * there reads as empty.
 *
 * <p>A general CSV library makes a string of each of the 35 cells of a flow, which for a million
 * flows takes longer than the analysis did. This one only finds where cells are, makes strings of
 * those asked for, and reuses the strings of cells seen lately.
 */
public final class CsvTable implements Closeable {
  /** Longest row; a longer one means that the file is not a report. */
  static final int MAX_ROW_BYTES = 1 << 20;

  private static final int FIRST_BUFFER_BYTES = 1 << 17;
  private static final int MAX_COLUMNS = 256;
  private static final int RECENT = 1 << 12;

  private final String name;
  private final InputStream in;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean isAtEnd;
  private long rowNumber;

  private final int[] starts = new int[MAX_COLUMNS];
  private final int[] ends = new int[MAX_COLUMNS];
  private int cells;

  private final String[] recent = new String[RECENT];
  private final Map<String, Integer> columns = new HashMap<>();

  /** Opens a report of a run. */
  public CsvTable(Path file) throws IOException {
    this(file.toString(), Files.newInputStream(file));
  }

  /**
   * @param name what error messages call it
   * @param in closed with this table
   */
  public CsvTable(String name, InputStream in) throws IOException {
    this.name = name;
    this.in = in;
    boolean hasHeader = next();
    for (int i = 0; hasHeader && i < cells; i++) {
      columns.putIfAbsent(text(i), i);
    }
  }

  /** Moves to the next row. */
  public boolean next() throws IOException {
    rowNumber++;
    int end = findCells();
    while (end < 0) {
      fill();
      end = findCells();
    }
    position = end;
    return cells > 0;
  }

  /** Finds the cells of the row at hand; gives its end, or -1 where more must be read first. */
  private int findCells() throws IOException {
    byte[] bytes = buffer;
    int end = limit;
    int found = 0;
    cells = 0;
    int i = position;
    while (i < end) {
      int start = i;
      if (bytes[i] == '"') {
        i = quoteEnd(i);
      }
      // Nearly all bytes of a report are above the comma: one comparison for each of them.
      while (i < end && (bytes[i] > ',' || (bytes[i] != ',' && bytes[i] != '\n'))) {
        i++;
      }
      if (i == end && !isAtEnd) {
        return -1;
      }
      if (found == MAX_COLUMNS) {
        throw notARow();
      }
      boolean endsRow = i == end || bytes[i] == '\n';
      starts[found] = start;
      ends[found++] = endsRow && i > start && bytes[i - 1] == '\r' ? i - 1 : i;
      if (endsRow) {
        cells = found;
        return Math.min(end, i + 1);
      }
      i++;
    }
    if (!isAtEnd) {
      return -1;
    }
    if (found == MAX_COLUMNS) {
      throw notARow();
    }
    if (found > 0) {
      starts[found] = end;
      ends[found++] = end;
    }
    cells = found;
    return end;
  }

  /** The end of the quoted text that starts here; the limit where that was not read yet. */
  private int quoteEnd(int start) throws IOException {
    int i = start + 1;
    while (i < limit && (buffer[i] != '"' || (i + 1 < limit && buffer[i + 1] == '"'))) {
      i += buffer[i] == '"' ? 2 : 1;
    }
    if (i >= limit && isAtEnd) {
      throw new IOException(name + ": row " + rowNumber + " has a quote that is not closed");
    }
    return Math.min(i, limit);
  }

  /** Reads on behind the row at hand, with more room where that fills all there is. */
  private void fill() throws IOException {
    int kept = limit - position;
    if (kept == MAX_ROW_BYTES) {
      throw notARow();
    }
    byte[] from = buffer;
    if (kept == buffer.length) {
      buffer = new byte[2 * kept];
    }
    System.arraycopy(from, position, buffer, 0, kept);
    position = 0;
    limit = kept + in.readNBytes(buffer, kept, buffer.length - kept);
    isAtEnd = limit < buffer.length;
  }

  private IOException notARow() {
    return new IOException(name + ": row " + rowNumber + " is not a row of a report");
  }

  /** Index of a column for {@link #text(int)}, -1 where there is none. */
  public int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  /** The cell of a column by its name. */
  public String text(String column) {
    return text(column(column));
  }

  /** The cell as it was before it was made safe for spreadsheets. */
  public String text(int column) {
    if (isEmpty(column)) {
      return "";
    }
    int from = starts[column];
    int to = ends[column];
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + buffer[i];
    }
    int slot = (hash ^ hash >>> 15) & (RECENT - 1);
    String known = recent[slot];
    if (known != null && isAscii(known, from, to)) {
      return known;
    }
    String text = decode(from, to);
    recent[slot] = text;
    return text;
  }

  private boolean isAscii(String text, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i - from) != buffer[i]) {
        return false;
      }
    }
    return true;
  }

  private String decode(int from, int to) {
    String cell;
    if (buffer[from] == '"') {
      int close = buffer[to - 1] == '"' && to - from > 1 ? to - 1 : to;
      String quoted = new String(buffer, from + 1, close - from - 1, StandardCharsets.UTF_8);
      cell = quoted.replace("\"\"", "\"");
    } else {
      cell = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
    return original(cell);
  }

  /** Undoes what {@link CsvText} does to make a cell safe. */
  private static String original(String cell) {
    String text = cell.startsWith("'") ? cell.substring(1) : cell;
    int i = text.indexOf('\\');
    if (i < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    out.append(text, 0, i);
    while (i < text.length()) {
      char escape = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : 0;
      int code = digits > 0 ? hex(text, i + 2, digits) : -1;
      if (code >= 0) {
        out.append((char) code);
        i += 2 + digits;
      } else {
        out.append(text.charAt(i));
        i += escape == '\\' ? 2 : 1;
      }
    }
    return out.toString();
  }

  private static int hex(String text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** A cell that hardly repeats, such as a time: read once and not kept. */
  public String textOnce(int column) {
    return isEmpty(column) ? "" : decode(starts[column], ends[column]);
  }

  /** Whether the cell has nothing in it. */
  public boolean isEmpty(int column) {
    return column < 0 || column >= cells || starts[column] == ends[column];
  }

  /** The cell of a column by its name, as {@link #number(int)} reads it. */
  public long number(String column) {
    return number(column(column));
  }

  /** The cell as a whole number of up to 18 digits, 0 where it is none. */
  public long number(int column) {
    if (column < 0 || column >= cells || ends[column] - starts[column] > 18) {
      return 0;
    }
    long value = 0;
    for (int i = starts[column]; i < ends[column]; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
