package org.tidewaiter.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.tidewaiter.flow.AnnouncedEndpoints.Endpoint;
import org.tidewaiter.flow.FlowCounters;
import scala.Tuple2;

/**
 * The analysis of an archive, stage by stage: captures into rows, rows to the flows that they
 * belong to, flows that matter to the detections to one task that sees them all.
 */
final class Archive {
  /** Tasks that may fail before what the store refuses counts as damage of the file. */
  private static final int TRIES = 3;

  private final JavaSparkContext spark;
  private final ArchiveOptions options;
  private final Broadcast<RuleFiles> rules;
  private final Broadcast<SerializableConfiguration> configuration;
  private final WorkFiles work;
  private final ArchivePlan plan;
  private final LongAccumulator packetsRead;
  private final LongAccumulator partsRead;
  private final LongAccumulator flowsFinished;
  private Timeline timeline;
  private Broadcast<Timeline> order;
  private JavaPairRDD<RowBlock, byte[]> rows;
  private JavaRDD<ShardPiece> shards;
  private JavaRDD<DetectTask.Piece> detected;
  private DetectTask.Result detections;
  private final FlowCounters counters = new FlowCounters();
  private List<ShardPiece.Counts> flowCounts = List.of();
  private long observations;
  private long incomplete;

  Archive(
      JavaSparkContext spark,
      ArchiveOptions options,
      RuleFiles rules,
      Configuration hadoop,
      WorkFiles work) {
    this.spark = spark;
    this.options = options;
    this.rules = spark.broadcast(rules);
    this.configuration = spark.broadcast(new SerializableConfiguration(hadoop));
    this.work = work;
    plan = new ArchivePlan(options.timeouts());
    packetsRead = spark.sc().longAccumulator("packets read");
    partsRead = spark.sc().longAccumulator("parts read");
    flowsFinished = spark.sc().longAccumulator("flows finished");
  }

  ArchivePlan plan() {
    return plan;
  }

  Timeline timeline() {
    return timeline;
  }

  /** What the detections came to. */
  DetectTask.Result detections() {
    return detections;
  }

  /** Counts of all flows. */
  FlowCounters counters() {
    return counters;
  }

  /** Messages that detections looked at. */
  long observations() {
    return observations;
  }

  /** Messages that were not whole. */
  long incomplete() {
    return incomplete;
  }

  private void stage(String name) {
    spark.sc().setJobDescription(name);
  }

  /** Looks at the beginnings of the files and reads all captures; false where there is none. */
  boolean read(CaptureListing listing) {
    List<ArchivePlan.Candidate> captures = beginnings(listing);
    if (captures.isEmpty()) {
      return false;
    }
    plan.addAll(captures, options.partBytes());
    for (List<CapturePart> parts = plan.toRead(); !parts.isEmpty(); parts = plan.toRead()) {
      stage("read captures (" + parts.size() + " parts)");
      plan.take(read(parts));
    }
    timeline = plan.timeline();
    order = spark.broadcast(timeline);
    return true;
  }

