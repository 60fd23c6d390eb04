package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldReportsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir Path directory;

  @BeforeEach
  void makeReports() throws IOException {
    for (int hour = 1; hour <= 9; hour++) {
      finished("20261122T0" + hour + "0000Z", 1000);
    }
    Files.createDirectories(directory.resolve("mine"));
    Files.writeString(directory.resolve("findings.jsonl"), "{}\n");
  }

  private void finished(String name, int bytes) throws IOException {
    Path period = directory.resolve(name);
    Files.createDirectories(period.resolve("evidence"));
    Files.write(period.resolve("flows.csv"), new byte[bytes]);
    Files.writeString(period.resolve("evidence/0123456789ab.pcapng"), "");
    Files.writeString(period.resolve("summary.json"), "");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private int prune(OldReports.Keep keep) throws IOException {
    return new OldReports(directory, keep).prune(NOW);
  }

  @Test
  void keepsAllUnlessToldOtherwise() throws IOException {
    assertEquals(0, prune(new OldReports.Keep(0, 0, 0)));
    assertEquals(11, left().size());
  }

  @Test
  void keepsTheYoungest() throws IOException {
    assertEquals(7, prune(new OldReports.Keep(2, 0, 0)));
    assertEquals(List.of("20261122T080000Z", "20261122T090000Z", "findings.jsonl", "mine"), left());
  }

  @Test
  void keepsASizeAndAlwaysTheYoungest() throws IOException {
    assertEquals(4, prune(new OldReports.Keep(0, 0, 5_500)));
    assertEquals(4, prune(new OldReports.Keep(0, 0, 1)));
    assertEquals(List.of("20261122T090000Z", "findings.jsonl", "mine"), left());
  }

  @Test
  void removesFewForTheirAge() throws IOException {
    OldReports.Keep keep = new OldReports.Keep(0, 9 * HOUR_MILLIS, 0);
    assertEquals(2, prune(keep));
    assertEquals(0, prune(keep));
    assertEquals(2, prune(new OldReports.Keep(0, HOUR_MILLIS, 0)));
    assertEquals("20261122T050000Z", left().get(0));
  }

  @Test
  void leavesThePeriodUnderwayAlone() throws IOException {
    Path underway = directory.resolve("20261122T000000Z");
    Files.createDirectories(underway);
    Files.writeString(underway.resolve("flows.csv.partial"), "");
    assertEquals(8, prune(new OldReports.Keep(1, 0, 0)));
    assertTrue(Files.exists(underway));
  }

  @Test
  void marksWhatACrashLeft() throws IOException {
    for (String name : List.of("20261122T100000Z", "20261122T100000Z-2")) {
      Files.createDirectories(directory.resolve(name));
      Files.writeString(directory.resolve(name).resolve("flows.csv.partial"), "");
    }
    OldReports old = new OldReports(directory, new OldReports.Keep(0, 0, 0));
    assertEquals(
        List.of("20261122T100000Z-2.unfinished", "20261122T100000Z.unfinished"),
        old.markUnfinished().stream().sorted().toList());
    assertEquals(List.of(), old.markUnfinished());
    assertEquals(13, left().size());
  }

  @Test
  void makesRoomUntilThereIsNoReportLeft() throws IOException {
    OldReports old = new OldReports(directory, new OldReports.Keep(0, 0, 0));
    for (int i = 0; i < 9; i++) {
      assertTrue(old.removeOldest());
    }
    assertFalse(old.removeOldest());
    assertEquals(List.of("findings.jsonl", "mine"), left());
  }

  @Test
  void followsNoLinks() throws IOException {
    Path outside = directory.resolve("mine");
    Files.writeString(outside.resolve("kept"), "");
    Files.createSymbolicLink(directory.resolve("20261122T000000Z"), outside);
    Files.createSymbolicLink(directory.resolve("20261122T010000Z/link"), outside);
    assertEquals(8, prune(new OldReports.Keep(1, 0, 0)));
    assertTrue(Files.exists(outside.resolve("kept")));
  }
}
