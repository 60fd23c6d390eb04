package org.tidewaiter.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.policy.RuleSet;

/**
 * A run in numbers.
 *
 * @param packets packets read
 * @param filtered of them, packets that the filter left out
 * @param flows rows of flows.csv
 * @param findingsBySeverity from worst to least, only severities that occur
 */
public record RunTotals(
    long packets,
    long filtered,
    long flows,
    long services,
    long hosts,
    long damagedInputs,
    Map<String, Integer> findingsBySeverity) {
  /** Writes {@code summary.json}. */
  public void writeTo(
      ReportDirectory directory,
      Map<String, String> options,
      List<CaptureInput> inputs,
      RuleSet rules)
      throws IOException {
    String built = RunTotals.class.getPackage().getImplementationVersion();
    String version = built == null ? "unpackaged" : built;
    directory.write(
        ReportDirectory.SUMMARY, SummaryFile.encode(version, options, inputs, rules, this));
  }
}
