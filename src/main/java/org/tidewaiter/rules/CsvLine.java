package org.tidewaiter.rules;

import java.util.Arrays;

/** Splits one line of a rule file into trimmed cells. */
final class CsvLine {
  private CsvLine() {}

  /** The cells, or null where the line cannot be split; what is wrong is told. */
  static String[] split(String text, char separator, String file, int line, Problems problems) {
    String[] cells = new String[16];
    int count = 0;
    int at = 0;
    while (true) {
      if (count == cells.length) {
        cells = Arrays.copyOf(cells, count * 2);
      }
      int start = at;
      while (start < text.length()
          && text.charAt(start) != separator
          && RuleFileReader.isSpace(text.charAt(start))) {
        start++;
      }
      int end;
      if (start < text.length() && text.charAt(start) == '"') {
        int close = closingQuote(text, start + 1);
        if (close < 0) {
          problems.error(file, line, "a quoted cell has no closing '\"' in its line");
          return null;
        }
        end = text.indexOf(separator, close);
        end = end < 0 ? text.length() : end;
        if (!trim(text, close + 1, end).isEmpty()) {
          problems.error(
              file, line, "text follows a closing '\"'; write '\"\"' for a quote in a quoted cell");
          return null;
        }
        cells[count] = trim(text, start + 1, close).replace("\"\"", "\"");
      } else {
        end = text.indexOf(separator, start);
        end = end < 0 ? text.length() : end;
        cells[count] = trim(text, start, end);
      }
      check(cells[count], file, line, problems);
      count++;
      if (end >= text.length()) {
        return Arrays.copyOf(cells, count);
      }
      at = end + 1;
    }
  }

  private static int closingQuote(String text, int from) {
    int at = text.indexOf('"', from);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
      at = text.indexOf('"', at + 2);
    }
    return at;
  }

  private static String trim(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && RuleFileReader.isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && RuleFileReader.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** A cell that a spreadsheet would run, or that no spreadsheet would show, is not accepted. */
  private static void check(String cell, String file, int line, Problems problems) {
    if (cell.isEmpty()) {
      return;
    }
    char first = cell.charAt(0);
    if (first == '=' || first == '+' || first == '-' || first == '@') {
      problems.error(
          file, line, "'" + cell + "' begins with '" + first + "', which a spreadsheet would run");
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c < ' ' || c == 0x7f) {
        problems.error(
            file, line, "a cell contains the control character 0x" + Integer.toHexString(c));
        return;
      }
    }
  }
}
