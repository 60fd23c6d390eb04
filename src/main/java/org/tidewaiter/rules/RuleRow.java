package org.tidewaiter.rules;

/** One row of a rule file: its trimmed cells, and where it stands. */
public final class RuleRow {
  private final RuleFile file;
  private final int line;
  private final String[] cells;

  RuleRow(RuleFile file, int line, String[] cells) {
    this.file = file;
    this.line = line;
    this.cells = cells;
  }

  /**
   * The cell of a column by its index in {@link Columns}; empty where the file lacks the column.
   */
  public String cell(int column) {
    return cells[column];
  }

  /** Name of the file, {@code services.csv}. */
  public String file() {
    return file.name();
  }

  /** Line in the file, counted from 1. */
  public int line() {
    return line;
  }

  /** True for a row of the rules that ship with the program. */
  public boolean shipped() {
    return file.shipped();
  }

  /** Where the row stands, as reports print it: {@code expectations.csv:7}. */
  public String location() {
    return file.name() + ":" + line + (file.shipped() ? " (shipped)" : "");
  }
}
