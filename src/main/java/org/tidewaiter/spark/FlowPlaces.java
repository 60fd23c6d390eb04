package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;

/**
 * The place of each flow in the report: as one machine would have written them where they are few
 * enough to be counted in one place, else by when they ended.
 */
final class FlowPlaces implements Serializable {
  private static final long serialVersionUID = 1;

  /** By partition and flow; null where flows are too many. */
  private final long[][] ranks;

  private final long rows;
  private final long peakLive;

  private FlowPlaces(long[][] ranks, long rows, long peakLive) {
    this.ranks = ranks;
    this.rows = rows;
    this.peakLive = peakLive;
  }

  /** Where the flows of one partition began and ended. */
  private record Spans(int partition, long[] beganAt, long[] endedAt, byte[] flags)
      implements Serializable {}

  /** Places in the order of a replay. */
  static FlowPlaces exact(JavaRDD<FlowsBlock> flows, long rows) {
    List<Spans> spans = flows.mapPartitionsWithIndex(FlowPlaces::spans, false).collect();
    int count = 0;
    for (Spans each : spans) {
      count += each.flags.length;
    }
    long[] beganAt = new long[count];
    long[] endedAt = new long[count];
    byte[] flags = new byte[count];
    int to = 0;
    for (Spans each : spans) {
      int length = each.flags.length;
      System.arraycopy(each.beganAt, 0, beganAt, to, length);
      System.arraycopy(each.endedAt, 0, endedAt, to, length);
      System.arraycopy(each.flags, 0, flags, to, length);
      to += length;
    }
    RowOrder order = new RowOrder(beganAt, endedAt, flags);
    long[][] ranks = new long[flows.getNumPartitions()][0];
    int from = 0;
    for (Spans each : spans) {
      long[] ofPartition = new long[each.flags.length];
      for (int i = 0; i < ofPartition.length; i++) {
        ofPartition[i] = order.rank(from++);
      }
      ranks[each.partition] = ofPartition;
    }
    return new FlowPlaces(ranks, rows, order.peakLive());
  }

  /** Places by when flows ended and began. */
  static FlowPlaces rough(long rows) {
    return new FlowPlaces(null, rows, -1);
  }

  private static Iterator<Spans> spans(int partition, Iterator<FlowsBlock> blocks) {
    long[] beganAt = new long[0];
    long[] endedAt = new long[0];
    byte[] flags = new byte[0];
    while (blocks.hasNext()) {
      FlowsBlock block = blocks.next();
      int before = flags.length;
      beganAt = Arrays.copyOf(beganAt, before + block.count);
      endedAt = Arrays.copyOf(endedAt, before + block.count);
      flags = Arrays.copyOf(flags, before + block.count);
      System.arraycopy(block.beganAt, 0, beganAt, before, block.count);
      System.arraycopy(block.endedAt, 0, endedAt, before, block.count);
      System.arraycopy(block.flags, 0, flags, before, block.count);
    }
    return List.of(new Spans(partition, beganAt, endedAt, flags)).iterator();
  }

  /** Place of a flow. */
  long of(int partition, int flow, FlowsBlock block, int inBlock) {
    if (ranks != null) {
      return ranks[partition][flow];
    }
    return block.is(inBlock, FlowsBlock.LIVED)
        ? rows + block.beganAt[inBlock]
        : block.endedAt[inBlock];
  }

  /** Most flows that lived at once, -1 where that was not worked out. */
  long peakLive() {
    return peakLive;
  }

  /** Walks over the flows of a partition. */
  static <T> Iterator<T> walk(Iterator<FlowsBlock> blocks, Walker<T> walker) {
    return new Iterator<>() {
      private List<T> ready = new ArrayList<>();
      private int next;
      private int flow;

      @Override
      public boolean hasNext() {
        while (next == ready.size() && blocks.hasNext()) {
          ready = new ArrayList<>();
          next = 0;
          FlowsBlock block = blocks.next();
          for (int i = 0; i < block.count; i++) {
            walker.take(block, i, flow++, ready);
          }
        }
        return next < ready.size();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.get(next++);
      }
    };
  }

  /** Makes something of a flow. */
  interface Walker<T> {
    /**
     * Takes a flow.
     *
     * @param inBlock its index in the block
     * @param flow its index in the partition
     */
    void take(FlowsBlock block, int inBlock, int flow, List<T> to);
  }
}
