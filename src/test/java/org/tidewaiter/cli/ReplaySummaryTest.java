package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.Replaying;

/** What a replay prints does not say more than it knows. */
class ReplaySummaryTest {
  @TempDir Path temp;

  private String said(int exitCode, String capture, String... options) {
    String[] words = {"replay", capture, "--force", "--out", temp.resolve("report").toString()};
    String[] all = Arrays.copyOf(words, words.length + options.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    Replaying.Run run = Replaying.run(all);
    assertEquals(exitCode, run.exitCode(), run.err());
    return run.out();
  }

  @Test
  void noneWhereAllWasRead() {
    String said = said(0, "captures/quiet-home.pcap");
    assertTrue(said.contains("\nFindings  none\n"), said);
    assertFalse(said.contains("Missed"), said);
  }

  /** A link type that nobody decodes: its number stands at byte 20. */
  @Test
  void packetsThatAreNotDecodedAreMissed() throws IOException {
    byte[] capture = Files.readAllBytes(Path.of("captures/quiet-home.pcap"));
    capture[20] = (byte) 147;
    Path unknown = Files.write(temp.resolve("unknown.pcap"), capture);
    String said = said(0, unknown.toString());
    assertTrue(said.contains("\nMissed    "), said);
    assertTrue(said.contains(" packets (unsupported-link-type)\n"), said);
    assertTrue(said.contains("\nFindings  none in what was read\n"), said);
  }

  @Test
  void whatTheUserLeavesOutIsNotMissed() {
    String said = said(0, "captures/quiet-home.pcap", "-f", "tcp and port 9");
    assertFalse(said.contains("Missed"), said);
    assertTrue(said.contains(" filtered out"), said);
    assertTrue(said.contains("\nFindings  none in what was read\n"), said);
  }

  @Test
  void nothingWasReadOfACaptureWithoutPackets() throws IOException {
    byte[] header = Arrays.copyOf(Files.readAllBytes(Path.of("captures/quiet-home.pcap")), 24);
    Path empty = Files.write(temp.resolve("empty.pcap"), header);
    String said = said(0, empty.toString());
    assertTrue(said.contains("\nFindings  none: no packets were read\n"), said);
  }

  @Test
  void damageIsToldOfTheInput() {
    String said = said(3, "captures/cut-in-record.pcap");
    assertTrue(said.contains(", DAMAGED)"), said);
    assertFalse(said.contains("Missed"), said);
    assertTrue(said.contains("\nFindings  none in what was read\n"), said);
  }
}
