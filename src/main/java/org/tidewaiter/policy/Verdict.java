package org.tidewaiter.policy;

/** What the rules say of a flow. */
public enum Verdict {
  /** A row expects it. */
  EXPECTED("expected"),
  /** A row allows it. */
  ALLOWED("allowed"),
  /** A row asks for an alert, or its service is for listed servers only, or out of date. */
  UNEXPECTED("unexpected"),
  /** A row forbids it. */
  FORBIDDEN("forbidden"),
  /** No row covers it. */
  NO_RULE("no-rule"),
  /** Not judged: who served could not be told, or nobody did. */
  UNDETERMINED("undetermined");

  private static final Verdict[] ALL = values();

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** The word that reports use. */
  public String label() {
    return label;
  }

  static Verdict ofOrdinal(int ordinal) {
    return ALL[ordinal];
  }
}
