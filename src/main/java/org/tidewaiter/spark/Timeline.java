package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The order of an archive: which numbers the rows of each part have, which input a part belongs to,
 * and before which rows silent flows are looked for.
 */
final class Timeline implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] firstRows;
  private final int[] inputs;
  private long[] sweepRows = new long[64];
  private long[] sweepNanos = new long[64];
  private int sweeps;

  /**
   * A timeline without sweeps.
   *
   * @param firstRows number of the first row of each part and, at the end, of all rows
   * @param inputs number of each part's input
   */
  Timeline(long[] firstRows, int[] inputs) {
    this.firstRows = firstRows.clone();
    this.inputs = inputs.clone();
  }

  Timeline withoutSweeps() {
    return new Timeline(firstRows, inputs);
  }

  void addSweep(long row, long nanos) {
    if (sweeps == sweepRows.length) {
      sweepRows = Arrays.copyOf(sweepRows, sweeps * 2);
      sweepNanos = Arrays.copyOf(sweepNanos, sweeps * 2);
    }
    sweepRows[sweeps] = row;
    sweepNanos[sweeps++] = nanos;
  }

  /** The part that has a row. Parts without rows have none. */
  int partOf(long row) {
    int low = 0;
    int high = inputs.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstRows[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Number of the first row of a part; of the part behind the last one, the number of all rows. */
  long firstRow(int part) {
    return firstRows[part];
  }

  /** Rows of the whole input. */
  long rows() {
    return firstRows[inputs.length];
  }

  int input(int part) {
    return inputs[part];
  }

  int sweeps() {
    return sweeps;
  }

  long sweepRow(int sweep) {
    return sweepRows[sweep];
  }

  long sweepNanos(int sweep) {
    return sweepNanos[sweep];
  }
}
