package org.tidewaiter.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.policy.RuleSet;

/**
 * Services and hosts summed up in parts, each of which has all flows of the servers or hosts that
 * it has, in the order of the flow report; rows of different parts are then put together and
 * written.
 */
public final class PartialTally {
  private final FlowVocabulary vocabulary;
  private final ServiceTally services;
  private final HostTally hosts = new HostTally();
  private final int[] one = new int[1];
  private long refusedServices;
  private long refusedHosts;
  private long uncertainClients;

  /** An empty tally by these rules. */
  public PartialTally(RuleSet rules) {
    vocabulary = new FlowVocabulary(rules);
    services = new ServiceTally(vocabulary);
  }

  /** Whether a flow counts for a row of services.csv. */
  public static boolean isService(long[] words, int at) {
    return ServiceTally.isService(words, at);
  }

  /** What identifies the flow's row in services.csv beside the server's address. */
  public static long endpoint(long[] words, int at) {
    return ServiceTally.endpoint(words, at);
  }

  /** Adds a flow to the server's row. */
  public void addToService(long[] words, int at) {
    one[0] = at;
    services.add(words, one, 1);
  }

  /** Adds a flow to the row of one of its hosts. */
  public void addToHost(long[] words, int at, boolean server) {
    hosts.add(words, at, server);
  }

  /** Copies of the rows of services, for {@link #addServiceRow}. */
  public List<long[]> serviceRows() {
    return copies(services.rows());
  }

  /** Copies of the rows of hosts, for {@link #addHostRow}. */
  public List<long[]> hostRows() {
    return copies(hosts.rows());
  }

  private static List<long[]> copies(KeyedRows rows) {
    List<long[]> copies = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      copies.add(rows.copy(row));
    }
    return copies;
  }

  /** What found no room here: flows of services, flow ends of hosts, clients to be told apart. */
  public long[] limits() {
    return new long[] {services.refused(), hosts.refused(), services.uncertainClients()};
  }

  /** Adds a service's row of another part. */
  public void addServiceRow(long[] row) {
    if (!services.rows().addCopy(row)) {
      refusedServices += row[ServiceTally.FLOWS];
    }
  }

  /** Adds a host's row of another part. */
  public void addHostRow(long[] row) {
    if (!hosts.rows().addCopy(row)) {
      refusedHosts += row[HostTally.AS_CLIENT] + row[HostTally.AS_SERVER];
    }
  }

  /** Adds the {@link #limits} of another part. */
  public void addLimits(long[] limits) {
    refusedServices += limits[0];
    refusedHosts += limits[1];
    uncertainClients += limits[2];
  }

  /** Rows of services. */
  public int services() {
    return services.rows().size();
  }

  /** Rows of hosts. */
  public int hosts() {
    return hosts.rows().size();
  }

  /**
   * Writes {@code services.csv} and {@code hosts.csv}.
   *
   * @param findingIds the ids, separated by spaces, for the number of a set of findings
   */
  public void writeTo(ReportDirectory directory, IntFunction<String> findingIds)
      throws IOException {
    new ServicesFile(vocabulary, findingIds).write(services, directory.create("services.csv"));
    new HostsFile(vocabulary, findingIds).write(hosts, directory.create("hosts.csv"));
  }

  /**
   * Adds the limits that bit here, and the expectations that decided about no flow.
   *
   * @param ruleDecided by index of the expectation plus one: whether it decided about any flow
   */
  public void account(Accounting accounting, RuleSet rules, boolean[] ruleDecided) {
    TallyLimits.account(
        accounting, refusedServices, uncertainClients, refusedHosts, rules.policy(), ruleDecided);
  }

  /** Index in {@code ruleDecided} of the expectation that decided about a flow. */
  public static int ruleIndex(long[] words, int at) {
    return FlowJudgement.rule(words, at) + 1;
  }
}
