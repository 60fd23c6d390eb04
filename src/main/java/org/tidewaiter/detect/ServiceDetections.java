package org.tidewaiter.detect;

import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.DefaultVerdict;
import org.tidewaiter.service.ServiceTable;

/**
 * The detections that follow from a flow's service, its verdict and where its ends lie: the
 * declared rows, compiled into an array so that asking for a flow that concerns no detection costs
 * one look.
 *
 * <p>A rule whose id is the name of a detection, or begins with it and a slash, belongs to that
 * detection; for other rules the service and the places decide.
 */
final class ServiceDetections {
  // A service's slots: verdict 3 bits | locality 2 | UDP 1.
  private static final int SLOTS = 64;
  private static final int UDP_SLOTS = 32;

  /** No row belongs to this rule. */
  private static final int NONE = -1;

  private final ServiceRow[] rows;
  private final boolean[] enabled;
  private final int[] severities;
  private final int[] variants;
  private final byte[] byFlow;
  private final boolean[] concerned;
  private final boolean[] legacy;
  private final int[] rowOfRule;

  ServiceDetections(RuleSet rules, DetectionLevels levels) {
    ServiceTable services = rules.services();
    rows = ServiceRow.declared().toArray(new ServiceRow[0]);
    enabled = new boolean[rows.length];
    severities = new int[rows.length];
    variants = new int[rows.length];
    byFlow = new byte[(services.count() + 1) * SLOTS];
    concerned = new boolean[(services.count() + 1) * 8];
    legacy = new boolean[services.count() + 1];
    for (int number = 1; number <= services.count(); number++) {
      legacy[number] = services.service(number).defaultVerdict() == DefaultVerdict.LEGACY;
    }
    for (int row = 0; row < rows.length; row++) {
      enabled[row] = levels.isEnabled(rows[row].detection());
      severities[row] = levels.severity(rows[row].detection(), rows[row].setting());
      if (row > 0 && rows[row].detection() == rows[row - 1].detection()) {
        variants[row] = variants[row - 1] + 1;
      }
      fill(row, services);
    }
    rowOfRule = new int[rules.policy().expectations()];
    for (int rule = 0; rule < rowOfRule.length; rule++) {
      rowOfRule[rule] = rowNamed(rules.policy().expectation(rule).id());
    }
  }

  /** The first row of the detection that a rule's id names, or {@link #NONE}. */
  private int rowNamed(String ruleId) {
    int slash = ruleId.indexOf('/');
    String name = slash < 0 ? ruleId : ruleId.substring(0, slash);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].detection().id().equals(name)) {
        return row;
      }
    }
    return NONE;
  }

  private void fill(int row, ServiceTable services) {
    String ids = rows[row].services();
    if (ids.equals(ServiceRow.ALL) || ids.equals(ServiceRow.LEGACY)) {
      for (int service = 1; service <= services.count(); service++) {
        if (ids.equals(ServiceRow.ALL) || legacy[service]) {
          fill(row, service);
        }
      }
      return;
    }
    for (int from = 0, end; from < ids.length(); from = end + 1) {
      end = ids.indexOf(' ', from);
      end = end < 0 ? ids.length() : end;
      // A site's own rules may know no such service.
      int service = services.number(ids.substring(from, end));
      if (service != 0) {
        fill(row, service);
      }
    }
  }

  private void fill(int row, int service) {
    for (int slot = 0; slot < SLOTS; slot++) {
      int verdict = slot & 7;
      int locality = slot >>> 3 & 3;
      boolean udp = slot >= UDP_SLOTS;
      boolean fits =
          (rows[row].verdicts() >> verdict & 1) != 0
              && (rows[row].localities() >> locality & 1) != 0
              && !rows[row].has(udp ? ServiceRow.TCP_ONLY : ServiceRow.UDP_ONLY);
      if (fits && byFlow[service * SLOTS + slot] == 0) {
        byFlow[service * SLOTS + slot] = (byte) (row + 1);
        concerned[service << 3 | verdict] = true;
      }
    }
  }

  /** Whether any row may fit a flow of this service with this verdict. */
  boolean concern(int service, int verdict) {
    return concerned[service << 3 | verdict];
  }

  /** The row that speaks about this flow, or -1. */
  int rowFor(FlowFacts flow) {
    int rule = (ServiceRow.BAD >> flow.verdict & 1) == 0 ? -1 : flow.rule;
    boolean named = rule >= 0 && rowOfRule[rule] != NONE;
    int udp = flow.protocol == FlowTable.UDP ? UDP_SLOTS : 0;
    int row =
        named
            ? rowOfRule[rule]
            : byFlow[flow.service * SLOTS + (udp | flow.locality << 3 | flow.verdict)] - 1;
    if (row < 0
        || !enabled[row]
        || FlowRow.isToMany(flow.words, flow.at) && !rows[row].has(ServiceRow.ALSO_TO_MANY)
        || rows[row].has(ServiceRow.BY_A_RULE) && rule < 0
        || rows[row].has(ServiceRow.ANSWERED_ONLY) && !flow.answered
        || rows[row].has(ServiceRow.CONFIRMED) && flow.agreement != FlowFacts.CONFIRMED) {
      return -1;
    }
    boolean used = flow.answered && flow.agreement != FlowFacts.CONTRADICTED;
    boolean ruledBySite = rule >= 0 && !named;
    return used || ruledBySite || !rows[row].has(ServiceRow.IN_USE) ? row : -1;
  }

  ServiceRow row(int index) {
    return rows[index];
  }

  /** Ordinal of the severity that the row's setting says. */
  int severity(int row) {
    return severities[row];
  }

  /** Number of the row among those of its detection, 0 for the first. */
  int variant(int row) {
    return variants[row];
  }
}
