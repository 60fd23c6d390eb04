package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.Replaying;

/** A real cluster, of which a worker dies: the report says the same. */
@Tag("slow")
class ArchiveClusterTest {
  @TempDir Path directory;

  /** Kills a worker in the middle of a stage, once so many tasks of the job have ended. */
  private static final class Killer extends SparkListener {
    private final LoopbackCluster cluster;
    private final int tasksBefore;
    private final AtomicInteger ended = new AtomicInteger();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    Killer(LoopbackCluster cluster, int tasksBefore) {
      this.cluster = cluster;
      this.tasksBefore = tasksBefore;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      if (ended.incrementAndGet() == tasksBefore) {
        cluster.kill(0);
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
      removed.add(executor.executorId());
    }
  }

  @Test
  void aWorkerDiesWhileCapturesAreRead() throws Exception {
    // 25 tasks look at the beginnings of the files; one in three is read when it happens.
    survives(25 + 66);
  }

  @Test
  void aWorkerDiesWhileFlowsAreFinished() throws Exception {
    // All files are read, and their rows are shuffled: what the worker had of them is lost.
    survives(25 + 200 + 52);
  }

  private void survives(int tasksBefore) throws Exception {
    List<String> day = DayOfTraffic.write(directory, 200, 57, 3);
    Path replay = directory.resolve("replay");
    Path archive = directory.resolve("archive");
    assertEquals(0, Replaying.replay(replay, day).exitCode());
    try (LoopbackCluster cluster = new LoopbackCluster(directory.resolve("cluster"), 2);
        JavaSparkContext spark = cluster.context(2)) {
      Killer killer = new Killer(cluster, tasksBefore);
      spark.sc().addSparkListener(killer);
      ArchiveRun.Run run = ArchiveRun.run(spark, archive, day, "--partitions", "4");
      assertEquals(0, run.exitCode(), run.out());
      assertTrue(killer.ended.get() > tasksBefore, killer.ended + " tasks");
      assertEquals(1, killer.removed.size(), "executors that died");
    }
    ArchiveRun.assertSame(replay, archive);
  }
}
