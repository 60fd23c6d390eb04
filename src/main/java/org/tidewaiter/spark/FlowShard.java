package org.tidewaiter.spark;

import java.util.Arrays;
import java.util.function.Consumer;
import org.tidewaiter.Analysis;
import org.tidewaiter.FlowWatch;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.EndReason;
import org.tidewaiter.flow.FlowEvents;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.FlowSink;

/**
 * The analysis of some of the flows, all rows of each, with a note of where in the input each flow
 * began and ended.
 */
final class FlowShard implements RowFeeder.Consumer, FlowSink {
  private static final long NONE = -1;

  private final Detector detector;
  private final Analysis analysis;
  private final FlowTable flows;
  private final Consumer<FlowsBlock> output;
  private final long[] chunk = FlowRow.newChunk();
  private FlowsBlock block = new FlowsBlock();

  // By row of the flow table.
  private long[] beganAt = new long[0];
  private long[] endedAt = new long[0];
  private byte[] flags = new byte[0];
  private long[] parentRow = new long[0];
  private FlowKey[] parent = new FlowKey[0];

  // Rows that began in the batch at hand, in order.
  private int[] begun = new int[PacketBatch.MAX_PACKETS];
  private int begunCount;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long flowCount;

  /**
   * An analysis.
   *
   * @param watch is shown what it makes of flows; null for nobody
   * @param output takes the finished flows; null for nobody
   */
  FlowShard(RuleSet rules, ArchiveOptions options, FlowWatch watch, Consumer<FlowsBlock> output) {
    this.output = output;
    detector = new Detector(rules);
    analysis =
        Analysis.ofPart(
            rules,
            options.timeouts(),
            options.flowBudget(),
            new FlowHash(options.tableSeed()),
            detector,
            this,
            watch);
    flows = analysis.flows();
  }

  Detector detector() {
    return detector;
  }

  Analysis analysis() {
    return analysis;
  }

  @Override
  public void batch(PacketBatch batch, HeaderColumns columns, RowFeeder.BatchRows rows) {
    analysis.take(batch, columns);
    begunCount = 0;
    for (int i = 0; i < columns.size; i++) {
      int row = flows.rowOf(i);
      room(row);
      if (beganAt[row] == NONE) {
        begin(row, rows.number[i], rows.key[i]);
      }
      if (rows.key[i].carrier) {
        flags[row] |= FlowsBlock.CARRIER;
      }
    }
    FlowEvents events = flows.events();
    int next = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.kind(i) == FlowEvents.ENDED) {
        next = noteEnd(events.row(i), next, rows.number[columns.size - 1]);
      }
    }
    analysis.handle(batch, columns);
  }

  private void begin(int row, long number, RowKey key) {
    beganAt[row] = number;
    flags[row] = 0;
    parent[row] = key.parent;
    begun[begunCount++] = row;
    if (key.parent != null) {
      parentRow[row] = number - key.parentBack;
      flags[row] |= FlowsBlock.CARRIED;
      // Which flow that is, is found out later; until then it is enough that there is one.
      FlowRow.setParentId(flows.words(row), FlowTable.at(row), number + 1);
    }
  }

  // A flow that ends within a batch makes way for the next one of its endpoints, which began there.
  private int noteEnd(int row, int from, long lastNumber) {
    long[] words = flows.words(row);
    int at = FlowTable.at(row);
    if (FlowRow.endReason(words, at) == EndReason.EVICTED.ordinal()) {
      endedAt[row] = lastNumber;
      return from;
    }
    FlowKey key = FlowKey.of(words, at);
    for (int i = from; i < begunCount; i++) {
      int successor = begun[i];
      if (successor != row
          && key.equals(FlowKey.of(flows.words(successor), FlowTable.at(successor)))
          && beganAt[successor] > beganAt[row]) {
        endedAt[row] = beganAt[successor];
        return i + 1;
      }
    }
    throw new IllegalStateException("a flow ended without reason");
  }

  @Override
  public void sweep(long number, long nanos) {
    flows.sweep(nanos);
    FlowEvents events = flows.events();
    for (int i = 0; i < events.size(); i++) {
      endedAt[events.row(i)] = number;
      flags[events.row(i)] |= FlowsBlock.SWEPT;
    }
    analysis.handle(null, null);
  }

  @Override
  public void counted(long number, long[] words) {
    FlowRow.unpack(words, 0, chunk, FlowRow.at(0));
    int row = flows.add(chunk, FlowRow.at(0));
    room(row);
    if (beganAt[row] == NONE) {
      beganAt[row] = number;
      flags[row] = FlowsBlock.BEGAN_COUNTED;
      parent[row] = null;
    }
    FlowEvents events = flows.events();
    for (int i = 0; i < events.size(); i++) {
      endedAt[events.row(i)] = number;
    }
    analysis.handle(null, null);
  }

  private void room(int row) {
    if (row >= beganAt.length) {
      int before = beganAt.length;
      int larger = Math.max(row + 1, Math.max(1024, before * 2));
      beganAt = Arrays.copyOf(beganAt, larger);
      Arrays.fill(beganAt, before, larger, NONE);
      endedAt = Arrays.copyOf(endedAt, larger);
      flags = Arrays.copyOf(flags, larger);
      parentRow = Arrays.copyOf(parentRow, larger);
      parent = Arrays.copyOf(parent, larger);
    }
  }

  @Override
  public void ended(int row, long[] words, int at) {
    emit(row, words, at, 0);
    beganAt[row] = NONE;
  }

  private void emit(int row, long[] words, int at, int more) {
    flowCount++;
    firstNanos = Math.min(firstNanos, FlowRow.firstNanos(words, at));
    lastNanos = Math.max(lastNanos, FlowRow.lastNanos(words, at));
    if (output == null) {
      return;
    }
    int i = block.count++;
    FlowRow.pack(words, at, block.words, i * FlowRow.WORDS);
    block.beganAt[i] = beganAt[row];
    block.endedAt[i] = endedAt[row];
    block.flags[i] = (byte) (flags[row] | more);
    block.parentRow[i] = parentRow[row];
    block.parent[i] = parent[row];
    if (block.count == FlowsBlock.MAX_FLOWS) {
      output.accept(block);
      block = new FlowsBlock();
    }
  }

  /** Ends what is left and hands it over. */
  void finish() {
    analysis.finish();
    for (int row = 0; row < analysis.rowsLeft(); row++) {
      if (flows.isLive(row)) {
        emit(row, flows.words(row), FlowTable.at(row), FlowsBlock.LIVED);
      }
    }
    if (output != null && block.count > 0) {
      output.accept(block);
    }
  }

  /** Flows handed over. */
  long flowCount() {
    return flowCount;
  }

  /** First packet of all flows, the greatest number if there is none. */
  long firstNanos() {
    return firstNanos;
  }

  /** Last packet of all flows. */
  long lastNanos() {
    return lastNanos;
  }
}
