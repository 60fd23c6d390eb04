package org.tidewaiter.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.policy.RuleSet;

/**
 * What is summed up over all flows of a report, in the order of their rows. Not for several
 * threads.
 */
final class RunTally {
  private final RuleSet rules;
  private final FlowVocabulary vocabulary;
  private final ServiceTally services;
  private final HostTally hosts = new HostTally();
  private final long[] flowsByService;

  /** By index of the expectation plus one: whether it decided about any flow. */
  private final boolean[] ruleDecided;

  private final int[] group = new int[KeyedRows.GROUP];

  RunTally(RuleSet rules, FlowVocabulary vocabulary) {
    this.rules = rules;
    this.vocabulary = vocabulary;
    services = new ServiceTally(vocabulary);
    flowsByService = new long[vocabulary.services.length];
    ruleDecided = new boolean[rules.policy().expectations() + 1];
  }

  ServiceTally services() {
    return services;
  }

  HostTally hosts() {
    return hosts;
  }

  /** Prepares for this many flows. */
  void reserve(int flows) {
    services.reserve(flows);
    hosts.reserve(flows);
  }

  /**
   * Adds rows of a chunk.
   *
   * @param from index of the first row, not of its words
   * @param liveOnly whether to leave out those that are not live
   */
  void add(long[] words, int from, int to, boolean liveOnly) {
    int grouped = 0;
    for (int row = from; row < to; row++) {
      int at = FlowRow.at(row);
      if (!liveOnly || FlowRow.isLive(words, at)) {
        flowsByService[FlowJudgement.service(words, at)]++;
        ruleDecided[FlowJudgement.rule(words, at) + 1] = true;
        group[grouped++] = at;
        if (grouped == KeyedRows.GROUP) {
          addGroup(words, grouped);
          grouped = 0;
        }
      }
    }
    addGroup(words, grouped);
  }

  private void addGroup(long[] words, int grouped) {
    services.add(words, group, grouped);
    hosts.add(words, group, grouped);
  }

  /** The services with the most flows, most first: {@code https 1234}. */
  List<String> topServices(int most) {
    List<Integer> order = new ArrayList<>();
    for (int service = 1; service < flowsByService.length; service++) {
      if (flowsByService[service] > 0) {
        order.add(service);
      }
    }
    order.sort((one, two) -> Long.compare(flowsByService[two], flowsByService[one]));
    List<String> top = new ArrayList<>();
    for (int service : order.subList(0, Math.min(most, order.size()))) {
      top.add(
          new String(vocabulary.services[service], StandardCharsets.UTF_8)
              + " "
              + flowsByService[service]);
    }
    return top;
  }

  /** Adds the limits that bit here, and the expectations that decided about no flow. */
  void account(Accounting accounting) {
    TallyLimits.account(
        accounting,
        services.refused(),
        services.uncertainClients(),
        hosts.refused(),
        rules.policy(),
        ruleDecided);
  }
}
