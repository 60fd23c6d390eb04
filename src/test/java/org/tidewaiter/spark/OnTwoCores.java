package org.tidewaiter.spark;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests whose jobs share one Spark within the JVM. */
abstract class OnTwoCores {
  static JavaSparkContext spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    ArchiveRun.assumeHadoopRuns();
    spark = ArchiveRun.onTwoCores();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.close();
    }
  }
}
