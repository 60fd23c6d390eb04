package org.tidewaiter.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits one line of a rule file into trimmed cells. It works on bytes because it runs at every
 * start, before anything is compiled: there a byte costs a tenth of a {@code charAt}.
 */
final class CsvLine {
  private static final char NO_BREAK_SPACE = '\u00a0';

  private final byte[] bytes;
  private final String file;
  private final Problems problems;
  private String[] cells = new String[16];
  private int count;

  CsvLine(byte[] bytes, String file, Problems problems) {
    this.bytes = bytes;
    this.file = file;
    this.problems = problems;
  }

  /**
   * Splits a line.
   *
   * @param start index of its first byte
   * @param end index behind its last byte
   * @param separator what separates its cells
   * @param line its number, for messages
   * @return whether it could be split; what is wrong is told
   */
  boolean split(int start, int end, byte separator, int line) {
    count = 0;
    int at = start;
    while (at <= end) {
      int first = at;
      while (first < end && bytes[first] != separator && isSpace(bytes[first])) {
        first++;
      }
      int next;
      if (first < end && bytes[first] == '"') {
        int close = closingQuote(first + 1, end);
        if (close < 0) {
          problems.error(file, line, "a quoted cell has no closing '\"' in its line");
          return false;
        }
        next = find(separator, close, end);
        if (!cell(close + 1, next).isEmpty()) {
          problems.error(
              file, line, "text follows a closing '\"'; write '\"\"' for a quote in a quoted cell");
          return false;
        }
        add(cell(first + 1, close).replace("\"\"", "\""), line);
      } else {
        next = find(separator, first, end);
        add(cell(first, next), line);
      }
      at = next + 1;
    }
    return true;
  }

  /** Number of cells of the line last split. */
  int count() {
    return count;
  }

  /** A cell of the line last split; empty beyond its last one. */
  String cell(int index) {
    return index < count ? cells[index] : "";
  }

  private void add(String cell, int line) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, count * 2);
    }
    cells[count++] = cell;
    if (!cell.isEmpty()) {
      check(cell, line);
    }
  }

  private int find(byte separator, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != separator) {
      at++;
    }
    return at;
  }

  private int closingQuote(int from, int end) {
    int at = find((byte) '"', from, end);
    while (at + 1 < end && bytes[at + 1] == '"') {
      at = find((byte) '"', at + 2, end);
    }
    return at < end ? at : -1;
  }

  static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** The text between two indices without the spaces around it. */
  private String cell(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(bytes[start])) {
      start++;
    }
    while (end > start && isSpace(bytes[end - 1])) {
      end--;
    }
    if (start == end) {
      return "";
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return bytes[start] < 0 || bytes[end - 1] < 0 ? withoutNoBreakSpaces(text) : text;
  }

  /** Cells that were pasted from a web page may end in a no-break space. */
  private static String withoutNoBreakSpaces(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && (text.charAt(start) == NO_BREAK_SPACE || text.charAt(start) == ' ')) {
      start++;
    }
    while (end > start && (text.charAt(end - 1) == NO_BREAK_SPACE || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return text.substring(start, end);
  }

  /** A cell that a spreadsheet would run is not accepted. */
  private void check(String cell, int line) {
    char first = cell.charAt(0);
    if (first == '=' || first == '+' || first == '-' || first == '@') {
      problems.error(
          file, line, "'" + cell + "' begins with '" + first + "', which a spreadsheet would run");
    }
  }
}
