package org.tidewaiter.flow;

/** Which rows are the idlest, without sorting them: a histogram of their last packet times. */
final class IdlestRows {
  private static final int BUCKET_BITS = 12;

  private IdlestRows() {}

  /**
   * A time such that at least {@code wanted} live rows had their last packet at or before it, and
   * not many more.
   */
  static long threshold(FlowRows rows, int wanted) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int row = 0; row < rows.used(); row++) {
      if (isLive(rows, row)) {
        long last = last(rows, row);
        earliest = Math.min(earliest, last);
        latest = Math.max(latest, last);
      }
    }
    int shift = Math.max(0, 64 - BUCKET_BITS - Long.numberOfLeadingZeros(latest - earliest));
    int[] histogram = new int[1 << BUCKET_BITS];
    for (int row = 0; row < rows.used(); row++) {
      if (isLive(rows, row)) {
        histogram[(int) (last(rows, row) - earliest >>> shift)]++;
      }
    }
    int bucket = 0;
    for (int count = histogram[0]; count < wanted && bucket < histogram.length - 1; ) {
      count += histogram[++bucket];
    }
    // Without a sign: both the span and the bucket's end may lie beyond what a signed long holds.
    long end = ((long) (bucket + 1) << shift) - 1;
    return Long.compareUnsigned(end, latest - earliest) < 0 ? earliest + end : latest;
  }

  private static boolean isLive(FlowRows rows, int row) {
    return FlowRow.isLive(rows.words(row), FlowRows.at(row));
  }

  private static long last(FlowRows rows, int row) {
    return rows.words(row)[FlowRows.at(row) + FlowRow.LAST];
  }
}
