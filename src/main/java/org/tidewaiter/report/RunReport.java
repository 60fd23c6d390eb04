package org.tidewaiter.report;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.Expectation;
import org.tidewaiter.policy.Policy;
import org.tidewaiter.policy.RuleSet;

/**
 * The reports with a row per flow, service and host, written while flows end. Rows are handed in by
 * one thread; encoding has threads of its own.
 */
public final class RunReport implements FlowSink, AutoCloseable {
  /** Flows summed up, hosts or services written at a time, so that their cache misses overlap. */
  static final int GROUP = 64;

  /** Most rows of a table that are handed in at a time; they are all of one chunk. */
  public static final int BLOCK_ROWS = FlowsFile.BLOCK_ROWS;

  /** Expectations listed of those that nothing matched. */
  private static final int MAX_UNSEEN_LISTED = 20;

  private final ReportDirectory directory;
  private final FlowVocabulary vocabulary;
  private final IntFunction<String> findingIds;
  private final FlowsFile flows;
  private final ServiceTally services;
  private final HostTally hosts = new HostTally();
  private final long[] flowsByService;
  private final RuleSet rules;

  /** By index of the expectation plus one: whether it decided about any flow. */
  private final boolean[] ruleDecided;

  private final int[] group = new int[GROUP];
  private long rows;
  private long[] block;
  private int blockRows;
  private Future<Void> findingRows;
  private Future<Void> serviceRows;
  private Future<Void> hostRows;
  private FlowTable live;
  private int liveUsed;
  private long endedRows;

  /**
   * Opens {@code flows.csv}.
   *
   * @param inputs names of the inputs, by number
   * @param findingIds the ids, separated by spaces, for the number of a set of findings
   * @param threads threads that encode rows
   */
  public RunReport(
      ReportDirectory directory,
      RuleSet rules,
      List<String> inputs,
      IntFunction<String> findingIds,
      int threads)
      throws IOException {
    this.directory = directory;
    this.findingIds = findingIds;
    vocabulary = new FlowVocabulary(rules);
    services = new ServiceTally(vocabulary);
    flowsByService = new long[vocabulary.services.length];
    this.rules = rules;
    ruleDecided = new boolean[rules.policy().expectations() + 1];
    byte[][] names = new byte[inputs.size()][];
    for (int i = 0; i < names.length; i++) {
      names[i] = CsvText.cell(inputs.get(i)).getBytes(StandardCharsets.UTF_8);
    }
    flows =
        new FlowsFile(directory.create("flows.csv"), vocabulary, this.findingIds, names, threads);
  }

  @Override
  public void ended(int row, long[] words, int at) throws IOException {
    if (block == null) {
      block = flows.emptyBlock();
    }
    FlowRow.copy(words, at, block, FlowRow.at(blockRows++));
    if (blockRows == FlowRow.CHUNK_ROWS) {
      addBlock();
    }
  }

  private void addBlock() throws IOException {
    for (int from = 0; from < blockRows; from += BLOCK_ROWS) {
      int to = Math.min(blockRows, from + BLOCK_ROWS);
      flows.addRows(block, from, to, to == blockRows);
      sumUp(block, from, to, false);
    }
    block = null;
    blockRows = 0;
  }

  /** Says that all other flows are those left in a table, which {@link #live} tells of. */
  public void beginLive(FlowTable table) throws IOException {
    addBlock();
    endedRows = rows;
    live = table;
    services.reserve(table.live());
    hosts.reserve(table.live());
  }

  /**
   * Takes those of the next rows that are live. They must not change any more.
   *
   * @param from number of the first row, a multiple of {@link #BLOCK_ROWS}
   * @param to one more than the last one's, at most {@link #BLOCK_ROWS} more than {@code from}
   */
  public void live(int from, int to) throws IOException {
    liveUsed = to;
    long[] words = live.words(from);
    int first = from % FlowRow.CHUNK_ROWS;
    flows.addLive(words, first, first + to - from);
    sumUp(words, first, first + to - from, true);
  }

  private void sumUp(long[] words, int from, int to, boolean liveOnly) {
    int grouped = 0;
    for (int row = from; row < to; row++) {
      int at = FlowRow.at(row);
      if (!liveOnly || FlowRow.isLive(words, at)) {
        flowsByService[FlowJudgement.service(words, at)]++;
        ruleDecided[FlowJudgement.rule(words, at) + 1] = true;
        group[grouped++] = at;
        if (grouped == GROUP) {
          sumUp(words, grouped);
          grouped = 0;
        }
      }
    }
    sumUp(words, grouped);
  }

  private void sumUp(long[] words, int grouped) {
    rows += grouped;
    services.add(words, group, grouped);
    hosts.add(words, group, grouped);
  }

