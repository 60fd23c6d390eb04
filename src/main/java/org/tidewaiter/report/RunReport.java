package org.tidewaiter.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.RuleSet;

/**
 * The reports with a row per flow, service and host, written while flows end. Rows are handed in by
 * one thread. Encoding has threads of its own, and summing up has one, which then writes the files
 * that have no row per flow; whoever waits for the report writes those that it has not begun.
 */
public final class RunReport implements FlowSink, AutoCloseable {
  /** Most rows of a table that are handed in at a time; they are all of one chunk. */
  public static final int BLOCK_ROWS = FlowsFile.BLOCK_ROWS;

  private interface FileWork {
    void write() throws IOException;
  }

  private final ReportDirectory directory;
  private final FlowVocabulary vocabulary;
  private final IntFunction<String> findingIds;
  private final FlowsFile flows;
  private final RuleSet rules;

  /** Belongs to the thread that sums up, until it has done so: see {@link #tally()}. */
  private final RunTally tally;

  private final ExecutorService summing =
      Executors.newSingleThreadExecutor(work -> FlowsFile.daemon(work, "tidewaiter-sum"));

  /** The files that the same thread writes afterwards. */
  private final List<FutureTask<Void>> files = new ArrayList<>();

  private Future<?> summedUp = CompletableFuture.completedFuture(null);
  private long rows;
  private long[] block;
  private int blockRows;
  private boolean sumsBegun;
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
    this.rules = rules;
    tally = new RunTally(rules, vocabulary);
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
      flows.addRows(block, from, to, to == blockRows, sumUp(block, from, to, false));
    }
    rows += blockRows;
    block = null;
    blockRows = 0;
  }

  /** Says that all other flows are those left in a table, which {@link #live} tells of. */
  public void beginLive(FlowTable table) throws IOException {
    addBlock();
    endedRows = rows;
    live = table;
    int flowsLeft = table.live();
    rows += flowsLeft;
    summing.submit(() -> tally.reserve(flowsLeft));
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
    int end = first + to - from;
    flows.addLive(words, first, end, sumUp(words, first, end, true));
  }

  private Future<?> sumUp(long[] words, int from, int to, boolean liveOnly) {
    summedUp = summing.submit(() -> tally.add(words, from, to, liveOnly));
    return summedUp;
  }

  /** The sums, once all rows that were handed in are in them. */
  private RunTally tally() {
    try {
      FlowsFile.result(summedUp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tally;
  }

  /**
   * Begins to put the findings into words, beside other work; nothing may change them any more, nor
   * may anybody else put them into words before {@link #finish}.
   *
   * @param withEvidence ids of those that have a file with their packets
   */
  public void beginFindings(List<Finding> all, Set<String> withEvidence) throws IOException {
    WritableByteChannel channel = directory.create("findings.csv");
    begin(() -> FindingsFile.write(all, withEvidence, channel));
  }

  private void begin(FileWork work) {
    FutureTask<Void> file =
        new FutureTask<>(
            () -> {
              work.write();
              return null;
            });
    files.add(file);
    summing.execute(file);
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
    begin(() -> new ServicesFile(vocabulary, findingIds).write(tally.services(), serviceFile));
    begin(() -> new HostsFile(vocabulary, findingIds).write(tally.hosts(), hostFile));
    sumsBegun = true;
  }

  /** Waits until all files are whole, and writes those that nobody has begun. */
  public void finish() throws IOException {
    if (!sumsBegun) {
      beginSums();
    }
    FlowsFile.result(summedUp);
    for (FutureTask<Void> file : files) {
      file.run();
    }
    flows.finish();
    for (FutureTask<Void> file : files) {
      FlowsFile.result(file);
    }
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
        tally.services().rows(),
        tally.hosts().rows(),
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
    return tally().services().rows().size();
  }

  /** Bytes of {@code flows.csv}, about. */
  public long approximateBytes() {
    return (rows + blockRows) * FlowsFile.BYTES_PER_ROW;
  }

  /** Rows of {@code hosts.csv}. */
  public int hostRows() {
    return tally().hosts().rows().size();
  }

  /** The services with the most flows, most first: {@code https 1234}. */
  public List<String> topServices(int most) {
    return tally().topServices(most);
  }

  /** Adds the limits that bit here. */
  public void account(Accounting accounting) {
    tally().account(accounting);
  }

  @Override
  public void close() throws IOException {
    summing.shutdownNow();
    flows.close();
  }
}
