package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every replay, whatever the way the packets come in. */
class ReplayTest {
  private static final String OFFICE = "captures/office-kms.pcapng";
  private static final List<String> FILES =
      List.of("flows.csv", "findings.csv", "services.csv", "hosts.csv", "accounting.csv");

  @TempDir Path temp;

  private Path replay(String name, String capture, String... options) {
    Path report = temp.resolve(name);
    Replaying.Run run = Replaying.replay(report, List.of(capture), options);
    assertEquals(0, run.exitCode(), run.err());
    return report;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBytes() throws IOException {
    Path one = replay("one", OFFICE, "--threads", "1");
    for (String threads : List.of("2", "3", "8")) {
      Path more = replay("more" + threads, OFFICE, "--threads", threads);
      for (String file : FILES) {
        assertEquals(-1, Files.mismatch(one.resolve(file), more.resolve(file)), file);
      }
    }
  }

  @Test
  void compressionChangesNoRow() throws IOException {
    Path gzip = temp.resolve("office.pcapng.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      Files.copy(Path.of(OFFICE), out);
    }
    assertSameFlows(replay("plain", OFFICE), replay("gzip", gzip.toString()));
  }

  @Test
  void otherBatchesChangeNoRow() throws IOException {
    // A first packet alone in a file of its own shifts where every later batch is cut.
    Path whole = temp.resolve("whole.pcap");
    Path head = temp.resolve("head.pcap");
    Path tail = temp.resolve("tail.pcap");
    byte[] bytes = Files.readAllBytes(Path.of("captures/scan.pcap"));
    Files.write(whole, bytes);
    int firstLength =
        24
            + 16
            + java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(24 + 8);
    Files.write(head, java.util.Arrays.copyOf(bytes, firstLength));
    try (OutputStream out = Files.newOutputStream(tail)) {
      out.write(bytes, 0, 24);
      out.write(bytes, firstLength, bytes.length - firstLength);
    }
    Path split = temp.resolve("split");
    Replaying.Run run = Replaying.replay(split, List.of(tail.toString(), head.toString()));
    assertEquals(0, run.exitCode(), run.err());
    assertSameFlows(replay("whole", whole.toString()), split);
  }

  private static void assertSameFlows(Path one, Path other) {
    List<String> left = Replaying.withoutInput(Replaying.lines(one, "flows.csv"));
    List<String> right = Replaying.withoutInput(Replaying.lines(other, "flows.csv"));
    assertEquals(left.size(), right.size());
    for (int i = 0; i < left.size(); i++) {
      assertEquals(left.get(i), right.get(i), "row " + i);
    }
  }

  @Test
  void anotherRunsReportIsNotOverwrittenUnlessForced() {
    replay("report", OFFICE);
    Replaying.Run again = Replaying.replay(temp.resolve("report"), List.of(OFFICE));
    assertEquals(2, again.exitCode());
    assertTrue(again.err().contains("--force"), again.err());
    replay("report", OFFICE, "--force");
  }

  @Test
  void thePageIsWrittenUnlessItIsNotWanted() {
    assertTrue(Files.exists(replay("with", OFFICE).resolve("report.html")));
    assertTrue(Files.exists(replay("too", OFFICE, "--page", "always").resolve("report.html")));
    assertFalse(Files.exists(replay("none", OFFICE, "--page", "never").resolve("report.html")));
    assertEquals(2, Replaying.run("replay", OFFICE, "--page", "maybe").exitCode());
  }

  @Test
  void damageKeepsTheRowsAndChangesTheExitCode() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(OFFICE));
    Path cut = temp.resolve("cut.pcapng");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 10));
    Replaying.Run run = Replaying.replay(temp.resolve("cut"), List.of(cut.toString()));
    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("damaged at byte"), run.err());
    assertTrue(Replaying.lines(temp.resolve("cut"), "flows.csv").size() > 200);
    assertTrue(
        Replaying.lines(temp.resolve("cut"), "accounting.csv").stream()
            .anyMatch(row -> row.startsWith("damage,")));
  }

  @Test
  void whatIsNoCaptureIsDamageToo() throws IOException {
    Path text = temp.resolve("notes.txt");
    Files.writeString(text, "not a capture");
    Replaying.Run run = Replaying.replay(temp.resolve("r"), List.of(text.toString(), OFFICE));
    assertEquals(3, run.exitCode());
    assertTrue(Replaying.lines(temp.resolve("r"), "flows.csv").size() > 200);
  }

  @Test
  void aFindingAtOrAboveTheBoundChangesTheExitCode() {
    Replaying.Run low = Replaying.replay(temp.resolve("low"), List.of(OFFICE), "--fail-on", "low");
    assertEquals(10, low.exitCode());
    Replaying.Run critical =
        Replaying.replay(temp.resolve("critical"), List.of(OFFICE), "--fail-on", "critical");
    assertEquals(0, critical.exitCode());
    assertEquals(2, Replaying.run("replay", OFFICE, "--fail-on", "severe").exitCode());
  }

  @Test
  void aBadRuleFileStopsBeforeAnythingIsWritten() throws IOException {
    Path rules = Files.createDirectory(temp.resolve("rules"));
    Files.writeString(
        rules.resolve("networks.csv"), "group,member,comment\nkms-hosts,10.0.0.1/8,\n");
    Replaying.Run run =
        Replaying.replay(temp.resolve("none"), List.of(OFFICE), "--rules", rules.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("networks.csv:2"), run.err());
    assertFalse(Files.exists(temp.resolve("none")));
  }

  @Test
  void aDeclaredKmsHostLeavesTheOtherOneUnexpected() throws IOException {
    Path rules = Files.createDirectory(temp.resolve("site"));
    Files.writeString(
        rules.resolve("networks.csv"),
        "group,member,comment\nkms-hosts,10.20.30.15,the KMS host\n",
        StandardCharsets.UTF_8);
    Path report = replay("site-report", OFFICE, "--rules", rules.toString());
    List<String> kms =
        Replaying.lines(report, "findings.csv").stream()
            .filter(row -> row.contains("kms-unexpected-host"))
            .toList();
    assertEquals(1, kms.size(), kms.toString());
    assertTrue(kms.get(0).contains("10.20.30.117"), kms.get(0));
    assertTrue(kms.get(0).contains(",high,"), kms.get(0));
  }

  @Test
  void outcomesSumToThePacketsRead() throws IOException {
    List<String> rows = Replaying.lines(replay("sum", OFFICE), "accounting.csv");
    long read = 0;
    long outcomes = 0;
    for (String row : rows) {
      String[] cells = row.split(",");
      if (cells[0].equals("read") && cells[2].equals("packets")) {
        read += Long.parseLong(cells[3]);
      } else if (cells[0].equals("outcome")) {
        outcomes += Long.parseLong(cells[3]);
      }
    }
    assertTrue(read > 1000);
    assertEquals(read, outcomes);
  }
}
