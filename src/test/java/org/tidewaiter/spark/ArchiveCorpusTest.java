package org.tidewaiter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidewaiter.Replaying;

/** Real captures, each by itself and all together, in parts as small as they can be. */
@Tag("slow")
class ArchiveCorpusTest extends OnTwoCores {
  private static final Path SHARED =
      Path.of(System.getProperty("tidewaiter.shared", "../shared")).resolve("captures/given");

  private static List<String> captures() throws Exception {
    assumeTrue(Files.isDirectory(SHARED));
    try (Stream<Path> found = Files.walk(SHARED)) {
      return found
          .filter(Files::isRegularFile)
          .map(path -> path.toAbsolutePath().normalize().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void eachCapture() throws Exception {
    List<String> different = new ArrayList<>();
    int number = 0;
    List<String> captures = captures();
    // A slice of them, 1/4 for the first of four, where all take too long.
    String slice = System.getProperty("tidewaiter.slice", "1/1");
    int slices = Integer.parseInt(slice.substring(2));
    for (int i = slice.charAt(0) - '1'; i < captures.size(); i += slices) {
      String capture = captures.get(i);
      Path replay = directory.resolve("replay" + number);
      Path archive = directory.resolve("archive" + number++);
      int expected = Replaying.replay(replay, List.of(capture)).exitCode();
      try {
        ArchiveRun.Run run =
            ArchiveRun.run(
                spark, archive, List.of(capture), "--partitions", "3", "--part-bytes", "65536");
        assertEquals(expected, run.exitCode(), run.out());
        ArchiveRun.assertSame(replay, archive);
      } catch (AssertionError | RuntimeException e) {
        String why = String.valueOf(e.getMessage());
        different.add(capture + ": " + why.substring(0, Math.min(3000, why.length())));
      }
    }
    System.err.println(number + " captures compared, " + different.size() + " differ");
    assertEquals(List.of(), different);
  }

  @Test
  void allTogether() throws Exception {
    Path replay = directory.resolve("replay");
    Path archive = directory.resolve("archive");
    int expected = Replaying.replay(replay, captures()).exitCode();
    ArchiveRun.Run run =
        ArchiveRun.run(spark, archive, captures(), "--partitions", "5", "--part-bytes", "65536");
    assertEquals(expected, run.exitCode(), run.out());
    ArchiveRun.assertSame(replay, archive);
  }
}