  private List<ArchivePlan.Candidate> beginnings(CaptureListing listing) {
    stage("look at the beginnings of captures");
    List<CapturePart> files = listing.files();
    Broadcast<SerializableConfiguration> hadoop = configuration;
    List<CaptureListing.Beginning> beginnings =
        spark
            .parallelize(files, slices(files.size(), 8))
            .map(file -> CaptureListing.beginning(file, hadoop.value().get()))
            .collect();
    List<ArchivePlan.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      CapturePart file = files.get(i);
      boolean wanted =
          listing.isNamed(file)
              || beginnings.get(i).isCapture()
              || CaptureListing.isNamedLikeCapture(file);
      if (wanted) {
        candidates.add(new ArchivePlan.Candidate(file, beginnings.get(i)));
      }
    }
    return candidates;
  }

  private static int slices(int items, int each) {
    return Math.max(1, (items + each - 1) / each);
  }

  private List<byte[]> read(List<CapturePart> parts) {
    Broadcast<SerializableConfiguration> hadoop = configuration;
    ArchiveOptions with = options;
    WorkFiles to = work;
    LongAccumulator packets = packetsRead;
    LongAccumulator done = partsRead;
    return spark
        .parallelize(parts, parts.size())
        .map(
            part -> {
              TaskContext task = TaskContext.get();
              byte[] summary =
                  to.read(
                      part,
                      with,
                      hadoop.value().get(),
                      Long.toString(task.taskAttemptId()),
                      task.attemptNumber() + 1 >= TRIES);
              packets.add(PartSummary.of(summary, with.timeouts()).input().packets());
              done.add(1);
              return summary;
            })
        .collect();
  }

  /** Divides the rows by flow and finishes all flows. */
  void analyse() {
    rows = rowsByFlow();
    finishFlows(Set.of());
    Set<Endpoint> announced = detections.announced();
    if (!announced.isEmpty() && anyUses(announced)) {
      finishFlows(announced);
    }
  }

  private JavaPairRDD<RowBlock, byte[]> rowsByFlow() {
    List<Integer> all = IntStream.range(0, plan.parts()).boxed().toList();
    JavaPairRDD<RowBlock, byte[]> blocks = blocks(all, false);
    List<Integer> withFragments = new ArrayList<>();
    for (int part : all) {
      if (plan.summary(part).fragments()) {
        withFragments.add(part);
      }
    }
    if (!withFragments.isEmpty()) {
      blocks = blocks.union(attributed(withFragments));
    }
    Partitioner byFlow = new KnownPartitions(options.partitions());
    return blocks.repartitionAndSortWithinPartitions(byFlow, new RowBlock.Order());
  }

  private JavaPairRDD<RowBlock, byte[]> blocks(List<Integer> parts, boolean fragments) {
    List<Tuple2<String, Long>> files = new ArrayList<>();
    for (int part : parts) {
      files.add(new Tuple2<>(WorkFiles.name(plan.part(part), options), timeline.firstRow(part)));
    }
    Broadcast<SerializableConfiguration> hadoop = configuration;
    WorkFiles from = work;
    return spark
        .parallelize(files, slices(files.size(), 4))
        .flatMapToPair(file -> from.blocks(file._1(), file._2(), fragments, hadoop.value().get()));
  }

  private JavaPairRDD<RowBlock, byte[]> attributed(List<Integer> parts) {
    stage("give fragments to their flows");
    ArchiveOptions with = options;
    Broadcast<Timeline> when = order;
    JavaRDD<FragmentTask.Piece> pieces =
        blocks(parts, true)
            .repartitionAndSortWithinPartitions(new KnownPartitions(1), new RowBlock.Order())
            .mapPartitions(in -> new FragmentTask(with, when.value()).run(in))
            .persist(StorageLevel.MEMORY_AND_DISK());
    for (long[] counts :
        pieces.filter(piece -> piece.counts() != null).map(FragmentTask.Piece::counts).collect()) {
      ShardPiece.add(counts, counters);
    }
    return pieces
        .filter(piece -> piece.counts() == null)
        .mapToPair(piece -> new Tuple2<>(piece.block(), piece.rows()));
  }

  private void finishFlows(Set<Endpoint> announced) {
    stage(announced.isEmpty() ? "finish flows" : "finish flows, with announced endpoints");
    if (shards != null) {
      shards.unpersist();
      detected.unpersist();
    }
    ArchiveOptions with = options;
    Broadcast<Timeline> when = order;
    Broadcast<RuleFiles> by = rules;
    LongAccumulator finished = flowsFinished;
    Broadcast<Set<Endpoint>> endpoints = spark.broadcast(announced);
    shards =
        rows.mapPartitions(
                blocks -> {
                  FlowTask task =
                      new FlowTask(by.value().loadInTask(), with, when.value(), endpoints.value());
                  Iterator<ShardPiece> pieces = task.run(blocks);
                  finished.add(task.flows());
                  return pieces;
                })
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<ShardPiece.Counts> counts =
        shards.filter(piece -> piece.counts() != null).map(ShardPiece::counts).collect();
    detect(counts);
  }

  private void detect(List<ShardPiece.Counts> counts) {
    stage("detect");
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (ShardPiece.Counts each : counts) {
      first = Math.min(first, each.firstNanos());
      last = Math.max(last, each.lastNanos());
    }
    long firstNanos = first;
    long lastNanos = last;
    ArchiveOptions with = options;
    Broadcast<Timeline> when = order;
    Broadcast<RuleFiles> by = rules;
    detected =
        shards
            .filter(piece -> piece.block() != null)
            .mapToPair(piece -> new Tuple2<>(piece.block(), piece.rows()))
            .repartitionAndSortWithinPartitions(new KnownPartitions(1), new RowBlock.Order())
            .mapPartitions(
                blocks ->
                    new DetectTask(by.value().loadInTask(), with, when.value())
                        .run(blocks, firstNanos, lastNanos))
            .persist(StorageLevel.MEMORY_AND_DISK());
    detections = detected.filter(piece -> piece.result() != null).first().result();
    flowCounts = counts;
  }

  private boolean anyUses(Set<Endpoint> announced) {
    stage("look for announced endpoints");
    Broadcast<Set<Endpoint>> endpoints = spark.broadcast(announced);
    return !shards
        .filter(piece -> piece.flows() != null)
        .filter(piece -> FlowsBlocks.anyHas(piece.flows(), endpoints.value()))
        .isEmpty();
  }

  /** Sums the counts up, once all flows are finished. */
  void count() {
    List<ShardPiece.Counts> all = new ArrayList<>(flowCounts);
    all.add(detections.counts());
    for (ShardPiece.Counts each : all) {
      ShardPiece.add(each.flow(), counters);
      observations += each.observations();
      incomplete += each.incomplete();
    }
  }

  /** Flows there are. */
  long flows() {
    long flows = detections.counts().flows();
    for (ShardPiece.Counts each : flowCounts) {
      flows += each.flows();
    }
    return flows;
  }

  /** The finished flows: those of each flow task, and, in the last partition, of the detections. */
  JavaRDD<FlowsBlock> finished() {
    return shards
        .filter(piece -> piece.flows() != null)
        .map(ShardPiece::flows)
        .union(detected.filter(piece -> piece.flows() != null).map(DetectTask.Piece::flows));
  }
}
