package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every capture of the project beside the reports it must give. After a change that is meant,
 * {@code mvn test -Dtest=GoldenReportsTest -Dgolden=rewrite} writes them anew; then read the
 * difference.
 */
class GoldenReportsTest {
  private static final Path CAPTURES = Path.of("captures");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final List<String> FILES =
      List.of("flows.csv", "findings.csv", "services.csv", "hosts.csv", "accounting.csv");

  static Stream<String> captures() throws IOException {
    try (Stream<Path> files = Files.list(CAPTURES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void reportsAreTheExpectedOnes(String capture, @TempDir Path temp) throws IOException {
    Path report = temp.resolve("report");
    Replaying.Run run = Replaying.replay(report, List.of("captures/" + capture));
    assertTrue(run.exitCode() == 0 || run.exitCode() == 3, run.err());
    Path golden = GOLDEN.resolve(capture);
    boolean rewrite = "rewrite".equals(System.getProperty("golden"));
    if (rewrite) {
      Files.createDirectories(golden);
    }
    for (String file : FILES) {
      String found = Files.readString(report.resolve(file));
      if (rewrite) {
        Files.writeString(golden.resolve(file), found);
      }
      assertEquals(Files.readString(golden.resolve(file)), found, capture + ": " + file);
    }
  }

  @Test
  void everyGoldenReportHasItsCapture() throws IOException {
    try (Stream<Path> directories = Files.list(GOLDEN)) {
      TreeSet<String> golden = new TreeSet<>();
      directories.forEach(directory -> golden.add(directory.getFileName().toString()));
      assertEquals(new TreeSet<>(captures().toList()), golden);
    }
  }
}
