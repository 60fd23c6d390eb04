package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.JarRun;
import org.tidewaiter.Replaying.Run;

/** {@code diff} and {@code rules try} with the packaged jar. */
class ComparingIT {
  @TempDir static Path directory;

  private static String path(String name) {
    return directory.resolve(name).toString();
  }

  @BeforeAll
  static void replay() throws IOException {
    Path capture = Files.copy(Path.of("captures/office-kms.pcapng"), directory.resolve("c.pcapng"));
    Path rules = Files.createDirectories(directory.resolve("rules"));
    Files.writeString(rules.resolve("networks.csv"), "group,member\nkms-hosts,10.20.30.15\n");
    assertEquals(0, JarRun.of("replay", "-q", capture.toString(), "-o", path("a")).exitCode());
    Run other =
        JarRun.of("replay", "-q", capture.toString(), "-o", path("b"), "--rules", path("rules"));
    assertEquals(0, other.exitCode());
  }

  @Test
  void aReportIsLikeItself() {
    Run same = JarRun.of("diff", path("a"), path("a"));
    assertEquals(0, same.exitCode(), same.out());
    assertTrue(
        same.out().startsWith("Findings  0 new, 0 gone, 0 changed, 5 as before\n"), same.out());
    Run csv = JarRun.of("diff", "--csv", path("a"), path("a"));
    assertEquals(1, csv.out().lines().count(), csv.out());
  }

  @Test
  void otherRulesChangeFindingsAndServices() {
    Run diff = JarRun.of("diff", path("a"), path("b"));
    assertEquals(10, diff.exitCode(), diff.out());
    assertTrue(diff.out().contains("Note: the two reports were made by different rules."));
    assertTrue(diff.out().contains("Findings  0 new, 1 gone, 3 changed, 1 as before"), diff.out());
    assertTrue(diff.out().contains("(severity medium -> high; expected "), diff.out());
    assertTrue(
        diff.out()
            .contains("changed  10.20.30.117     kms 1688/tcp (verdict no-rule -> unexpected)"),
        diff.out());
    Run csv = JarRun.of("diff", "--csv", path("a"), path("b"));
    assertTrue(csv.out().contains("\nservice,changed,10.20.30.117,1688,tcp,kms,"), csv.out());
  }

  /** What a report lacks may not have been read: here all after two thirds of the capture. */
  @Test
  void aReportOfADamagedCaptureIsNotTakenForAll() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of("captures/office-kms.pcapng"));
    Path half = Files.write(directory.resolve("half.pcapng"), Arrays.copyOf(whole, 400_000));
    assertEquals(3, JarRun.of("replay", "-q", half.toString(), "-o", path("h")).exitCode());
    Run diff = JarRun.of("diff", path("a"), path("h"));
    assertEquals(10, diff.exitCode(), diff.out());
    String note = "Note: not all was read for " + path("h") + ", which may be why it lacks ";
    assertTrue(diff.out().contains(note), diff.out());
    assertTrue(diff.out().contains("damage in half.pcapng: the file ends inside"), diff.out());
    assertFalse(diff.out().contains("not all was read for " + path("a")), diff.out());
  }

  @Test
  void aDraftIsTriedOnAReportAndOnItsCapture() {
    for (String input : new String[] {path("a"), path("c.pcapng")}) {
      Run run = JarRun.of("rules", "try", "--rules", path("rules"), input);
      assertEquals(10, run.exitCode(), run.out());
      assertTrue(run.out().contains("Findings  0 new, 1 gone, 3 changed, 1 as before"), run.out());
    }
    Run base =
        JarRun.of("rules", "try", "--rules", path("rules"), "--base", path("rules"), path("a"));
    assertEquals(0, base.exitCode(), base.out());
  }

  @Test
  void aReportWhoseCaptureChangedIsRefused() throws IOException {
    Path capture = Files.copy(Path.of("captures/scan.pcap"), directory.resolve("gone.pcap"));
    assertEquals(0, JarRun.of("replay", "-q", capture.toString(), "-o", path("g")).exitCode());
    Files.writeString(capture, "shorter");
    Run run = JarRun.of("rules", "try", "--rules", path("rules"), path("g"));
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.out().contains("has another size now"), run.out());
    Files.delete(capture);
    run = JarRun.of("rules", "try", "--rules", path("rules"), path("g"));
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.out().contains("is not there; findings cannot be made from"), run.out());
  }

  @Test
  void whatIsNoReportIsSaid() {
    Run run = JarRun.of("diff", path("a"), path("rules"));
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.out().contains("no finished report"), run.out());
  }
}
