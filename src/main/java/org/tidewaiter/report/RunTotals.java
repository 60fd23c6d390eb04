package org.tidewaiter.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.detect.Finding;
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
  /** The totals of a run over these inputs. */
  public static RunTotals of(
      List<CaptureInput> inputs,
      long filtered,
      long flows,
      int services,
      int hosts,
      Map<String, Integer> findingsBySeverity) {
    long packets = 0;
    long damaged = 0;
    for (CaptureInput input : inputs) {
      packets += input.packets();
      damaged += input.damageCount() > 0 ? 1 : 0;
    }
    return new RunTotals(packets, filtered, flows, services, hosts, damaged, findingsBySeverity);
  }

  /** Counts findings, which stand in their order, by the label of their severity. */
  public static Map<String, Integer> bySeverity(List<Finding> severestFirst) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Finding finding : severestFirst) {
      counts.merge(finding.severity().label(), 1, Integer::sum);
    }
    return counts;
  }

  /** How many findings there are of each severity: {@code 1 high, 2 low}; empty for none. */
  public String findings() {
    List<String> counts = new ArrayList<>();
    findingsBySeverity.forEach((severity, count) -> counts.add(count + " " + severity));
    return String.join(", ", counts);
  }

  /** The version that the build wrote into the jar. */
  public static String programVersion() {
    String built = RunTotals.class.getPackage().getImplementationVersion();
    return built == null ? "unpackaged" : built;
  }

  /** Writes {@code summary.json}. */
  public void writeTo(
      ReportDirectory directory,
      Map<String, String> options,
      List<CaptureInput> inputs,
      RuleSet rules)
      throws IOException {
    directory.write(
        ReportDirectory.SUMMARY,
        SummaryFile.encode(programVersion(), options, inputs, rules, this));
  }
}
