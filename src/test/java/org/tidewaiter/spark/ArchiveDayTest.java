package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidewaiter.Replaying;

/** A day in two hundred files, and in one file that is read in parts. */
@Tag("slow")
class ArchiveDayTest extends OnTwoCores {
  @Test
  void aDayInTwoHundredFiles() throws Exception {
    List<String> day = DayOfTraffic.write(directory, 200, 190, 1);
    Path replay = directory.resolve("replay");
    Path archive = directory.resolve("archive");
    assertEquals(0, Replaying.replay(replay, day).exitCode());
    ArchiveRun.Run run = ArchiveRun.run(spark, archive, day, "--partitions", "4", "--keep-work");
    assertEquals(0, run.exitCode(), run.out());
    ArchiveRun.assertSame(replay, archive);
    System.err.print(run.out());
    // What was read is not read again.
    List<String> kept = kept(archive);
    assertTrue(kept.size() >= 200, kept.size() + " files");
    ArchiveRun.Run again =
        ArchiveRun.run(spark, archive, day, "--partitions", "4", "--keep-work", "--force");
    assertEquals(0, again.exitCode(), again.out());
    assertEquals(kept, kept(archive));
    ArchiveRun.assertSame(replay, archive);
  }

  private static List<String> kept(Path archive) throws Exception {
    try (Stream<Path> files = Files.list(archive.resolve("_work"))) {
      return files
          .filter(path -> path.toString().endsWith(".rows"))
          .map(path -> path.getFileName() + " " + path.toFile().lastModified())
          .sorted()
          .toList();
    }
  }

  @Test
  void aDayInParts() throws Exception {
    List<String> day = DayOfTraffic.write(directory, 1, 57, 2);
    Path replay = directory.resolve("replay");
    Path archive = directory.resolve("archive");
    assertEquals(0, Replaying.replay(replay, day).exitCode());
    ArchiveRun.Run run =
        ArchiveRun.run(spark, archive, day, "--partitions", "4", "--part-bytes", "20000");
    assertEquals(0, run.exitCode(), run.out());
    System.err.print(run.out());
    ArchiveRun.assertSame(replay, archive);
  }
}
