package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a flow is counted, and when among those that are counted there.
 *
 * @param partition task that counts it
 * @param rank its place in the report
 * @param kind {@link #SERVICE}, {@link #CLIENT} or {@link #SERVER}
 */
record TallyKey(int partition, long rank, int kind) implements KnownPartitions.Place, Serializable {
  static final int SERVICE = 0;
  static final int CLIENT = 1;
  static final int SERVER = 2;

  /** The order of the report. */
  static final class Order implements Comparator<TallyKey>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(TallyKey one, TallyKey other) {
      int byPartition = Integer.compare(one.partition, other.partition);
      if (byPartition != 0) {
        return byPartition;
      }
      int byRank = Long.compare(one.rank, other.rank);
      return byRank != 0 ? byRank : Integer.compare(one.kind, other.kind);
    }
  }
}
