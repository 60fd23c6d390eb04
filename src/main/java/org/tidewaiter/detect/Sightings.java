package org.tidewaiter.detect;

import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.policy.Networks;
import org.tidewaiter.policy.RuleSet;

/** What the detections that look at messages and at many flows share: making findings. */
final class Sightings {
  final RuleSet rules;
  final DetectionLevels levels;
  final Findings findings;
  final DetectCounters counters;

  /** The flow at hand. */
  final FlowFacts flow;

  Sightings(RuleSet rules, DetectionLevels levels, Findings findings, FlowFacts flow) {
    this.rules = rules;
    this.levels = levels;
    this.findings = findings;
    this.counters = findings.counters;
    this.flow = flow;
  }

  boolean speaks(Detection detection) {
    return levels.isEnabled(detection);
  }

  /** Number of a service by its id, 0 where the rules have none of that id. */
  int service(String id) {
    return rules.services().number(id);
  }

  /** Number of a group, -1 where nobody filled it. */
  int filledGroup(String name) {
    Networks networks = rules.networks();
    int group = networks.group(name);
    return group >= 0 && networks.isFilled(group) ? group : -1;
  }

  boolean isIn(int group, Address address) {
    return group >= 0 && rules.networks().contains(group, address.high(), address.low());
  }

  boolean isExternal(Address address) {
    return rules.networks().contains(Networks.EXTERNAL, address.high(), address.low());
  }

  /**
   * Ties the flow to what its bytes said of its server.
   *
   * @return number of the finding, -1 where the detection is disabled or there is no room
   */
  int ofServer(Detection detection, int service) {
    return ofServer(detection, 0, service, "", levels.severity(detection));
  }

  int ofServer(Detection detection, int variant, int service, String subject, int severity) {
    return tie(
        detection,
        variant,
        FindingRow.FROM_BYTES,
        service,
        flow.homePort(),
        new Address(
            FlowRow.serverHigh(flow.words, flow.at), FlowRow.serverLow(flow.words, flow.at)),
        subject,
        severity);
  }

  /** Ties the flow to what its bytes said of one of its two ends or of a third. */
  int tie(
      Detection detection,
      int variant,
      int kind,
      int service,
      int port,
      Address address,
      String subject,
      int severity) {
    if (!speaks(detection)) {
      return -1;
    }
    int finding =
        find(detection, variant, kind, service, flow.protocol, port, address, subject, severity);
    findings.tie(flow, finding);
    return finding;
  }

  /** A conclusion that rests on no single flow; it needs times and clients added. */
  int conclude(
      Detection detection, int kind, int service, int protocol, int port, Address address) {
    if (!speaks(detection)) {
      return -1;
    }
    int concluded = kind | FindingRow.CONCLUSION;
    int severity = levels.severity(detection);
    int finding = find(detection, 0, concluded, service, protocol, port, address, "", severity);
    findings.concluded(finding);
    return finding;
  }

  private int find(
      Detection detection,
      int variant,
      int kind,
      int service,
      int protocol,
      int port,
      Address address,
      String subject,
      int severity) {
    long key = FindingRow.key(detection, variant, kind, protocol, port, service);
    int subjectNumber = findings.table.subjectNumber(subject);
    return findings.find(key, -1, subjectNumber, address.high(), address.low(), severity);
  }

  Address client() {
    return new Address(
        FlowRow.clientHigh(flow.words, flow.at), FlowRow.clientLow(flow.words, flow.at));
  }

  Address server() {
    return new Address(
        FlowRow.serverHigh(flow.words, flow.at), FlowRow.serverLow(flow.words, flow.at));
  }
}
