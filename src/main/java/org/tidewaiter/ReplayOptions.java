package org.tidewaiter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tidewaiter.flow.FlowTimeouts;

/**
 * What can be chosen about a replay.
 *
 * @param threads threads to use, 1 or more
 * @param flowBudget most live flows
 * @param vlanInKey whether the same endpoints in two VLANs are two flows
 * @param timeouts when a silent flow ends
 * @param filter BPF expression, empty for none
 * @param evidence whether the packets behind findings are kept
 */
public record ReplayOptions(
    int threads,
    int flowBudget,
    boolean vlanInKey,
    FlowTimeouts timeouts,
    String filter,
    boolean evidence) {
  /** Flows that are kept at most unless the user says otherwise. */
  public static final int DEFAULT_FLOW_BUDGET = 16_000_000;

  /** What a replay does unless it is told otherwise, with as many threads as help. */
  public static ReplayOptions plain() {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new ReplayOptions(threads, DEFAULT_FLOW_BUDGET, false, FlowTimeouts.DEFAULT, "", false);
  }

  /** Those options that a report depends on, as {@code summary.json} prints them. */
  Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("filter", filter);
    described.put("flow-budget", Integer.toString(flowBudget));
    described.put("vlan-in-key", Boolean.toString(vlanInKey));
    return described;
  }
}
