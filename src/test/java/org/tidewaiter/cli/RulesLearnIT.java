package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.JarRun;
import org.tidewaiter.Replaying;

/** {@code rules learn} with the packaged jar. */
class RulesLearnIT {
  private static final String OFFICE = "captures/office-kms.pcapng";

  @TempDir Path directory;

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void learnsTheOfficeAndThenFindsOnlyWhatIsWrong() throws IOException {
    Replaying.Run learn = JarRun.of("rules", "learn", OFFICE, "--out", path("draft"));
    assertEquals(0, learn.exitCode(), learn.out());
    assertTrue(learn.out().startsWith("Learned   from 179 of 224 flows"), learn.out());

    Replaying.Run check = JarRun.of("rules", "check", "--rules", path("draft"));
    assertEquals(0, check.exitCode(), check.out());
    assertTrue(check.out().contains("no errors, 0 warnings"), check.out());

    Replaying.Run replay =
        JarRun.of("replay", OFFICE, "--out", path("report"), "--rules", path("draft"));
    assertEquals(0, replay.exitCode(), replay.out());
    List<String> findings = Files.readAllLines(directory.resolve("report/findings.csv"));
    assertTrue(findings.get(1).contains("kms-unexpected-host"), findings.get(1));
    for (String finding : findings.subList(1, findings.size())) {
      assertTrue(finding.contains("10.20.30.117") || finding.contains("netbios-legacy"), finding);
    }

    Replaying.Run again = JarRun.of("rules", "learn", OFFICE, "--out", path("draft"));
    assertEquals(2, again.exitCode(), again.out());
    assertTrue(again.out().contains("is there already"), again.out());
  }

  @Test
  void sameInputSameBytesFromCapturesAndFromTheirReport() throws IOException {
    assertEquals(0, JarRun.of("replay", "-q", OFFICE, "--out", path("report")).exitCode());
    JarRun.of("rules", "learn", OFFICE, "--out", path("one"));
    JarRun.of("rules", "learn", path("report"), "--out", path("two"));
    try (Stream<Path> files = Files.list(directory.resolve("one"))) {
      List<Path> all = files.toList();
      assertEquals(4, all.size());
      for (Path file : all) {
        Path other = directory.resolve("two").resolve(file.getFileName());
        assertEquals(Files.readString(file), Files.readString(other));
      }
    }
  }

  @Test
  void aScanTeachesNothing() throws IOException {
    Replaying.Run learn = JarRun.of("rules", "learn", "captures/scan.pcap", "-o", path("draft"));
    assertEquals(0, learn.exitCode(), learn.out());
    String rows = Files.readString(directory.resolve("draft/expectations.csv"));
    assertFalse(rows.contains("learned/"), rows);
  }
}
