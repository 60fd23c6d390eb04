package org.tidewaiter.rules;

/** The rule files cannot be used; the message lists every problem, errors first, one a line. */
public final class RuleException extends Exception {
  private final transient Problems problems;

  RuleException(Problems problems) {
    super(text(problems));
    this.problems = problems;
  }

  private static String text(Problems problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems.sorted()) {
      text.append(text.isEmpty() ? "" : "\n").append(problem);
    }
    if (problems.omitted() > 0) {
      text.append("\n… and ").append(problems.omitted()).append(" more");
    }
    return text.toString();
  }

  /** What is wrong, warnings included. */
  public Problems problems() {
    return problems;
  }
}
