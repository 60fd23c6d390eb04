package org.tidewaiter.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.detect.TextBytes;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.RuleSet;

/**
 * What a report rests on that is just being written, still in memory: the sums of its services and
 * hosts, its findings, and the flows that went on until the end. Whoever wants little of much finds
 * it here by numbers, and has just that put into words.
 */
public final class ReportRows {
  /** Takes rows that stand in arrays; see {@link ServiceTally}, {@link HostTally}, FlowRow. */
  public interface Visitor {
    /**
     * Takes a row.
     *
     * @param row its number
     * @param words holds its words
     * @param at index of the first of them
     */
    void row(int row, long[] words, int at);
  }

  private final RuleSet rules;
  private final FlowVocabulary vocabulary;
  private final IntFunction<String> findingIds;
  private final KeyedRows services;
  private final KeyedRows hosts;
  private final List<Finding> findings;
  private final Set<String> withEvidence;
  private final FlowTable flows;
  private final int flowsUsed;
  private final long endedFlows;

  ReportRows(
      RuleSet rules,
      FlowVocabulary vocabulary,
      IntFunction<String> findingIds,
      KeyedRows services,
      KeyedRows hosts,
      List<Finding> findings,
      Set<String> withEvidence,
      FlowTable flows,
      int flowsUsed,
      long endedFlows) {
    this.rules = rules;
    this.vocabulary = vocabulary;
    this.findingIds = findingIds;
    this.services = services;
    this.hosts = hosts;
    this.findings = findings;
    this.withEvidence = withEvidence;
    this.flows = flows;
    this.flowsUsed = flowsUsed;
    this.endedFlows = endedFlows;
  }

  /** The rules that named and judged. */
  public RuleSet rules() {
    return rules;
  }

  /** Flows that ended before the end of the input: the first rows of {@code flows.csv}, only. */
  public long endedFlows() {
    return endedFlows;
  }

  /** The other flows, in the order of their rows in {@code flows.csv}. */
  public void liveFlows(Visitor visitor) {
    for (int row = 0; row < flowsUsed; row++) {
      long[] words = flows.words(row);
      int at = FlowTable.at(row);
      if (FlowRow.isLive(words, at)) {
        visitor.row(row, words, at);
      }
    }
  }

  /** Whether the content of a flow contradicts its service. */
  public boolean isContradicted(int payload, int service) {
    return vocabulary.agreement[payload][service] == FlowVocabulary.CONTRADICTED;
  }

  /** The ids, separated by spaces, of a flow's set of findings. */
  public String findingIds(int set) {
    return findingIds.apply(set);
  }

  /** All findings. */
  public List<Finding> findings() {
    return findings;
  }

  /** All rows of {@code services.csv}, in the order of their first flows. */
  public void services(Visitor visitor) {
    visit(services, visitor);
  }

  /** All rows of {@code hosts.csv}, in the order of their first flows. */
  public void hosts(Visitor visitor) {
    visit(hosts, visitor);
  }

  private static void visit(KeyedRows rows, Visitor visitor) {
    for (int row = 0; row < rows.size(); row++) {
      visitor.row(row, rows.words(row), rows.at(row));
    }
  }

  /** The rows of {@code findings.csv} for some of them; not while that file is being written. */
  public CsvTable findings(List<Finding> some) throws IOException {
    RowBytes out = table(FindingsFile.HEADER);
    TextBytes cell = new TextBytes();
    for (Finding finding : some) {
      FindingsFile.encode(finding, withEvidence, cell, out);
    }
    return read("findings.csv", out);
  }

  /** The rows of {@code services.csv} with these numbers. */
  public CsvTable services(List<Integer> some) throws IOException {
    RowBytes out = table(ServicesFile.HEADER);
    ServicesFile file = new ServicesFile(vocabulary, findingIds);
    for (int row : some) {
      file.encode(services.words(row), services.at(row), out);
    }
    return read("services.csv", out);
  }

  /** The rows of {@code hosts.csv} with these numbers. */
  public CsvTable hosts(List<Integer> some) throws IOException {
    RowBytes out = table(HostsFile.HEADER);
    HostsFile file = new HostsFile(vocabulary, findingIds);
    for (int row : some) {
      file.encode(hosts.words(row), hosts.at(row), out);
    }
    return read("hosts.csv", out);
  }

  private static RowBytes table(String header) {
    return new RowBytes(1 << 16).plain(header);
  }

  private static CsvTable read(String name, RowBytes rows) throws IOException {
    return new CsvTable(name, new ByteArrayInputStream(rows.target(), 0, rows.end()));
  }
}
