package org.tidewaiter.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  private final byte[] bytes;
  private final RuleFile file;
  private final Columns columns;
  private final Problems problems;
  private final CsvLine csv;
  private byte separator;
  private boolean notAscii;

  /** Index in {@link #columns} of each of the file's columns, -1 for an unknown one; or null. */
  private int[] columnOfCell;

  private RuleFileReader(RuleFile file, Columns columns, Problems problems) {
    this.bytes = file.bytes();
    this.file = file;
    this.columns = columns;
    this.problems = problems;
    csv = new CsvLine(bytes, file.name(), problems);
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
    new RuleFileReader(file, columns, problems).readLines();
    return file;
  }

  private void readLines() {
    if (bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
      problems.error(file.name(), 1, "the file is UTF-16; save it as 'CSV UTF-8'");
      return;
    }
    int at = hasByteOrderMark() ? 3 : 0;
    for (int line = 1; at < bytes.length; line++) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        checkByte(bytes[end], line);
        end++;
      }
      readLine(at, end, line);
      boolean twoBytes = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
      at = end + (twoBytes ? 2 : 1);
    }
    if (columnOfCell == null) {
      problems.error(
          file.name(), 0, "no header row; the first row is " + String.join(",", columns.names()));
    }
    if (notAscii) {
      findBadEncoding();
    }
  }

  private boolean hasByteOrderMark() {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  private void checkByte(byte b, int line) {
    if (b < 0) {
      notAscii = true;
    } else if (b < ' ' && b != '\t') {
      problems.error(
          file.name(), line, "the line contains the control character 0x" + Integer.toHexString(b));
    }
  }

  private void readLine(int start, int end, int line) {
    int first = start;
    while (first < end && CsvLine.isSpace(bytes[first])) {
      first++;
    }
    if (first == end
        || bytes[first] == '#'
        || (bytes[first] == '"' && first + 1 < end && bytes[first + 1] == '#')) {
      return;
    }
    boolean header = columnOfCell == null;
    if (header && isSeparatorLine(first, end)) {
      separator = bytes[first + 4];
      return;
    }
    if (separator == 0) {
      separator = detectSeparator(first, end);
    }
    if (!csv.split(start, end, separator, line) || isEmpty()) {
      return;
    }
    if (header) {
      readHeader(line);
    } else {
      addRow(line);
    }
  }

  /** Spreadsheets write {@code sep=;} into the first line, and read it. */
  private boolean isSeparatorLine(int first, int end) {
    return end - first == 5
        && bytes[first] == 's'
        && bytes[first + 1] == 'e'
        && bytes[first + 2] == 'p'
        && bytes[first + 3] == '=';
  }

  private byte detectSeparator(int start, int end) {
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    for (int i = start; i < end; i++) {
      commas += bytes[i] == ',' ? 1 : 0;
      semicolons += bytes[i] == ';' ? 1 : 0;
      tabs += bytes[i] == '\t' ? 1 : 0;
    }
    if (tabs > commas && tabs > semicolons) {
      return '\t';
    }
    return (byte) (semicolons > commas ? ';' : ',');
  }

  private boolean isEmpty() {
    for (int i = 0; i < csv.count(); i++) {
      if (!csv.cell(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void readHeader(int line) {
    columnOfCell = new int[csv.count()];
    if (separator == '\t') {
      problems.error(file.name(), line, "cells are separated by tabs; use commas or semicolons");
      return;
    }
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < columnOfCell.length; i++) {
      String name = csv.cell(i);
      columnOfCell[i] = columns.names().indexOf(name);
      if (columnOfCell[i] < 0 && !name.isEmpty()) {
        problems.error(
            file.name(),
            line,
            "unknown column '" + name + "'" + Suggestion.didYouMean(name, columns.names()));
      } else if (seen.contains(name) && !name.isEmpty()) {
        problems.error(file.name(), line, "column '" + name + "' stands twice in the header");
      }
      seen.add(name);
    }
    for (int i = 0; i < columns.required(); i++) {
      if (!seen.contains(columns.name(i))) {
        problems.error(file.name(), line, "the header lacks the column '" + columns.name(i) + "'");
      }
    }
  }

  private void addRow(int line) {
    String[] row = new String[columns.names().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = "";
    }
    for (int i = 0; i < csv.count(); i++) {
      int column = i < columnOfCell.length ? columnOfCell[i] : -1;
      if (column >= 0) {
        row[column] = csv.cell(i);
      } else if (!csv.cell(i).isEmpty() && separator != '\t') {
        problems.error(
            file.name(),
            line,
            "cell "
                + (i + 1)
                + " has no column in the header; put a cell that contains '"
                + (char) separator
                + "' in double quotes");
        return;
      }
    }
    file.add(new RuleRow(file, line, row));
  }

  /** Names the first line whose bytes are not UTF-8. */
  private void findBadEncoding() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true).isError()) {
      return;
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
