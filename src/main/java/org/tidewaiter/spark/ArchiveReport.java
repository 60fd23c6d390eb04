package org.tidewaiter.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.tidewaiter.Analysis;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.CsvText;
import org.tidewaiter.report.FlowLines;
import org.tidewaiter.report.PartialTally;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.RunTotals;
import org.tidewaiter.report.page.FinishedReport;
import org.tidewaiter.report.page.PageWriter;
import scala.Tuple2;

/** Writes what an {@link Archive} came to: flows as Parquet, the rest as a replay writes it. */
final class ArchiveReport {
  /** Files of the report beside the flows, the one that marks it finished last. */
  static final List<String> FILES =
      List.of(
          "findings.csv",
          "services.csv",
          "hosts.csv",
          "accounting.csv",
          "report.html",
          ReportDirectory.SUMMARY);

  /** Directory of the flows. */
  static final String FLOWS = "flows";

  private final JavaSparkContext spark;
  private final Archive archive;
  private final ArchiveOptions options;
  private final RuleFiles rules;
  private final Configuration hadoop;
  private final List<String> inputNames;
  private JavaRDD<Finished> flows;
  private FlowPlaces places;

  ArchiveReport(
      JavaSparkContext spark,
      Archive archive,
      ArchiveOptions options,
      RuleFiles rules,
      Configuration hadoop) {
    this.spark = spark;
    this.archive = archive;
    this.options = options;
    this.rules = rules;
    this.hadoop = hadoop;
    inputNames = archive.plan().inputNames();
  }

  /**
   * A flow as it is reported.
   *
   * @param rank its place
   * @param input number of the input that its first packet came from
   * @param words its packed words
   */
  record Finished(long rank, int input, long[] words) implements Serializable {}

  /**
   * Writes everything into a directory that nobody looks at yet.
   *
   * @param aside that directory
   * @param name of the report, as a person would type it
   */
  RunTotals writeTo(org.apache.hadoop.fs.Path aside, String name) throws Exception {
    RuleSet ruleSet = rules.load();
    place();
    writeFlows(aside);
    Path local = Files.createTempDirectory("tidewaiter-report");
    try {
      RunTotals totals = writeLocally(local, ruleSet);
      if (totals.flows() <= options.pageFlows()) {
        writeLines(local.resolve("flows.csv"));
      }
      PageWriter.write(FinishedReport.read(local, name), local.resolve("report.html"));
      FileSystem store = aside.getFileSystem(hadoop);
      for (String file : FILES) {
        store.copyFromLocalFile(
            false,
            true,
            new org.apache.hadoop.fs.Path(local.resolve(file).toUri()),
            new org.apache.hadoop.fs.Path(aside, file));
      }
      return totals;
    } finally {
      RuleFiles.remove(local);
    }
  }

  private void place() {
    spark.sc().setJobDescription("put flows in order");
    JavaRDD<FlowsBlock> blocks = archive.finished();
    long rows = archive.timeline().rows();
    places =
        archive.flows() <= options.exactOrderFlows()
            ? FlowPlaces.exact(blocks, rows)
            : FlowPlaces.rough(rows);
    Broadcast<FlowPlaces> place = spark.broadcast(places);
    Broadcast<Timeline> when = spark.broadcast(archive.timeline());
    JavaRDD<Carriers.Ids> carriers = Carriers.of(blocks, options.hashSeed());
    flows =
        blocks.zipPartitions(
            carriers, (each, ids) -> finished(each, ids.next(), place.value(), when.value()));
  }

  private static Iterator<Finished> finished(
      Iterator<FlowsBlock> blocks, Carriers.Ids carriers, FlowPlaces places, Timeline timeline) {
    FlowsBlocks row = new FlowsBlocks();
    return FlowPlaces.walk(
        blocks,
        (block, i, flow, to) -> {
          row.take(block, i);
          if (block.is(i, FlowsBlock.CARRIED)) {
            Carriers.set(carriers.ids(), flow, row);
          }
          long[] words = new long[FlowRow.WORDS];
          FlowRow.pack(row.words, row.at, words, 0);
          int input =
              block.is(i, FlowsBlock.BEGAN_COUNTED)
                  ? FlowRow.input(row.words, row.at)
                  : timeline.input(timeline.partOf(block.beganAt[i]));
          to.add(new Finished(places.of(carriers.partition(), flow, block, i), input, words));
        });
  }

  private JavaRDD<Tuple2<Long, String>> lines() {
    Broadcast<RuleFiles> by = spark.broadcast(rules);
    Broadcast<Map<Integer, String>> ids = spark.broadcast(archive.detections().ids());
    List<String> cells = new ArrayList<>();
    for (String name : inputNames) {
      cells.add(CsvText.cell(name));
    }
    Broadcast<List<String>> inputs = spark.broadcast(cells);
    return flows.mapPartitions(
        each -> {
          FlowLines lines = new FlowLines(by.value().loadInTask(), set -> ids.value().get(set));
          FlowsBlocks row = new FlowsBlocks();
          return new LineIterator(each, lines, row, inputs.value());
        });
  }

