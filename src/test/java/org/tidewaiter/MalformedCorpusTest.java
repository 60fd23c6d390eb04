package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile captures, where they are at hand: no exception, no hang, nothing unaccounted for. */
class MalformedCorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("tidewaiter.shared", "../shared"), "captures", "malformed");

  @Test
  void everyHostileCaptureEndsWellAndAccountsForEachPacket(@TempDir Path temp) throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(CORPUS));
    List<Path> captures;
    try (Stream<Path> files = Files.list(CORPUS)) {
      captures = files.filter(Files::isRegularFile).sorted().toList();
    }
    List<String> bad = new ArrayList<>();
    long slowestMillis = 0;
    for (Path capture : captures) {
      Path report = temp.resolve("r");
      long start = System.nanoTime();
      Replaying.Run run =
          Replaying.replay(report, List.of(capture.toString()), "--force", "--threads", "1");
      slowestMillis = Math.max(slowestMillis, (System.nanoTime() - start) / 1_000_000);
      if (run.exitCode() != 0 && run.exitCode() != 3) {
        bad.add(capture + ": exit " + run.exitCode() + " " + run.err());
      } else if (!sumsUp(Replaying.lines(report, "accounting.csv"))) {
        bad.add(capture + ": outcomes do not sum to the packets");
      }
    }
    assertEquals(List.of(), bad);
    assertTrue(slowestMillis < 10_000, "slowest took " + slowestMillis + " ms");
  }

  private static boolean sumsUp(List<String> rows) {
    long sum = 0;
    for (String row : rows) {
      String[] cells = row.split(",", 5);
      if (cells[0].equals("read") && cells[2].equals("packets")) {
        sum += Long.parseLong(cells[3]);
      } else if (cells[0].equals("outcome")) {
        sum -= Long.parseLong(cells[3]);
      }
    }
    return sum == 0;
  }
}
