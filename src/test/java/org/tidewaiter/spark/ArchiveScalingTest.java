package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Measures, for the page about archives: the same job on one executor of one core and on two. */
@Tag("slow")
@EnabledIfSystemProperty(named = "tidewaiter.scaling", matches = "\\d+")
class ArchiveScalingTest {
  private static final int RUNS = 2;

  @TempDir Path directory;

  @Test
  void oneExecutorAndTwo() throws Exception {
    int packets = Integer.getInteger("tidewaiter.scaling");
    Path capture = directory.resolve("traffic.pcap");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/bench/Traffic.java",
                capture.toString(),
                Integer.toString(packets),
                Integer.toString(packets / 20),
                "imix",
                "7")
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    System.err.println(Files.size(capture) + " bytes of captures");
    for (int executors = 1; executors <= 2; executors++) {
      Path home = directory.resolve("cluster" + executors);
      try (LoopbackCluster cluster = new LoopbackCluster(home, executors);
          JavaSparkContext spark = cluster.context(executors)) {
        for (int run = 0; run < RUNS; run++) {
          Path archive = directory.resolve("archive" + executors + "-" + run);
          long from = System.nanoTime();
          ArchiveRun.Run done =
              ArchiveRun.run(
                  spark,
                  archive,
                  List.of(capture.toString()),
                  "--partitions",
                  "4",
                  "--part-megabytes",
                  "32",
                  "--page-flows",
                  "0");
          long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
          assertEquals(0, done.exitCode(), done.out());
          System.err.print(executors + " executors: " + millis + " ms\n" + done.out());
        }
      }
    }
  }
}
