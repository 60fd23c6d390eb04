package org.tidewaiter.policy;

import java.util.List;

/** How much a finding matters, least first. */
public enum Severity {
  INFO("info"),
  LOW("low"),
  MEDIUM("medium"),
  HIGH("high"),
  CRITICAL("critical");

  /** The words, for messages. */
  static final List<String> LABELS = List.of("info", "low", "medium", "high", "critical");

  private static final Severity[] ALL = values();

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** The word that reports and rule files use. */
  public String label() {
    return label;
  }

  /** The severity of that name, or null. */
  public static Severity ofLabel(String label) {
    for (Severity severity : ALL) {
      if (severity.label.equals(label)) {
        return severity;
      }
    }
    return null;
  }
}
