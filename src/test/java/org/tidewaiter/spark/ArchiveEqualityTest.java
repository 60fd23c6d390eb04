package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
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

  @Test
  void aTimeoutOfTheUser() throws Exception {
    String capture = Path.of("captures/office-kms.pcapng").toAbsolutePath().toString();
    Path replay = directory.resolve("replay");
    Path archive = directory.resolve("archive");
    List<String> captures = List.of(capture);
    assertEquals(0, Replaying.replay(replay, captures, "--idle-timeout", "2s").exitCode());
    ArchiveRun.Run run = ArchiveRun.run(spark, archive, captures, "--idle-timeout", "2s");
    assertEquals(0, run.exitCode(), run.out());
    ArchiveRun.assertSame(replay, archive);
    run = ArchiveRun.run(spark, archive, captures, "--force", "--idle-timeout", "2");
    assertEquals(2, run.exitCode());
    assertTrue(run.out().contains("--idle-timeout: '2' is not a duration; write 90s"), run.out());
  }

  /** "Nothing found" in nothing would be taken for an answer. */
  @Test
  void capturesThatAreNotThereAreNoReport() throws Exception {
    Path out = directory.resolve("archive");
    String missing = directory.resolve("missing.pcap").toString();
    ArchiveRun.Run run = ArchiveRun.run(spark, out, List.of(missing, missing + "*"));
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.out().contains("missing.pcap: there is no such file; none of the 2"), run.out());
    Path empty = Files.createDirectory(directory.resolve("empty"));
    for (String said : List.of("there is no file at all", "the only file there is none")) {
      run = ArchiveRun.run(spark, out, List.of(empty.toString()), "-r");
      assertEquals(2, run.exitCode(), run.out());
      assertTrue(run.out().contains(said), run.out());
      Files.writeString(empty.resolve("notes.txt"), "nothing");
    }
    assertFalse(Files.exists(out.resolve("summary.json")));
    String capture = Path.of("captures/office-kms.pcapng").toAbsolutePath().toString();
    run = ArchiveRun.run(spark, out, List.of(capture, missing));
    assertEquals(3, run.exitCode(), run.out());
    assertTrue(run.out().contains("1 capture is damaged"), run.out());
    assertTrue(
        run.out().startsWith("1,850 packets in 2 captures, 224 flows; findings: "), run.out());
  }
}
