package org.tidewaiter.detect;

import java.nio.ByteBuffer;
import java.util.List;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.policy.RuleSet;

/**
 * The detections at work. Per flow: {@link #judged} as soon as its service and verdict stand in its
 * row and again when they changed, {@link #ended} once at its end. In between {@link #firstPayload}
 * and {@link #observed} as its packets come.
 *
 * <p>Not for several threads, but {@link #findingIds} may be asked by others for rows that were
 * handed to them.
 */
public final class Detector {
  private final DetectCounters counters = new DetectCounters();
  private final Findings findings = new Findings(counters);
  private final FlowFacts flow;
  private final FlowDetections flows;
  private final MessageDetections messages;
  private final KmsDirectory kmsDirectory;
  private final KmsTraffic kmsTraffic;
  private final KmsHosts kmsHosts;
  private final KmsClients kmsClients;
  private final FirstBytes firstBytes;
  private final NewServices newServices;
  private final FlowEnd[] ends;
  private final FindingText text;
  private final int kms;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;

  /** Detections by these rules. */
  public Detector(RuleSet rules) {
    DetectionLevels levels = new DetectionLevels(rules.detections(), rules.policy());
    flow = new FlowFacts(rules.services(), rules.networks());
    Sightings sightings = new Sightings(rules, levels, findings, flow);
    DnsNames names = new DnsNames(counters);
    flows = new FlowDetections(sightings);
    kmsDirectory = new KmsDirectory(sightings, names);
    kmsTraffic = new KmsTraffic(sightings);
    kmsHosts = new KmsHosts(sightings, kmsDirectory);
    kmsClients = new KmsClients(sightings);
    messages = new MessageDetections(sightings, flows, names, kmsDirectory, kmsTraffic, kmsHosts);
    firstBytes = new FirstBytes(sightings, kmsTraffic);
    newServices = new NewServices(sightings);
    ends = new FlowEnd[] {newServices, kmsHosts, kmsClients, kmsTraffic};
    text = new FindingText(rules, findings, names, kmsDirectory);
    kms = sightings.service("kms");
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
    int finding = -1;
    int service = FlowJudgement.service(words, at);
    if (flows.concern(service, FlowJudgement.verdict(words, at))) {
      readFlow(words, at);
      finding = flows.find();
    }
    if (FlowJudgement.findings(words, at) != 0) {
      findings.withdraw(words, at, finding);
    }
    if (finding >= 0) {
      findings.tie(flow, finding);
      if (service == kms) {
        kmsHosts.served(finding);
      }
    }
  }

  /**
   * Whether a flow that was just judged may matter to any detection, be it later: if not, and no
   * message of it {@link #matters}, detections are the same without it.
   */
  public boolean concerns(long[] words, int at) {
    int service = FlowJudgement.service(words, at);
    return flows.concern(service, FlowJudgement.verdict(words, at))
        || service != 0 && service == kms
        || newServices.isEnabled();
  }

  /** Whether a message of a flow may matter to any detection or announces an endpoint. */
  public boolean matters(Observation observation, long[] words, int at) {
    return messages.matter(observation, words, at);
  }

  /** Says when the input began and ended, where the flows that end here are not all there were. */
  public void span(long fromNanos, long toNanos) {
    firstNanos = Math.min(firstNanos, fromNanos);
    lastNanos = Math.max(lastNanos, toNanos);
  }

  private void readFlow(long[] words, int at) {
    flow.read(words, at);
    if (flow.service == kms && kmsTraffic.isSomethingElse()) {
      flow.agreement = FlowFacts.CONTRADICTED;
    }
  }

  /** Whether {@link #firstPayload} has any use for the flow. Cheap. */
  public boolean wantsFirstPayload(long[] words, int at) {
    return FlowJudgement.findings(words, at) != 0 || firstBytes.concern(words, at);
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
    if (firstBytes.concern(words, at)) {
      flow.read(words, at);
      firstBytes.judge(bytes, offset, length, fromClient);
    }
    if (FlowJudgement.findings(words, at) != 0) {
      findings.offerBytes(words, at, fromClient, bytes, offset, length);
    }
  }

  /**
   * Whether observations of a flow of this protocol are worth reading. Cheap.
   *
   * @param protocol what the flow's bytes are
   */
  public boolean wantsObservations(PayloadProtocol protocol, long[] words, int at) {
    return MessageDetections.areDecisive(protocol) || FlowJudgement.findings(words, at) != 0;
  }

  /** Takes in what a message of this flow said. */
  public void observed(Observation observation, long[] words, int at) {
    counters.observations++;
    flow.read(words, at);
    messages.observed(observation);
  }

  /** Takes in the end of a flow; its row has its last counts and was {@link #judged}. */
  public void ended(long[] words, int at) {
    firstNanos = Math.min(firstNanos, FlowRow.firstNanos(words, at));
    lastNanos = Math.max(lastNanos, FlowRow.lastNanos(words, at));
    boolean isKms =
        kms != 0
            && FlowJudgement.service(words, at) == kms
            && FlowRow.protocol(words, at) == FlowTable.TCP;
    boolean isWatched = newServices.isEnabled();
    if (!isKms && !isWatched && FlowJudgement.findings(words, at) == 0) {
      return;
    }
    readFlow(words, at);
    for (FlowEnd end : ends) {
      end.ended();
    }
    findings.end(flow);
  }

  /** Counts the findings of a flow that goes on among the changed ones. */
  public void goesOn(long[] words, int at) {
    findings.goesOn(FlowJudgement.findings(words, at));
  }

  /**
   * Draws the conclusions that need the whole input: called when all flows have ended, and live at
   * the end of each period, from what ended until then.
   */
  public void finish() {
    findings.takeBackConclusions();
    if (firstNanos <= lastNanos) {
      kmsHosts.finish(firstNanos, lastNanos);
      kmsClients.finish(lastNanos);
      newServices.finish(firstNanos);
    }
  }

  /** The ids of a row's findings ({@link FlowJudgement#findings}), separated by spaces. */
  public String findingIds(int set) {
    return text.ids(set);
  }

  /** All findings, the severest first, in an order that depends on nothing but what they say. */
  public List<Finding> findings() {
    return text.all();
  }

  /** The findings that are new or changed since the last call, for live reporting. */
  public List<Finding> drainChanged() {
    kmsHosts.weigh();
    return text.changed();
  }
}
