package org.tidewaiter.detect;

import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.policy.Expectation;
import org.tidewaiter.policy.Policy;
import org.tidewaiter.policy.Severity;

/** Which detections speak, and how severe their findings are, by ordinal. */
final class DetectionLevels {
  private static final String SHIPPED = "(shipped)";
  private static final String ATTEMPT = "attempt_severity";

  private final DetectionSettings settings;
  private final boolean[] enabled = new boolean[Detection.count()];
  private final byte[] severities = new byte[Detection.count()];
  private final byte[] attemptSeverities = new byte[Detection.count()];
  private final boolean[] siteSays = new boolean[Detection.count()];
  private final byte[] ruleSeverities;
  private final boolean[] ruleIsShipped;

  DetectionLevels(DetectionSettings settings, Policy policy) {
    this.settings = settings;
    for (int i = 0; i < enabled.length; i++) {
      Detection detection = Detection.ofOrdinal(i);
      if (!detection.namesOnly()) {
        enabled[i] = settings.enabled(detection.id());
        severities[i] = (byte) settings.severity(detection.id()).ordinal();
        siteSays[i] = !settings.location(detection.id(), "severity").endsWith(SHIPPED);
        attemptSeverities[i] =
            (byte)
                (settings.settingsOf(detection.id()).contains(ATTEMPT)
                    ? settings.severity(detection.id(), ATTEMPT).ordinal()
                    : Severity.LOW.ordinal());
      }
    }
    ruleSeverities = new byte[policy.expectations()];
    ruleIsShipped = new boolean[policy.expectations()];
    for (int rule = 0; rule < ruleSeverities.length; rule++) {
      Expectation expectation = policy.expectation(rule);
      ruleSeverities[rule] = (byte) expectation.severity().ordinal();
      ruleIsShipped[rule] = expectation.location().endsWith(SHIPPED);
    }
  }

  boolean isEnabled(Detection detection) {
    return enabled[detection.ordinal()];
  }

  /** Ordinal of the severity that the setting says. */
  int severity(Detection detection) {
    return severities[detection.ordinal()];
  }

  /** Ordinal of the severity that another setting says. */
  int severity(Detection detection, String setting) {
    return settings.severity(detection.id(), setting).ordinal();
  }

  /**
   * Ordinal of the severity of what a service's flow is told for: of an attempt what its setting
   * says; else what the deciding rule says, but a site's setting beats a shipped rule; else what
   * the declared row's setting says.
   *
   * @param rule index of the deciding expectation, -1 for none
   */
  int severity(Detection detection, int rule, boolean attempt, int ofRow) {
    int ordinal = detection.ordinal();
    if (attempt) {
      return attemptSeverities[ordinal];
    }
    return rule >= 0 && !(ruleIsShipped[rule] && siteSays[ordinal]) ? ruleSeverities[rule] : ofRow;
  }
}
