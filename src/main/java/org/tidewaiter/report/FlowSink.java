package org.tidewaiter.report;

import java.io.IOException;

/** Takes the rows of flows that ended: a whole run's report, or a live period's. */
public interface FlowSink {
  /**
   * Takes a flow; what is kept of its words is copied.
   *
   * @param row number of the flow's row, for those who keep something beside it
   */
  void ended(int row, long[] words, int at) throws IOException;
}
