package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleException;

/** Any bytes as any rule file: rules, or problems that name a line of it; the same each time. */
class RuleFilesFuzzTest {
  private static final List<String> NAMES =
      List.of("networks.csv", "expectations.csv", "detections.csv", "services.csv");

  /** One input in so many is read twice. */
  private static final int AGAIN = 8;

  private static final Path DIRECTORY = directory();

  private static Path directory() {
    try {
      Path made = Files.createTempDirectory("rules");
      made.toFile().deleteOnExit();
      return made;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The shipped files: which one, then its first bytes. */
  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      byte[] shipped = Files.readAllBytes(Path.of("rules", NAMES.get(i)));
      byte[] seed = new byte[1 + Math.min(4000, shipped.length)];
      seed[0] = (byte) i;
      System.arraycopy(shipped, 0, seed, 1, seed.length - 1);
      seeds.add(seed);
    }
    return seeds.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] data) throws IOException {
    if (data.length < 1) {
      return;
    }
    Path file = DIRECTORY.resolve(NAMES.get((data[0] & 0xff) % NAMES.size()));
    file.toFile().deleteOnExit();
    Files.write(file, Arrays.copyOfRange(data, 1, data.length));
    try {
      List<String> said = read(data);
      if (data.length % AGAIN == 0) {
        assertEquals(said, read(data));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static List<String> read(byte[] data) {
    List<Problem> problems;
    boolean refused = false;
    try {
      problems = RuleSet.read(RuleDirectory.only(DIRECTORY), RuleFixture.TODAY).warnings();
    } catch (RuleException e) {
      refused = true;
      problems = e.problems().sorted();
      assertFalse(problems.isEmpty());
    }
    assertEquals(refused, problems.stream().anyMatch(Problem::error));
    for (Problem problem : problems) {
      assertTrue(problem.line() >= 0 && problem.line() <= data.length, problem.toString());
    }
    return problems.stream().map(Problem::toString).toList();
  }
}
