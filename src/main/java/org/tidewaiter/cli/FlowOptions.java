package org.tidewaiter.cli;

import org.tidewaiter.flow.FlowTimeouts;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say what a flow is and when it ends, the same for captures and devices. */
final class FlowOptions {
  private static final int LEAST_BUDGET = 16;

  private final Value<String> idleTimeout;
  private final Value<Boolean> vlanInKey;

  /** Adds them to a command. */
  FlowOptions(Command command) {
    idleTimeout =
        command.text(
            OptionSpec.builder("--idle-timeout")
                .paramLabel("TIME")
                .description(
                    "End a flow after this silence, e.g. 90s, 5m (default: TCP 1h, UDP and others"
                        + " 3m)."));
    vlanInKey = command.flag("--vlan-in-key", "The same endpoints in two VLANs are two flows.");
  }

  boolean vlanInKey() {
    return vlanInKey.get();
  }

  FlowTimeouts timeouts() throws UsageException {
    return idleTimeout.get() == null
        ? FlowTimeouts.DEFAULT
        : FlowTimeouts.all(Duration.nanos("--idle-timeout", idleTimeout.get()));
  }

  /** The budget of {@code --flow-budget}, whose default differs from command to command. */
  static int checkedBudget(int flows) throws UsageException {
    if (flows < LEAST_BUDGET) {
      throw new UsageException("--flow-budget: " + flows + " is less than " + LEAST_BUDGET);
    }
    return flows;
  }
}
