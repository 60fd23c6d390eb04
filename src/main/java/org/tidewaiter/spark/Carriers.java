package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.flow.FlowId;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.FlowRow;
import scala.Tuple2;

/**
 * Finds for each flow in a tunnel the flow that carried its first packet, which another task may
 * have: of the flows with the carrier's key, the latest that had begun by then.
 */
final class Carriers {
  /**
   * A carrier, or a flow that looks for its own.
   *
   * @param row number of the row where the carrier began, or of the carrier's row when the other
   *     flow began
   * @param id flow id of a carrier
   * @param partition of the flow that looks, -1 for a carrier
   * @param flow index of it in that partition
   */
  private record Carrying(long row, long id, int partition, int flow) implements Serializable {}

  /**
   * The carriers of a partition's flows.
   *
   * @param ids flow ids by index of the carried flow
   */
  record Ids(int partition, Map<Integer, Long> ids) implements Serializable {}

  private Carriers() {}

  /** The carriers of all flows that have one, an element for each partition. */
  static JavaRDD<Ids> of(JavaRDD<FlowsBlock> flows, long hashSeed) {
    int partitions = flows.getNumPartitions();
    JavaPairRDD<FlowKey, Carrying> all =
        flows.mapPartitionsWithIndex(Carriers::carrying, false).mapToPair(each -> each);
    return all.groupByKey(new ByKey(partitions, hashSeed))
        .flatMapToPair(each -> matches(each._2()).iterator())
        .groupByKey(new KnownPartitions(partitions))
        .mapPartitionsWithIndex(
            (partition, found) -> {
              Map<Integer, Long> ids = new HashMap<>();
              while (found.hasNext()) {
                for (Tuple2<Integer, Long> each : found.next()._2()) {
                  ids.put(each._1(), each._2());
                }
              }
              return List.of(new Ids(partition, ids)).iterator();
            },
            true);
  }

  private static Iterator<Tuple2<FlowKey, Carrying>> carrying(
      int partition, Iterator<FlowsBlock> blocks) {
    FlowsBlocks row = new FlowsBlocks();
    return FlowPlaces.walk(
        blocks,
        (block, i, flow, to) -> {
          if (block.is(i, FlowsBlock.CARRIER)) {
            row.take(block, i);
            FlowKey key = FlowKey.of(row.words, row.at);
            long id = FlowId.of(row.words, row.at);
            to.add(new Tuple2<>(key, new Carrying(block.beganAt[i], id, -1, 0)));
          }
          if (block.is(i, FlowsBlock.CARRIED)) {
            Carrying looking = new Carrying(block.parentRow[i], 0, partition, flow);
            to.add(new Tuple2<>(block.parent[i], looking));
          }
        });
  }

  private static List<Tuple2<Integer, Tuple2<Integer, Long>>> matches(Iterable<Carrying> ofKey) {
    List<Carrying> carriers = new ArrayList<>();
    List<Carrying> looking = new ArrayList<>();
    for (Carrying each : ofKey) {
      (each.partition < 0 ? carriers : looking).add(each);
    }
    carriers.sort((one, other) -> Long.compare(one.row, other.row));
    looking.sort((one, other) -> Long.compare(one.row, other.row));
    List<Tuple2<Integer, Tuple2<Integer, Long>>> matches = new ArrayList<>();
    int next = 0;
    for (Carrying each : looking) {
      while (next < carriers.size() && carriers.get(next).row <= each.row) {
        next++;
      }
      if (next > 0) {
        long id = carriers.get(next - 1).id;
        matches.add(new Tuple2<>(each.partition, new Tuple2<>(each.flow, id)));
      }
    }
    return matches;
  }

  /** Gives a flow its carrier's id, in the row in which it was laid out. */
  static void set(Map<Integer, Long> ids, int flow, FlowsBlocks row) {
    FlowRow.setParentId(row.words, row.at, Objects.requireNonNullElse(ids.get(flow), 0L));
  }

  /** Keys of flows, the same in all processes. */
  private static final class ByKey extends Partitioner {
    private static final long serialVersionUID = 1;
    private final int partitions;
    private final long seed;
    private transient FlowHash hash;

    ByKey(int partitions, long seed) {
      this.partitions = partitions;
      this.seed = seed;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object any) {
      if (hash == null) {
        hash = new FlowHash(seed);
      }
      return Math.floorMod(((FlowKey) any).hash(hash), partitions);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByKey same && same.partitions == partitions && same.seed == seed;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }
}
