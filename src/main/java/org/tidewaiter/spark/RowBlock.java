package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a block of rows belongs.
 *
 * @param partition the part of the flows that its rows are of
 * @param firstRow number of its first row
 */
record RowBlock(int partition, long firstRow) implements KnownPartitions.Place, Serializable {
  /** Partition of the fragments, whose flows are not known yet. */
  static final int FRAGMENTS = -1;

  /** The order in which a partition's blocks are read. */
  static final class Order implements Comparator<RowBlock>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(RowBlock one, RowBlock other) {
      int byPartition = Integer.compare(one.partition, other.partition);
      return byPartition != 0 ? byPartition : Long.compare(one.firstRow, other.firstRow);
    }
  }
}
