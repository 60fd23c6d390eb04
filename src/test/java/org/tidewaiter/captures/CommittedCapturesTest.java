package org.tidewaiter.captures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed captures are what the code makes. After changing that code on purpose, write them
 * again with {@code mvn -q test -Dtest=CommittedCapturesTest -Dcaptures.rewrite=true}.
 */
class CommittedCapturesTest {
  private static final Path FOLDER = Path.of("captures");
  private static final long MOST_BYTES = 1_500_000;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (made|recorded) \\|");

  static List<CaptureFile> made() {
    return CaptureFile.all();
  }

  @ParameterizedTest
  @MethodSource("made")
  void codeMakesTheCommittedBytes(CaptureFile capture) throws IOException {
    byte[] bytes = capture.content().get();
    Path path = FOLDER.resolve(capture.name());
    if (Boolean.getBoolean("captures.rewrite")) {
      Files.createDirectories(FOLDER);
      Files.write(path, bytes);
    }
    assertArrayEquals(bytes, Files.readAllBytes(path), "see the class comment");
  }

  @Test
  void readmeNamesEachFileOnceAndNoOther() throws IOException {
    Set<String> named = new TreeSet<>();
    Set<String> namedAsMade = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(FOLDER.resolve("README.md")));
    while (row.find()) {
      assertTrue(named.add(row.group(1)), () -> row.group(1) + " has two rows");
      if (row.group(2).equals("made")) {
        namedAsMade.add(row.group(1));
      }
    }
    Set<String> made = new TreeSet<>();
    made().forEach(capture -> made.add(capture.name()));
    assertEquals(made, namedAsMade);
    assertEquals(committed(), named);
  }

  @Test
  void folderStaysSmall() throws IOException {
    long bytes = 0;
    for (String name : committed()) {
      bytes += Files.size(FOLDER.resolve(name));
    }
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  private static Set<String> committed() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> names = new TreeSet<>();
      files.map(path -> path.getFileName().toString()).forEach(names::add);
      names.removeIf(name -> !name.contains(".pcap"));
      return names;
    }
  }
}
