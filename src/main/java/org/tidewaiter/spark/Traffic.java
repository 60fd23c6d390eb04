package org.tidewaiter.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts what the tasks of a job hand to one another, and what they cost. */
final class Traffic extends SparkListener {
  private final AtomicLong shuffled = new AtomicLong();
  private final AtomicLong cpuNanos = new AtomicLong();

  /** Counts from now on. */
  static Traffic of(JavaSparkContext spark) {
    Traffic traffic = new Traffic();
    spark.sc().addSparkListener(traffic);
    return traffic;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null) {
      cpuNanos.addAndGet(end.taskMetrics().executorCpuTime());
      shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
    }
  }

  /** Processor time of all tasks, in ns. */
  long cpuNanos() {
    return cpuNanos.get();
  }

  /** Bytes that were shuffled so far. */
  long shuffledBytes() {
    return shuffled.get();
  }
}
