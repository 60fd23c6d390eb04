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

  // Rows, their index and the copies that are on their way to the report; then what the other
  // tables
  // may grow to.
  private static final long BYTES_PER_FLOW = 200;
  private static final long BYTES_BESIDE_FLOWS = 700L << 20;
  private static final int LEAST_FITTING_FLOWS = 250_000;

  private static final String IDLE_TIMEOUT = "idle-timeout";
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * The flow budget unless the user says otherwise: fewer than the default where memory is small.
   */
  public static int fittingFlowBudget() {
    long fitting = (Runtime.getRuntime().maxMemory() - BYTES_BESIDE_FLOWS) / BYTES_PER_FLOW;
    return (int) Math.min(DEFAULT_FLOW_BUDGET, Math.max(LEAST_FITTING_FLOWS, fitting));
  }

  /** What a replay does unless it is told otherwise, with as many threads as help. */
  public static ReplayOptions plain() {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new ReplayOptions(threads, DEFAULT_FLOW_BUDGET, false, FlowTimeouts.DEFAULT, "", false);
  }

  /** Those options that a report depends on, as {@code summary.json} prints them. */
  public Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("filter", filter);
    described.put("flow-budget", Integer.toString(flowBudget));
    described.put("vlan-in-key", Boolean.toString(vlanInKey));
    // Only a time that was asked for is the same for all.
    if (timeouts.tcpNanos() == timeouts.udpNanos()) {
      described.put(IDLE_TIMEOUT, timeouts.tcpNanos() / NANOS_PER_MILLI + "ms");
    }
    return described;
  }

  /**
   * The options under which a report came about, from what {@code summary.json} prints.
   *
   * @throws IllegalArgumentException if a value is not one that this program writes
   */
  public static ReplayOptions ofDescribed(Map<String, String> described) {
    ReplayOptions plain = plain();
    String idle = described.getOrDefault(IDLE_TIMEOUT, "");
    FlowTimeouts timeouts =
        idle.isEmpty()
            ? FlowTimeouts.DEFAULT
            : FlowTimeouts.all(Long.parseLong(idle.replace("ms", "")) * NANOS_PER_MILLI);
    String budget = described.getOrDefault("flow-budget", "");
    return new ReplayOptions(
        plain.threads,
        budget.isEmpty() ? DEFAULT_FLOW_BUDGET : Integer.parseInt(budget),
        Boolean.parseBoolean(described.get("vlan-in-key")),
        timeouts,
        described.getOrDefault("filter", ""),
        false);
  }
}
