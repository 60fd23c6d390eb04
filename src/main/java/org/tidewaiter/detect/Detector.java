package org.tidewaiter.detect;

import java.nio.ByteBuffer;
import java.util.List;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.policy.RuleSet;

/**
 * The detections at work. Per flow: {@link #judged} as soon as its service and verdict stand in its
 * row and again when they changed, {@link #ended} once at its end. In between {@link #firstPayload}
 * and {@link #observed} as its packets come.
 *
 * <p>Not for several threads.
 */
public final class Detector {
  private final DetectCounters counters = new DetectCounters();
  private final Findings findings = new Findings(counters);
  private final DetectionLevels levels;
  private final ServiceDetections declared;
  private final FlowFacts flow;
  private final FindingText text;

  /** Detections by these rules. */
  public Detector(RuleSet rules) {
    levels = new DetectionLevels(rules.detections(), rules.policy());
    declared = new ServiceDetections(rules, levels);
    flow = new FlowFacts(rules.services(), rules.networks());
    text = new FindingText(rules, findings);
  }

  /** What was counted. */
  public DetectCounters counters() {
    return counters;
  }

  /**
   * Takes in a flow whose row has its service, verdict and deciding rule. Called again when the
   * direction turned or at the end: what the flow was part of before is withdrawn.
   */
  public void judged(long[] words, int at) {
    counters.judged++;
    if (FlowRow.findings(words, at) != 0) {
      findings.withdraw(words, at);
    }
    int service = FlowRow.service(words, at);
    if (declared.concern(service, FlowRow.verdict(words, at))) {
      flow.read(words, at);
      judgeByService();
    }
  }

  private void judgeByService() {
    int row = declared.rowFor(flow);
    if (row < 0) {
      return;
    }
    ServiceRow said = declared.row(row);
    int kind = said.has(ServiceRow.TOGETHER) ? FindingRow.TOGETHER : 0;
    int variant = declared.variant(row);
    if (!flow.answered && kind == 0) {
      kind = FindingRow.ATTEMPT;
      variant |= flow.locality << 4;
    }
    boolean ofServer = kind == 0;
    int rule = FlowRow.rule(flow.words, flow.at);
    long key =
        FindingRow.key(
            said.detection(), variant, kind, flow.protocol, flow.homePort(), flow.service);
    findings.tie(
        flow,
        findings.find(
            key,
            rule,
            0,
            ofServer ? FlowRow.serverHigh(flow.words, flow.at) : 0,
            ofServer ? FlowRow.serverLow(flow.words, flow.at) : 0,
            levels.severity(
                said.detection(), rule, kind == FindingRow.ATTEMPT, declared.severity(row))));
  }

  /**
   * Whether {@link #firstPayload} has any use for the flow. Cheap.
   *
   * @return true for flows that have a finding
   */
  public boolean wantsFirstPayload(long[] words, int at) {
    return FlowRow.findings(words, at) != 0;
  }

  /**
   * Takes in the first payload of one side of a flow.
   *
   * @param bytes valid during the call only
   * @param offset index of the first payload byte
   * @param length payload bytes in the buffer
   */
  public void firstPayload(
      long[] words, int at, ByteBuffer bytes, int offset, int length, boolean fromClient) {
    if (FlowRow.findings(words, at) != 0) {
      findings.offerBytes(words, at, fromClient, bytes, offset, length);
    }
  }

  /** Takes in what a message of this flow said. */
  public void observed(Observation observation, long[] words, int at) {
    counters.observations++;
  }

  /** Takes in the end of a flow; its row has its last counts and was {@link #judged}. */
  public void ended(long[] words, int at) {
    if (FlowRow.findings(words, at) != 0) {
      flow.read(words, at);
      findings.end(flow);
    }
  }

  /** Draws the conclusions that need the whole input. Called once, after all flows ended. */
  public void finish() {}

  /** The ids of a row's findings ({@link FlowRow#findings}), separated by spaces. */
  public String findingIds(int set) {
    return text.ids(set);
  }

  /** All findings, the severest first, in an order that depends on nothing but what they say. */
  public List<Finding> findings() {
    return text.all();
  }

  /** The findings that are new or changed since the last call, for live reporting. */
  public List<Finding> drainChanged() {
    return text.changed();
  }
}
