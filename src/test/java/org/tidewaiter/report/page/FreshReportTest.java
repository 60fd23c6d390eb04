package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.Replaying;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.RunReport;

/** A replay's page is the one that {@code report} makes of its reports. */
class FreshReportTest {
  private static final int DAMAGED = 3;

  @TempDir Path temp;

  private String assertSamePage(List<String> captures, String... options) throws IOException {
    Path report = temp.resolve("report");
    Replaying.Run run = Replaying.replay(report, captures, options);
    assertTrue(run.exitCode() == 0 || run.exitCode() == DAMAGED, run.err());
    Path again = temp.resolve("again.html");
    run = Replaying.run("report", report.toString(), "--out", again.toString());
    assertEquals(0, run.exitCode(), run.err());
    String fresh = Files.readString(report.resolve("report.html"));
    assertEquals(Files.readString(again), fresh, captures.toString());
    return fresh;
  }

  static Stream<String> captures() throws IOException {
    return captures(Path.of("captures"), 0);
  }

  private static Stream<String> captures(Path directory, long mostBytes) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().matches(".*[.](pcap|pcapng|cap)([.]gz)?"))
          .filter(file -> mostBytes == 0 || file.toFile().length() < mostBytes)
          .map(Path::toString)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void whereFlowsGoOnUntilTheEnd(String capture) throws IOException {
    assertSamePage(List.of(capture));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void whereFlowsEndEarly(String capture) throws IOException {
    assertSamePage(List.of(capture), "--idle-timeout", "1s", "--flow-budget", "64");
  }

  @Test
  void ofSeveralCapturesWithEvidence() throws IOException {
    List<String> all = captures().toList();
    String page = assertSamePage(all, "--evidence");
    assertTrue(page.contains(".pcapng"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60s", "10ms"})
  void whereMuchIsLeftOut(String idleTimeout) throws IOException {
    Path capture = temp.resolve("busy.pcap");
    Files.write(capture, busy(40_000));
    String page = assertSamePage(List.of(capture.toString()), "--idle-timeout", idleTimeout);
    assertTrue(page.contains("others"), "more services than the page tells apart");
  }

  @Test
  void aPageThatCannotBeMadeIsToldOfWhenTheReportIsWhole() throws IOException {
    Path path = temp.resolve("report");
    try (ReportDirectory directory = ReportDirectory.open(path, false);
        RunReport report =
            new RunReport(directory, RuleSet.shipped(), List.of(), findings -> "", 1)) {
      report.beginSums();
      FreshReport page = FreshReport.begin(directory, report.inMemory(List.of(), Set.of()));
      // There is no summary.
      page.goOn();
      report.finish();
      directory.commit();
      String message = assertThrows(IOException.class, page::write).getMessage();
      assertTrue(message.contains("report.html could not be made (java.nio.file.NoSuch"), message);
    }
    assertTrue(Files.exists(path.resolve("flows.csv")));
    assertFalse(Files.exists(path.resolve("report.html")));
  }

  @Test
  void ofCapturesOfOthers() throws IOException {
    Path shared = Path.of(System.getProperty("tidewaiter.shared", "../shared"), "captures");
    assumeTrue(Files.isDirectory(shared), "the shared captures are not there");
    List<String> captures = new ArrayList<>(captures(shared, 300_000).toList());
    for (int i = 0; i < captures.size(); i += 40) {
      Path report = temp.resolve("report");
      List<String> some = captures.subList(i, Math.min(captures.size(), i + 40));
      Replaying.replay(report, some, "--force", "--idle-timeout", i % 80 == 0 ? "1s" : "60s");
      Path again = temp.resolve("again.html");
      Replaying.run("report", report.toString(), "--out", again.toString());
      assertEquals(
          Files.readString(again), Files.readString(report.resolve("report.html")), some::toString);
    }
  }

  /**
   * Handshakes of like size from many to many, times to the nanosecond and to the microsecond: far
   * more names, services, hosts and findings than a page has room for, and of equal rank.
   */
  private static byte[] busy(int flows) {
    ByteBuffer file = ByteBuffer.allocate(24 + flows * 2 * 56).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(101);
    Random random = new Random(7);
    long nanos = 0;
    for (int flow = 0; flow < flows; flow++) {
      nanos += random.nextInt(4) == 0 ? 1 + random.nextInt(999) : 1000L * random.nextInt(50_000);
      int client = random.nextInt(3) == 0 ? 0x08080800 + random.nextInt(200) : 0x0a000001;
      boolean kms = random.nextInt(20) == 0;
      int server = 0x0a000000 + (kms ? random.nextInt(2_000) : 7 + random.nextInt(3));
      int port = kms ? 1688 : random.nextInt(4) == 0 ? 443 : flow % 49_152;
      packet(file, nanos, client, server, 50_000 + flow % 10_000 << 16 | port, 0x02);
      packet(file, nanos + 5, server, client, port << 16 | 50_000 + flow % 10_000, 0x12);
    }
    return file.array();
  }

  private static void packet(
      ByteBuffer file, long nanos, int source, int destination, int ports, int flags) {
    file.putInt((int) (1_700_000_000 + nanos / 1_000_000_000))
        .putInt((int) (nanos % 1_000_000_000));
    file.putInt(40).putInt(40).order(ByteOrder.BIG_ENDIAN);
    file.putInt(0x45000028).putInt(0).putInt(0x40060000).putInt(source).putInt(destination);
    file.putInt(ports).putLong(0).putInt(0x5000ffff | flags << 16).putInt(0);
    file.order(ByteOrder.LITTLE_ENDIAN);
  }
}
