package org.tidewaiter.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Turns the bytes of a rule file into rows: UTF-8 with or without byte order mark, a header row,
 * comma or semicolon (the header tells), {@code #} comments, cells in quotes where they must be
 * (RFC 4180, but a cell ends in the line it began), spaces around cells dropped.
 *
 * <p>Reading goes on after a problem. It uses no regular expression, format string or lambda: it
 * runs at every start.
 */
public final class RuleFileReader {
  /** Longest rule file in bytes; a larger one is not one that somebody keeps by hand. */
  public static final int MAX_FILE_BYTES = 32 * 1024 * 1024;

  private static final char NO_BREAK_SPACE = '\u00a0';
  private static final char REPLACEMENT = '\ufffd';

  private final RuleFile file;
  private final Columns columns;
  private final Problems problems;
  private char separator = ',';
  private boolean separatorKnown;
  private boolean headerRead;

  /**
   * The columns a kind of rule file has.
   *
   * @param required must stand in the header
   * @param optional may stand in the header, and are empty where they do not
   */
  public record Columns(List<String> required, List<String> optional) {
    boolean has(String column) {
      return required.contains(column) || optional.contains(column);
    }

    private List<String> all() {
      String[] all = new String[required.size() + optional.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = i < required.size() ? required.get(i) : optional.get(i - required.size());
      }
      return Arrays.asList(all);
    }
  }

  private RuleFileReader(RuleFile file, Columns columns, Problems problems) {
    this.file = file;
    this.columns = columns;
    this.problems = problems;
  }

  /**
   * Reads a file that is already in memory.
   *
   * @param name name of the file for messages, without directory
   * @param shipped whether it ships with the program
   * @param bytes the whole file; kept for its checksum, so not to be changed afterwards
   * @param columns what the header may name
   * @param problems where to tell what is wrong
   * @return the rows that could be read; to be used only when there are no errors
   */
  public static RuleFile read(
      String name, boolean shipped, byte[] bytes, Columns columns, Problems problems) {
    RuleFile file = new RuleFile(name, shipped, bytes);
    new RuleFileReader(file, columns, problems).readLines(bytes);
    return file;
  }

  private void readLines(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
      problems.error(file.name(), 1, "the file is UTF-16; save it as 'CSV UTF-8'");
      return;
    }
    int start = hasByteOrderMark(bytes) ? 3 : 0;
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    int line = 0;
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(text, at);
      line++;
      readLine(text.substring(at, end), line);
      at = end + 1;
      if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
        at++;
      }
    }
    if (!headerRead) {
      problems.error(
          file.name(), 0, "no header row; the first line is " + String.join(",", columns.all()));
    }
    if (text.indexOf(REPLACEMENT) >= 0) {
      findBadEncoding(bytes);
    }
  }

  private static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  private static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private void readLine(String text, int line) {
    int first = 0;
    while (first < text.length() && isSpace(text.charAt(first))) {
      first++;
    }
    if (first == text.length() || text.startsWith("#", first) || text.startsWith("\"#", first)) {
      return;
    }
    if (!headerRead && text.startsWith("sep=", first) && text.length() > first + 4) {
      separator = text.charAt(first + 4);
      separatorKnown = true;
      return;
    }
    if (!headerRead && !separatorKnown) {
      separator = detectSeparator(text);
    }
    String[] cells = CsvLine.split(text, separator, file.name(), line, problems);
    if (cells == null || isEmpty(cells)) {
      return;
    }
    if (!headerRead) {
      headerRead = true;
      readHeader(cells, line);
    } else if (file.columns.length > 0) {
      addRow(cells, line);
    }
  }

  private static char detectSeparator(String header) {
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      commas += c == ',' ? 1 : 0;
      semicolons += c == ';' ? 1 : 0;
      tabs += c == '\t' ? 1 : 0;
    }
    if (tabs > commas && tabs > semicolons) {
      return '\t';
    }
    return semicolons > commas ? ';' : ',';
  }

  private void readHeader(String[] cells, int line) {
    if (separator == '\t') {
      problems.error(file.name(), line, "cells are separated by tabs; use commas or semicolons");
      return;
    }
    int count = cells.length;
    while (count > 0 && cells[count - 1].isEmpty()) {
      count--;
    }
    file.columns = Arrays.copyOf(cells, count);
    for (int i = 0; i < count; i++) {
      if (!columns.has(cells[i])) {
        problems.error(
            file.name(),
            line,
            "unknown column '" + cells[i] + "'" + Suggestion.didYouMean(cells[i], columns.all()));
      } else if (file.column(cells[i]) != i) {
        problems.error(file.name(), line, "column '" + cells[i] + "' stands twice in the header");
      }
    }
    for (String required : columns.required()) {
      if (file.column(required) < 0) {
        problems.error(file.name(), line, "the header lacks the column '" + required + "'");
      }
    }
  }

  private void addRow(String[] cells, int line) {
    int count = file.columns.length;
    for (int i = count; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        problems.error(
            file.name(),
            line,
            "the row has more cells than the header has columns ("
                + count
                + "); put a cell that contains '"
                + separator
                + "' in double quotes");
        return;
      }
    }
    String[] row = cells.length == count ? cells : Arrays.copyOf(cells, count);
    for (int i = cells.length; i < count; i++) {
      row[i] = "";
    }
    file.rows.add(new RuleRow(file, line, row));
  }

  private static boolean isEmpty(String[] cells) {
    for (String cell : cells) {
      if (!cell.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  static boolean isSpace(char c) {
    return c <= ' ' || c == NO_BREAK_SPACE;
  }

  /** Names the first line whose bytes are not UTF-8. */
  private void findBadEncoding(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    if (!decoder.decode(in, out, true).isError()) {
      return; // U+FFFD stands in the file itself.
    }
    int line = 1;
    for (int i = 0; i < in.position(); i++) {
      line += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n') ? 1 : 0;
    }
    problems.error(
        file.name(),
        line,
        "byte 0x"
            + Integer.toHexString(bytes[in.position()] & 0xff).toUpperCase(Locale.ROOT)
            + " is not UTF-8; save the file as 'CSV UTF-8'");
  }
}
