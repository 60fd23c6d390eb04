package org.tidewaiter.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with the rule files of one run. */
public final class Problems {
  /** Most problems kept; a file that is no rule file at all would give one a line. */
  public static final int MAX_PROBLEMS = 1000;

  private final List<Problem> problems = new ArrayList<>();
  private int errors;
  private int omitted;

  /** Adds an error at a row. */
  public void error(RuleRow row, String text) {
    error(row.file(), row.line(), text);
  }

  /** Adds an error; line 0 means the whole file. */
  public void error(String file, int line, String text) {
    errors++;
    add(new Problem(true, file, line, text));
  }

  /** Adds a warning at a row. */
  public void warning(RuleRow row, String text) {
    warning(row.file(), row.line(), text);
  }

  /** Adds a warning; line 0 means the whole file. */
  public void warning(String file, int line, String text) {
    add(new Problem(false, file, line, text));
  }

  private void add(Problem problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    } else {
      omitted++;
    }
  }

  /** Number of errors so far, those beyond {@link #MAX_PROBLEMS} included. */
  public int errors() {
    return errors;
  }

  /** Problems that were counted but not kept. */
  public int omitted() {
    return omitted;
  }

  /** All problems, errors first, each kind by file and line. */
  public List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(problems);
    if (!sorted.isEmpty()) { // A comparator costs milliseconds at a start without problems.
      sorted.sort(
          Comparator.comparing((Problem problem) -> !problem.error())
              .thenComparing(Problem::file)
              .thenComparingInt(Problem::line));
    }
    return sorted;
  }

  /** Ends the reading when anything makes the files unusable. */
  public void throwIfErrors() throws RuleException {
    if (errors > 0) {
      throw new RuleException(this);
    }
  }
}
