package org.tidewaiter.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.detect.DetectCounters;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.AnnouncedEndpoints.Endpoint;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.FindingsFile;
import org.tidewaiter.report.RunTotals;
import scala.Tuple2;

/**
 * The detections of an archive: all flows that matter to any, in the order of their packets, as if
 * there were no others.
 */
final class DetectTask {
  private final RuleSet rules;
  private final ArchiveOptions options;
  private final Timeline timeline;

  DetectTask(RuleSet rules, ArchiveOptions options, Timeline timeline) {
    this.rules = rules;
    this.options = options;
    this.timeline = timeline;
  }

  /**
   * What the detections came to.
   *
   * @param findings {@code findings.csv}
   * @param bySeverity findings by severity, worst first
   * @param ids the findings of each set that a flow has
   * @param announced endpoints that messages announced
   * @param counts of these flows
   * @param detect counts of the detections: observations, then the limits
   */
  record Result(
      byte[] findings,
      Map<String, Integer> bySeverity,
      Map<Integer, String> ids,
      Set<Endpoint> announced,
      ShardPiece.Counts counts,
      long[] detect)
      implements Serializable {}

  /** Finished flows, or, at last, the result. */
  record Piece(FlowsBlock flows, Result result) implements Serializable {}

  /**
   * Runs the analysis.
   *
   * @param firstNanos first packet of the flows that do not come here
   * @param lastNanos last packet of those
   */
  Iterator<Piece> run(Iterator<Tuple2<RowBlock, byte[]>> blocks, long firstNanos, long lastNanos) {
    List<Piece> pieces = new ArrayList<>();
    Map<Integer, String> ids = new HashMap<>();
    Set<Integer> sets = new HashSet<>();
    FlowShard shard =
        new FlowShard(
            rules,
            options,
            null,
            flows -> {
              for (int i = 0; i < flows.count; i++) {
                sets.add(FlowsBlocks.findings(flows, i));
              }
              pieces.add(new Piece(flows, null));
            });
    Set<Endpoint> announced = shard.analysis().flows().announced().rememberAll();
    shard.detector().span(firstNanos, lastNanos);
    FlowHash hash = new FlowHash(options.tableSeed());
    new RowFeeder(timeline, shard).feed(new RowMerge(blocks, hash));
    shard.finish();
    for (int set : sets) {
      if (set != 0) {
        ids.put(set, shard.detector().findingIds(set));
      }
    }
    List<Finding> findings = shard.detector().findings();
    DetectCounters counters = shard.detector().counters();
    Result result =
        new Result(
            lines(findings),
            RunTotals.bySeverity(findings),
            ids,
            new HashSet<>(announced),
            new ShardPiece.Counts(
                ShardPiece.packed(shard.analysis().flowCounters()),
                shard.flowCount(),
                counters.observations,
                shard.analysis().incompleteMessages(),
                shard.firstNanos(),
                shard.lastNanos()),
            packed(counters));
    pieces.add(new Piece(null, result));
    return pieces.iterator();
  }

  private static byte[] lines(List<Finding> findings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      FindingsFile.write(findings, Set.of(), Channels.newChannel(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static long[] packed(DetectCounters c) {
    return new long[] {
      c.observations, c.findingsNotKept, c.setsNotKept, c.addressesNotCounted, c.memoriesDropped
    };
  }

  static DetectCounters unpacked(long[] packed) {
    DetectCounters c = new DetectCounters();
    c.observations = packed[0];
    c.findingsNotKept = packed[1];
    c.setsNotKept = packed[2];
    c.addressesNotCounted = packed[3];
    c.memoriesDropped = packed[4];
    return c;
  }
}