  /**
   * Begins to put the findings into words, beside the rows; nothing may change them any more, nor
   * may anybody else put them into words before {@link #finish}.
   *
   * @param withEvidence ids of those that have a file with their packets
   */
  public void beginFindings(List<Finding> all, Set<String> withEvidence) throws IOException {
    WritableByteChannel channel = directory.create("findings.csv");
    findingRows =
        flows.submit(
            () -> {
              FindingsFile.write(all, withEvidence, channel);
              return null;
            });
  }

  /**
   * Puts the findings into words at once: those of a live period, that others will change.
   *
   * @param withEvidence ids of those that have a file with their packets
   */
  public void takeFindings(List<Finding> all, Set<String> withEvidence) throws IOException {
    FindingsFile.write(all, withEvidence, directory.create("findings.csv"));
  }

  /**
   * Begins to write the files with a row per service and host, beside what is left to write of
   * others: there are no more flows. What is told of the report from now on is all.
   */
  public void beginSums() throws IOException {
    addBlock();
    WritableByteChannel serviceFile = directory.create("services.csv");
    WritableByteChannel hostFile = directory.create("hosts.csv");
    serviceRows =
        flows.submit(
            () -> {
              new ServicesFile(vocabulary, findingIds).write(services, serviceFile);
              return null;
            });
    hostRows =
        flows.submit(
            () -> {
              new HostsFile(vocabulary, findingIds).write(hosts, hostFile);
              return null;
            });
  }

  /** Waits until all files are whole. */
  public void finish() throws IOException {
    if (serviceRows == null) {
      beginSums();
    }
    flows.finish();
    if (findingRows != null) {
      FlowsFile.result(findingRows);
    }
    FlowsFile.result(serviceRows);
    FlowsFile.result(hostRows);
  }

  /**
   * What the report of a whole run rests on, after {@link #beginSums}.
   *
   * @param withEvidence ids of those findings that have a file with their packets
   */
  public ReportRows inMemory(List<Finding> findings, Set<String> withEvidence) {
    return new ReportRows(
        rules,
        vocabulary,
        findingIds,
        services.rows(),
        hosts.rows(),
        findings,
        withEvidence,
        live,
        liveUsed,
        endedRows);
  }

  /** Rows of {@code flows.csv}. */
  public long flowRows() {
    return rows;
  }

  /** Rows of {@code services.csv}. */
  public int serviceRows() {
    return services.rows().size();
  }

  /** Bytes of {@code flows.csv}, about. */
  public long approximateBytes() {
    return (rows + blockRows) * FlowsFile.BYTES_PER_ROW;
  }

  /** Rows of {@code hosts.csv}. */
  public int hostRows() {
    return hosts.rows().size();
  }

  /** The services with the most flows, most first: {@code https 1234}. */
  public List<String> topServices(int most) {
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

  /** Adds the limits that bit here. */
  public void account(Accounting accounting) {
    account(
        accounting,
        services.refused(),
        services.uncertainClients(),
        hosts.refused(),
        rules.policy(),
        ruleDecided);
  }

  static void account(
      Accounting accounting,
      long refusedServices,
      long uncertainClients,
      long refusedHosts,
      Policy policy,
      boolean[] ruleDecided) {
    accounting.addIfAny(
        "limit",
        "flows-not-in-services",
        refusedServices,
        "flows",
        "services.csv has its greatest number of rows already.");
    accounting.addIfAny(
        "limit",
        "clients-maybe-counted-twice",
        uncertainClients,
        "flows",
        "Too many pairs of server and client to count each client once.");
    accountUnseen(accounting, policy, ruleDecided);
    accounting.addIfAny(
        "limit",
        "flow-ends-not-in-hosts",
        refusedHosts,
        "flow ends",
        "hosts.csv has its greatest number of rows already.");
  }

  /** What a rule expects and nobody did: a server that is down, or a rule that is out of date. */
  private static void accountUnseen(Accounting accounting, Policy policy, boolean[] ruleDecided) {
    StringBuilder listed = new StringBuilder();
    int unseen = 0;
    for (int rule = 0; rule < policy.expectations(); rule++) {
      Expectation expectation = policy.expectation(rule);
      boolean isExpected = expectation.ruling() == Expectation.Ruling.EXPECT;
      if (isExpected && expectation.active() && !ruleDecided[rule + 1]) {
        if (unseen++ < MAX_UNSEEN_LISTED) {
          listed.append(listed.isEmpty() ? "" : ", ").append(expectation.id());
        }
      }
    }
    accounting.addIfAny(
        "rules",
        "expected-but-not-seen",
        unseen,
        "expectations",
        "No flow was as these rows expect: "
            + listed
            + (unseen > MAX_UNSEEN_LISTED ? ", …." : "."));
  }

  @Override
  public void close() throws IOException {
    flows.close();
  }
}
