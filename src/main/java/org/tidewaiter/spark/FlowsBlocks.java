package org.tidewaiter.spark;

import java.util.Set;
import org.tidewaiter.flow.AnnouncedEndpoints.Endpoint;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.FlowRow;

/** A row in which the packed words of a block's flows can be asked by the flow row's accessors. */
final class FlowsBlocks {
  /** Words of the row, and where it begins. */
  final long[] words = FlowRow.newChunk();

  final int at = FlowRow.at(0);

  private static final ThreadLocal<FlowsBlocks> ROW = ThreadLocal.withInitial(FlowsBlocks::new);

  /** One that belongs to the thread, for short use. */
  static FlowsBlocks ofThread() {
    return ROW.get();
  }

  /** Lays out a flow of a block. */
  void take(FlowsBlock block, int flow) {
    FlowRow.unpack(block.words, flow * FlowRow.WORDS, words, at);
  }

  /** Whether any flow of a block has one of these endpoints. */
  static boolean anyHas(FlowsBlock block, Set<Endpoint> endpoints) {
    for (int i = 0; i < block.count; i++) {
      if (FlowKey.of(block.words, i * FlowRow.WORDS).hasEndpointIn(endpoints)) {
        return true;
      }
    }
    return false;
  }

  /** Number of a flow's set of findings. */
  static int findings(FlowsBlock block, int flow) {
    FlowsBlocks row = ROW.get();
    row.take(block, flow);
    return FlowJudgement.findings(row.words, row.at);
  }
}
