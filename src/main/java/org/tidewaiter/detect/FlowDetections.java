package org.tidewaiter.detect;

import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.policy.Judgement;
import org.tidewaiter.policy.RuleSet;

/** Finds what flows are told for: what their service, verdict and places ask for. */
final class FlowDetections {
  private final RuleSet rules;
  private final DetectionLevels levels;
  private final Findings findings;
  private final ServiceDetections declared;
  private final FlowFacts flow;

  FlowDetections(Sightings sightings) {
    rules = sightings.rules;
    levels = sightings.levels;
    findings = sightings.findings;
    flow = sightings.flow;
    declared = new ServiceDetections(rules, levels);
  }

  /** Whether any detection may speak about flows of this service with this verdict. */
  boolean concern(int service, int verdict) {
    return declared.concern(service, verdict);
  }

  /**
   * The finding that the flow at hand belongs to, made if need be.
   *
   * @return its number, -1 for none
   */
  int find() {
    return find(0);
  }

  /**
   * Judges the flow as one of another service than its port says, because its bytes say so.
   *
   * @return the finding's number, -1 for none
   */
  int judgeAs(int service) {
    if (service == 0 || service == flow.service) {
      return -1;
    }
    int judgement =
        rules
            .policy()
            .judge(
                service,
                FlowRow.serverHigh(flow.words, flow.at),
                FlowRow.serverLow(flow.words, flow.at),
                FlowRow.clientHigh(flow.words, flow.at),
                FlowRow.clientLow(flow.words, flow.at),
                FlowRow.firstNanos(flow.words, flow.at));
    int serviceByPort = flow.service;
    byte agreementByPort = flow.agreement;
    flow.service = service;
    flow.agreement = FlowFacts.CONFIRMED;
    flow.verdict = Judgement.verdict(judgement).ordinal();
    flow.rule = Judgement.row(judgement);
    int finding = find(FindingRow.FROM_BYTES);
    findings.tie(flow, finding);
    flow.service = serviceByPort;
    flow.agreement = agreementByPort;
    return finding;
  }

  private int find(int kindOfSource) {
    int row = declared.rowFor(flow);
    if (row < 0) {
      return -1;
    }
    ServiceRow said = declared.row(row);
    boolean together = said.has(ServiceRow.TOGETHER);
    boolean attempt = !together && !flow.answered;
    int kind =
        kindOfSource | (together ? FindingRow.TOGETHER : 0) | (attempt ? FindingRow.ATTEMPT : 0);
    // Attempts from inside and from outside are different news.
    int variant = declared.variant(row) | (attempt ? flow.locality << 4 : 0);
    boolean ofServer = !together && !attempt;
    long key =
        FindingRow.key(
            said.detection(), variant, kind, flow.protocol, flow.homePort(), flow.service);
    return findings.find(
        key,
        flow.rule,
        0,
        ofServer ? FlowRow.serverHigh(flow.words, flow.at) : 0,
        ofServer ? FlowRow.serverLow(flow.words, flow.at) : 0,
        levels.severity(said.detection(), flow.rule, attempt, declared.severity(row)));
  }
}
