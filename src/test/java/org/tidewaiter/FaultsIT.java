package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong around a replay: full disks, directories that go away, inputs that change,
 * signals, links. A report is there whole or not at all, and the exit code tells.
 */
class FaultsIT {
  private static final Path OFFICE = Path.of("captures/office-kms.pcapng");
  private static final int INTERRUPTED = 130;
  private static final int KILLED = 137;
  private static final long SECONDS = 60;

  @TempDir Path temp;
  private Path out;

  @BeforeEach
  void thereIsAJarAndAShell() {
    assumeTrue(JarRun.jar() != null, "no jar");
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
    out = temp.resolve("out");
  }

  /** A replay of standard input, to be fed by the test. */
  private Process fed(String... options) throws IOException {
    List<String> command = new ArrayList<>(JarRun.command("replay", "-", "--out", out.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("said").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(temp.resolve("said"));
  }

  private static int ended(Process process) throws InterruptedException {
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
    return process.exitValue();
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Feeds half of a capture, and waits until the report has been begun. */
  private OutputStream feedHalf(Process process) throws Exception {
    byte[] capture = Files.readAllBytes(OFFICE);
    OutputStream in = process.getOutputStream();
    in.write(Arrays.copyOf(capture, capture.length / 2));
    in.flush();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (names(out).isEmpty()) {
      assertTrue(System.nanoTime() < deadline && process.isAlive(), "no report was begun");
      Thread.sleep(20);
    }
    return in;
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  @Test
  void aFullDiskLeavesNothingAndSaysSo() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()), "no mount");
    try {
      out = disk.resolve("out");
      Replaying.Run run = JarRun.of("replay", OFFICE.toString(), "--out", out.toString());
      assertEquals(1, run.exitCode(), run.out());
      assertTrue(run.out().contains("No space left"), run.out());
      assertFalse(run.out().contains("\tat "), run.out());
      assertEquals(List.of(), names(disk));
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aDirectoryThatCannotBeWritten() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk.toString()), "no mount");
    try {
      for (Path place : List.of(disk, disk.resolve("new"))) {
        Replaying.Run run = JarRun.of("replay", OFFICE.toString(), "--out", place.toString());
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains("Read-only file system"), run.out());
        assertFalse(run.out().contains("\tat "), run.out());
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aDirectoryThatIsRemovedMeanwhile() throws Exception {
    Process process = fed();
    OutputStream in = feedHalf(process);
    removeAll(out);
    byte[] capture = Files.readAllBytes(OFFICE);
    in.write(capture, capture.length / 2, capture.length - capture.length / 2);
    in.close();
    assertEquals(1, ended(process), said());
    assertFalse(said().contains("\tat "), said());
    assertTrue(said().contains("no such file or directory"), said());
    assertEquals(List.of(), names(out));
  }

  private static void removeAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void anInterruptLeavesNothing() throws Exception {
    Process process = fed();
    OutputStream in = feedHalf(process);
    signal(process, "INT");
    assertEquals(INTERRUPTED, ended(process), said());
    assertEquals(List.of(), names(out), said());
    assertFalse(Files.exists(out));
    in.close();
  }

  @Test
  void anInterruptLeavesTheEarlierReport() throws Exception {
    assertEquals(0, JarRun.of("replay", OFFICE.toString(), "--out", out.toString()).exitCode());
    List<String> before = names(out);
    byte[] flows = Files.readAllBytes(out.resolve("flows.csv"));
    Process process = fed("--force");
    byte[] capture = Files.readAllBytes(OFFICE);
    OutputStream in = process.getOutputStream();
    in.write(capture, 0, capture.length / 2);
    in.flush();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (names(out).equals(before)) {
      assertTrue(System.nanoTime() < deadline && process.isAlive(), "no report was begun");
      Thread.sleep(20);
    }
    signal(process, "TERM");
    ended(process);
    assertEquals(before, names(out));
    assertEquals(flows.length, Files.size(out.resolve("flows.csv")));
    in.close();
  }

  @Test
  void whatAKilledRunLeavesIsNoReportAndInNobodysWay() throws Exception {
    Process process = fed();
    OutputStream in = feedHalf(process);
    signal(process, "KILL");
    assertEquals(KILLED, ended(process), said());
    for (String name : names(out)) {
      assertTrue(name.endsWith(".partial"), name);
    }
    Replaying.Run again = JarRun.of("replay", OFFICE.toString(), "--out", out.toString());
    assertEquals(0, again.exitCode(), again.out());
    assertTrue(Files.exists(out.resolve("summary.json")));
    assertEquals(List.of(), names(out).stream().filter(name -> name.endsWith(".partial")).toList());
    in.close();
  }

  @Test
  void aPipeThatClosesEarly() throws Exception {
    String java = String.join(" ", JarRun.command("replay", OFFICE.toString(), "--verbose"));
    String line = java + " --out " + out + " | head -c 1";
    assertTrue(run("/bin/sh", "-c", line));
    assertTrue(Files.exists(out.resolve("summary.json")));
    assertTrue(Files.exists(out.resolve("report.html")));
  }

  @Test
  void aFileThatGrowsOrShrinksWhileItIsRead() throws Exception {
    for (boolean grows : new boolean[] {true, false}) {
      Path capture = temp.resolve("changing-" + grows + ".pcap");
      byte[] scan = Files.readAllBytes(Path.of("captures/scan.pcap"));
      try (OutputStream file = Files.newOutputStream(capture)) {
        file.write(scan);
        for (int i = 0; i < 100; i++) {
          file.write(scan, 24, scan.length - 24);
        }
      }
      Path report = temp.resolve("report-" + grows);
      Process process =
          new ProcessBuilder(
                  JarRun.command("replay", "-q", capture.toString(), "--out", report.toString()))
              .redirectErrorStream(true)
              .redirectOutput(temp.resolve("said").toFile())
              .start();
      while (process.isAlive()) {
        change(capture, grows, scan);
        Thread.sleep(20);
      }
      int exitCode = ended(process);
      assertTrue(exitCode == 0 || exitCode == 3, exitCode + ": " + said());
      assertTrue(Files.exists(report.resolve("summary.json")));
      assertOutcomesSum(report);
    }
  }

  private static void change(Path capture, boolean grows, byte[] scan) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(capture.toFile(), "rw")) {
      if (grows && file.length() < 200L * 1024 * 1024) {
        file.seek(file.length());
        file.write(scan, 24, scan.length - 24);
      } else if (!grows) {
        file.setLength(Math.max(1000, file.length() * 2 / 3));
      }
    }
  }

