package org.tidewaiter.report.page;

/** How bad a finding is, worst first. */
public enum Severity {
  CRITICAL("critical"),
  HIGH("high"),
  MEDIUM("medium"),
  LOW("low"),
  INFO("info");

  private static final Severity[] ALL = values();

  /** The word used in reports. */
  public final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The severity with this word; an unknown word counts as the worst, so that it is seen. */
  public static Severity of(String word) {
    for (Severity severity : ALL) {
      if (severity.word.equals(word)) {
        return severity;
      }
    }
    return CRITICAL;
  }
}
