package org.tidewaiter.spark;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.PartialTally;
import scala.Tuple2;

/** Sums up the servers and hosts that fell to one task. */
final class TallyTask {
  private final PartialTally tally;
  private final FlowsBlocks row = new FlowsBlocks();

  TallyTask(RuleSet rules) {
    tally = new PartialTally(rules);
  }

  /** Where a flow is counted: at its server's service, at its client, at its server. */
  static List<Tuple2<TallyKey, long[]>> keys(ArchiveReport.Finished flow, int partitions) {
    FlowsBlocks row = FlowsBlocks.ofThread();
    FlowRow.unpack(flow.words(), 0, row.words, row.at);
    List<Tuple2<TallyKey, long[]>> keys = new ArrayList<>(3);
    if (PartialTally.isService(row.words, row.at)) {
      long endpoint = PartialTally.endpoint(row.words, row.at);
      keys.add(key(flow, TallyKey.SERVICE, true, row, endpoint, partitions));
    }
    keys.add(key(flow, TallyKey.CLIENT, false, row, 0, partitions));
    keys.add(key(flow, TallyKey.SERVER, true, row, 0, partitions));
    return keys;
  }

  private static Tuple2<TallyKey, long[]> key(
      ArchiveReport.Finished flow,
      int kind,
      boolean server,
      FlowsBlocks row,
      long endpoint,
      int partitions) {
    long mixed = FlowRow.high(row.words, row.at, server) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ FlowRow.low(row.words, row.at, server)) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ endpoint ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    int partition = Math.floorMod(mixed ^ mixed >>> 32, partitions);
    return new Tuple2<>(new TallyKey(partition, flow.rank(), kind), flow.words());
  }

  void add(TallyKey key, long[] words) {
    FlowRow.unpack(words, 0, row.words, row.at);
    if (key.kind() == TallyKey.SERVICE) {
      tally.addToService(row.words, row.at);
    } else {
      tally.addToHost(row.words, row.at, key.kind() == TallyKey.SERVER);
    }
  }

  PartialTally tally() {
    return tally;
  }
}
