package org.tidewaiter;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How much dearer one piece of work is than another, in processor time of this thread. */
public final class CostRatio {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MAX_ROUNDS = 12;

  private CostRatio() {}

  /** A piece of work that can be done again. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Best of several rounds of each, since a busy machine only ever makes work dearer; ends as soon
   * as the ratio is below the bound.
   */
  public static double of(Work crafted, Work usual, double bound) throws Exception {
    long leastCrafted = Long.MAX_VALUE;
    long leastUsual = Long.MAX_VALUE;
    double ratio = Double.MAX_VALUE;
    for (int round = 0; round < MAX_ROUNDS && (round < 3 || ratio >= bound); round++) {
      leastUsual = Math.min(leastUsual, nanos(usual));
      leastCrafted = Math.min(leastCrafted, nanos(crafted));
      ratio = (double) leastCrafted / leastUsual;
    }
    return ratio;
  }

  private static long nanos(Work work) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    work.run();
    return Math.max(1, THREADS.getCurrentThreadCpuTime() - start);
  }
}
