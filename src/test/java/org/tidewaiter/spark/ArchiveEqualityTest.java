package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.Replaying;

/** A job on Spark says what a replay says. */
class ArchiveEqualityTest extends OnTwoCores {
  @Test
  void aCaptureOfThisProject() throws Exception {
    String capture = Path.of("captures/office-kms.pcapng").toAbsolutePath().toString();
    Path replay = directory.resolve("replay");
    Path archive = directory.resolve("archive");
    assertEquals(0, Replaying.replay(replay, List.of(capture)).exitCode());
    ArchiveRun.Run run = ArchiveRun.run(spark, archive, List.of(capture), "--partitions", "3");
    assertEquals(0, run.exitCode(), run.out());
    ArchiveRun.assertSame(replay, archive);
  }
}