  private static void assertOutcomesSum(Path report) {
    long rest = 0;
    for (String row : Replaying.lines(report, "accounting.csv")) {
      String[] cells = row.split(",", 5);
      if (cells[0].equals("read") && cells[2].equals("packets")) {
        rest += Long.parseLong(cells[3]);
      } else if (cells[0].equals("outcome")) {
        rest -= Long.parseLong(cells[3]);
      }
    }
    assertEquals(0, rest);
  }

  @Test
  void linksInTheReportDirectoryAreReplacedNotFollowed() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createDirectory(out);
    List<String> linked =
        List.of(
            "flows.csv",
            "flows.csv.partial",
            "findings.csv",
            "summary.json.partial",
            "report.html",
            "conn.log",
            "accounting.csv.partial");
    for (String name : linked) {
      Path target = Files.writeString(outside.resolve(name), "precious");
      Files.createSymbolicLink(out.resolve(name), target);
    }
    Replaying.Run run =
        JarRun.of("replay", OFFICE.toString(), "--out", out.toString(), "--format", "zeek");
    assertEquals(0, run.exitCode(), run.out());
    for (String name : linked) {
      assertEquals("precious", Files.readString(outside.resolve(name)), name);
      assertFalse(Files.isSymbolicLink(out.resolve(name)), name);
    }
  }

  @Test
  void aLinkedEvidenceDirectoryIsNotEntered() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Path precious =
        Files.writeString(outside.resolve("0123456789ab.pcapng"), "x", StandardCharsets.US_ASCII);
    Files.createDirectory(out);
    Files.createSymbolicLink(out.resolve("evidence"), outside);
    Replaying.Run run =
        JarRun.of("replay", OFFICE.toString(), "--out", out.toString(), "--evidence");
    assertEquals(1, run.exitCode(), run.out());
    assertFalse(run.out().contains("\tat "), run.out());
    assertEquals(List.of(precious), listed(outside));
  }

  private static List<Path> listed(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
