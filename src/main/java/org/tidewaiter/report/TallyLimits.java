package org.tidewaiter.report;

import org.tidewaiter.policy.Expectation;
import org.tidewaiter.policy.Policy;

/** What sums over flows have to say in {@code accounting.csv}: limits that bit, rules unused. */
final class TallyLimits {
  /** Expectations listed of those that nothing matched. */
  private static final int MAX_UNSEEN_LISTED = 20;

  private TallyLimits() {}

  /**
   * Adds what was more than nothing.
   *
   * @param ruleDecided by index of the expectation plus one: whether it decided about any flow
   */
  static void account(
      Accounting accounting,
      long refusedServices,
      long uncertainClients,
      long refusedHosts,
      Policy policy,
      boolean[] ruleDecided) {
    accounting.addIfAny(
        "limit",
        "flows-not-in-services",
        refusedServices,
        "flows",
        "services.csv has its greatest number of rows already.");
    accounting.addIfAny(
        "limit",
        "clients-maybe-counted-twice",
        uncertainClients,
        "flows",
        "Too many pairs of server and client to count each client once.");
    accountUnseen(accounting, policy, ruleDecided);
    accounting.addIfAny(
        "limit",
        "flow-ends-not-in-hosts",
        refusedHosts,
        "flow ends",
        "hosts.csv has its greatest number of rows already.");
  }

  /** What a rule expects and nobody did: a server that is down, or a rule that is out of date. */
  private static void accountUnseen(Accounting accounting, Policy policy, boolean[] ruleDecided) {
    StringBuilder listed = new StringBuilder();
    int unseen = 0;
    for (int rule = 0; rule < policy.expectations(); rule++) {
      Expectation expectation = policy.expectation(rule);
      boolean isExpected = expectation.ruling() == Expectation.Ruling.EXPECT;
      if (isExpected && expectation.active() && !ruleDecided[rule + 1]) {
        if (unseen++ < MAX_UNSEEN_LISTED) {
          listed.append(listed.isEmpty() ? "" : ", ").append(expectation.id());
        }
      }
    }
    accounting.addIfAny(
        "rules",
        "expected-but-not-seen",
        unseen,
        "expectations",
        "No flow was as these rows expect: "
            + listed
            + (unseen > MAX_UNSEEN_LISTED ? ", …." : "."));
  }
}
