package org.tidewaiter.report.page;

import java.util.List;
import org.tidewaiter.policy.Severity;

/** The order of severities on the page, and the reading of their words. */
final class Severities {
  /** All of them. */
  static final List<Severity> WORST_FIRST =
      List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO);

  private Severities() {}

  /** The severity with this word; an unknown word counts as the worst, so that it is seen. */
  static Severity of(String word) {
    Severity severity = Severity.ofLabel(word);
    return severity == null ? Severity.CRITICAL : severity;
  }

  /** 0 for the worst. */
  static int rank(String word) {
    return WORST_FIRST.indexOf(of(word));
  }
}
