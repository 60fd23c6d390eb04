package org.tidewaiter.policy;

import java.time.LocalDate;

/**
 * One row of expectations.csv.
 *
 * @param id its id, by which a site replaces a shipped row
 * @param service service id, {@code class:x} or {@code any}
 * @param servers group, network or address, as written
 * @param clients group, network or address, as written
 * @param ruling what it says
 * @param severity how much a flow against it matters
 * @param until last day (UTC, by the flow's own time) on which it is in force; null for ever
 * @param owner who answers for it; may be empty
 * @param reason why; may be empty
 * @param location {@code expectations.csv:7}
 * @param inactiveGroup the unfilled group it names, so that it is not in force; empty otherwise
 */
public record Expectation(
    String id,
    String service,
    String servers,
    String clients,
    Ruling ruling,
    Severity severity,
    LocalDate until,
    String owner,
    String reason,
    String location,
    String inactiveGroup) {

  /** What a row says of the flows that it covers. */
  public enum Ruling {
    /** Allowed, and reported when never seen. */
    EXPECT("expect"),
    ALLOW("allow"),
    ALERT("alert"),
    /** Wins over every row that is more specific. */
    FORBID("forbid");

    private final String label;

    Ruling(String label) {
      this.label = label;
    }

    /** The word that rule files use. */
    public String label() {
      return label;
    }

    Verdict verdict() {
      return switch (this) {
        case EXPECT -> Verdict.EXPECTED;
        case ALLOW -> Verdict.ALLOWED;
        case ALERT -> Verdict.UNEXPECTED;
        case FORBID -> Verdict.FORBIDDEN;
      };
    }
  }

  /** The same row, not in force because nobody filled a group it names. */
  Expectation without(String unfilledGroup) {
    return new Expectation(
        id,
        service,
        servers,
        clients,
        ruling,
        severity,
        until,
        owner,
        reason,
        location,
        unfilledGroup);
  }

  /** Whether the row is in force, as far as groups go. */
  public boolean active() {
    return inactiveGroup.isEmpty();
  }
}