  /** Lines of flows.csv with their places. */
  private record LineIterator(
      Iterator<Finished> flows, FlowLines lines, FlowsBlocks row, List<String> inputs)
      implements Iterator<Tuple2<Long, String>> {
    @Override
    public boolean hasNext() {
      return flows.hasNext();
    }

    @Override
    public Tuple2<Long, String> next() {
      Finished flow = flows.next();
      FlowRow.unpack(flow.words(), 0, row.words, row.at);
      FlowRow.setInput(row.words, row.at, 0);
      String line = lines.of(row.words, row.at) + inputs.get(flow.input());
      return new Tuple2<>(flow.rank(), line);
    }
  }

  private void writeFlows(org.apache.hadoop.fs.Path aside) {
    spark.sc().setJobDescription("write flows");
    JavaRDD<Row> rows = lines().map(line -> FlowColumns.row(line._2()));
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    session
        .createDataFrame(rows, FlowColumns.schema())
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy(FlowColumns.DAY)
        .parquet(new org.apache.hadoop.fs.Path(aside, FLOWS).toString());
  }

  private void writeLines(Path file) throws IOException {
    spark.sc().setJobDescription("make the page");
    List<Tuple2<Long, String>> all = new ArrayList<>(lines().collect());
    all.sort((one, other) -> Long.compare(one._1(), other._1()));
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(FlowLines.header() + "\n");
      for (Tuple2<Long, String> line : all) {
        out.write(line._2() + "\n");
      }
    }
  }

  /** What a task counted: rows of services and hosts, and limits. */
  private record Tallied(List<long[]> services, List<long[]> hosts, long[] limits)
      implements Serializable {}

  private RunTotals writeLocally(Path local, RuleSet ruleSet) throws IOException {
    PartialTally tally = new PartialTally(ruleSet);
    boolean[] ruleDecided = new boolean[ruleSet.policy().expectations() + 1];
    for (Tallied part : tallied()) {
      part.services.forEach(tally::addServiceRow);
      part.hosts.forEach(tally::addHostRow);
      tally.addLimits(part.limits);
    }
    for (boolean[] part : rulesThatDecided(ruleDecided.length)) {
      for (int i = 0; i < part.length; i++) {
        ruleDecided[i] |= part[i];
      }
    }
    List<DecodeCounters> decoded = new ArrayList<>();
    List<CaptureInput> inputs = archive.plan().inputs(decoded);
    try (ReportDirectory directory = ReportDirectory.open(local, true)) {
      directory.write("findings.csv", archive.detections().findings());
      Map<Integer, String> ids = new HashMap<>(archive.detections().ids());
      tally.writeTo(directory, ids::get);
      account(inputs, decoded, tally, ruleSet, ruleDecided).writeTo(directory);
      RunTotals totals =
          RunTotals.of(
              inputs,
              0,
              archive.flows(),
              tally.services(),
              tally.hosts(),
              archive.detections().bySeverity());
      ReplayOptions like =
          new ReplayOptions(
              1, options.flowBudget(), options.vlanInKey(), options.timeouts(), "", false);
      totals.writeTo(directory, like.described(), inputs, ruleSet);
      directory.commit();
      return totals;
    }
  }

  private List<Tallied> tallied() {
    spark.sc().setJobDescription("sum up services and hosts");
    int partitions = options.partitions();
    Broadcast<RuleFiles> by = spark.broadcast(rules);
    return flows
        .flatMapToPair(flow -> TallyTask.keys(flow, partitions).iterator())
        .repartitionAndSortWithinPartitions(new KnownPartitions(partitions), new TallyKey.Order())
        .mapPartitions(
            each -> {
              TallyTask task = new TallyTask(by.value().loadInTask());
              while (each.hasNext()) {
                Tuple2<TallyKey, long[]> next = each.next();
                task.add(next._1(), next._2());
              }
              PartialTally part = task.tally();
              Tallied done = new Tallied(part.serviceRows(), part.hostRows(), part.limits());
              return List.of(done).iterator();
            })
        .collect();
  }

  private List<boolean[]> rulesThatDecided(int count) {
    return flows
        .mapPartitions(
            each -> {
              boolean[] decided = new boolean[count];
              FlowsBlocks row = new FlowsBlocks();
              while (each.hasNext()) {
                FlowRow.unpack(each.next().words(), 0, row.words, row.at);
                decided[PartialTally.ruleIndex(row.words, row.at)] = true;
              }
              return List.of(decided).iterator();
            })
        .collect();
  }

  private Accounting account(
      List<CaptureInput> inputs,
      List<DecodeCounters> decoded,
      PartialTally tally,
      RuleSet ruleSet,
      boolean[] ruleDecided) {
    Accounting accounting = new Accounting();
    for (int i = 0; i < inputs.size(); i++) {
      accounting.addInput(inputs.get(i), 0, decoded.get(i));
    }
    archive.count();
    archive.counters().peakLive = Math.max(0, places.peakLive());
    accounting.addFlows(archive.counters());
    Analysis.accountIncomplete(accounting, archive.incomplete());
    long[] detect = archive.detections().detect().clone();
    detect[0] = archive.observations();
    accounting.addDetections(DetectTask.unpacked(detect));
    tally.account(accounting, ruleSet, ruleDecided);
    return accounting;
  }
}
