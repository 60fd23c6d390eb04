package org.tidewaiter.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {
  @TempDir Path directory;

  private String capture(String name, int... seconds) throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader();
    for (int second : seconds) {
      bytes.pcapRecord(second, 0, 4, 4);
    }
    return write(name, bytes.toArray());
  }

  private String write(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return file.toString();
  }

  /** Seconds of all packets in the order of reading, with the number of their input. */
  private static List<String> read(CaptureFiles files) throws IOException {
    List<String> packets = new ArrayList<>();
    PacketBatch batch = new PacketBatch();
    while (files.fill(batch)) {
      for (int i = 0; i < batch.size; i++) {
        packets.add(batch.input + ":" + batch.timestampNanos[i] / 1_000_000_000L);
      }
    }
    return packets;
  }

  private List<String> names(CaptureFiles files) {
    List<String> names = new ArrayList<>();
    for (CaptureInput input : files.inputs()) {
      names.add(directory.relativize(Path.of(input.path())).toString());
    }
    return names;
  }

  @Test
  void readsInputsInTheOrderOfTheirFirstPackets() throws IOException {
    String late = capture("late", 30, 31);
    String empty = capture("empty");
    String early = capture("early", 10, 90);
    String same = capture("same", 30);
    try (CaptureFiles files = CaptureFiles.open(List.of(late, empty, early, same), false)) {
      assertEquals(List.of("early", "late", "same", "empty"), names(files));
      assertEquals(List.of("0:10", "0:90", "1:30", "1:31", "2:30"), read(files));
      assertEquals(2, files.inputs().get(1).packets(), "looking ahead does not count");
      assertEquals(10_000_000_000L, files.inputs().get(0).earliestNanos());
      assertEquals(90_000_000_000L, files.inputs().get(0).latestNanos());
      assertEquals(files.bytesTotal(), files.bytesRead());
    }
  }

  @Test
  void numbersPacketsWithinTheirInput() throws IOException {
    int[] seconds = new int[5000];
    String first = capture("first", seconds);
    String second = capture("second", 1);
    List<Long> firstNumbers = new ArrayList<>();
    PacketBatch batch = new PacketBatch();
    try (CaptureFiles files = CaptureFiles.open(List.of(first, second), false)) {
      while (files.fill(batch)) {
        firstNumbers.add(batch.firstPacketNumber);
      }
      assertFalse(files.fill(batch), "the end stays the end");
    }
    assertEquals(List.of(0L, 2048L, 4096L, 0L), firstNumbers);
  }

  @Test
  void aBadInputDoesNotEndTheOthers() throws IOException {
    String good = capture("good", 5);
    String empty = write("empty", new byte[0]);
    String text = write("text", "not a capture, certainly".getBytes(UTF_8));
    String snoop = write("snoop", "snoop\0\0\0\0\0\0\2\0\0\0\4".getBytes(UTF_8));
    String missing = directory.resolve("missing").toString();
    List<String> all = List.of(empty, text, snoop, missing, good);
    try (CaptureFiles files = CaptureFiles.open(all, false)) {
      assertEquals(List.of("0:5"), read(files));
      assertEquals(List.of("good", "empty", "text", "snoop", "missing"), names(files));
      for (CaptureInput input : files.inputs().subList(1, 5)) {
        assertEquals(1, input.damageCount(), input.path());
        assertEquals("", input.format());
      }
      assertTrue(files.inputs().get(1).damages().get(0).what().contains("empty"));
      Damage ofSnoop = files.inputs().get(3).damages().get(0);
      assertTrue(ofSnoop.what().contains("Solaris snoop"), ofSnoop.what());
      assertTrue(ofSnoop.advice().contains("editcap -F pcapng"), ofSnoop.advice());
      assertTrue(files.inputs().get(4).damages().get(0).what().contains("no such file"));
      assertEquals(CaptureInput.UNKNOWN, files.bytesTotal());
    }
  }

  @Test
  void aSingleBadInputIsReportedTheSameWay() throws IOException {
    String empty = write("empty", new byte[0]);
    try (CaptureFiles files = CaptureFiles.open(List.of(empty), false)) {
      assertEquals(List.of(), read(files));
      assertEquals(1, files.inputs().get(0).damageCount());
    }
  }

  @Test
  void namesOfWhichNoneIsThereAreRefused() {
    String one = directory.resolve("one").toString();
    String other = directory.resolve("other").toString();
    assertRefused(one + ": there is no such file", List.of(one));
    assertRefused(
        one + ": there is no such file; none of the 2 captures is there", List.of(one, other));
  }

  @Test
  void directoriesWithoutACaptureAreRefused() throws IOException {
    String one = Files.createDirectory(directory.resolve("one")).toString();
    String other = Files.createDirectory(directory.resolve("other")).toString();
    String none = ": no capture in this directory or below; ";
    assertRefused(one + none + "there is no file at all", List.of(one));
    Files.createDirectory(directory.resolve("one/below"));
    write("one/below/notes", "nothing".getBytes(UTF_8));
    assertRefused(one + none + "the only file there is none", List.of(one));
    write("other/words", "nothing".getBytes(UTF_8));
    assertRefused(
        one
            + ", "
            + other
            + ": no capture in these directories or below; none of the 2 files there is one",
        List.of(one, other));
    capture("one/below/some", 2);
    try (CaptureFiles files = CaptureFiles.open(List.of(one, other), true)) {
      assertEquals(List.of("0:2"), read(files));
    }
  }

  private static void assertRefused(String message, List<String> captures) {
    CapturePathException refused =
        assertThrows(CapturePathException.class, () -> CaptureFiles.open(captures, true));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void capturesThatWentAwaySinceAreDamageWhenReadAgain() throws IOException {
    Path gone = Path.of(capture("gone", 3));
    try (CaptureFiles files = CaptureFiles.open(List.of(gone.toString()), false)) {
      assertEquals(List.of("0:3"), read(files));
      Files.delete(gone);
      try (CaptureFiles again = files.again()) {
        assertEquals(List.of(), read(again));
        assertEquals(1, again.inputs().get(0).damageCount());
      }
    }
  }

  @Test
  void entersDirectoriesOnlyWhenAsked() throws IOException {
    capture("day/b.pcap", 2);
    capture("day/a.pcap", 2);
    capture("day/deep/er/c", 1);
    write("day/notes.txt", "see b".getBytes(UTF_8));
    write("day/cut.pcapng.gz", new byte[] {0x1f, (byte) 0x8b, 8});
    List<String> day = List.of(directory.resolve("day").toString());
    CapturePathException refused =
        assertThrows(CapturePathException.class, () -> CaptureFiles.open(day, false));
    assertTrue(refused.getMessage().contains("-r"), refused.getMessage());
    try (CaptureFiles files = CaptureFiles.open(day, true)) {
      List<String> expected =
          List.of("day/deep/er/c", "day/a.pcap", "day/b.pcap", "day/cut.pcapng.gz");
      assertEquals(expected, names(files));
      assertEquals(1, files.ignored().size());
      assertTrue(files.ignored().get(0).endsWith("notes.txt"));
      assertEquals(List.of("0:1", "1:2", "2:2"), read(files));
      assertEquals(1, files.inputs().get(3).damageCount());
    }
  }

  @Test
  void readsAFileOnceHoweverOftenItIsNamed() throws IOException {
    String one = capture("day/one.pcap", 1);
    String again = directory.resolve("day/../day/one.pcap").toString();
    List<String> all = List.of(one, again, directory.resolve("day").toString());
    try (CaptureFiles files = CaptureFiles.open(all, true)) {
      assertEquals(List.of("0:1"), read(files));
      assertEquals(2, files.repeated().size());
    }
  }

  @Test
  void batchesOfSeveralInputsAreNotMixedUpByByteOrder() throws IOException {
    String little = capture("little", 1);
    byte[] bytes =
        CaptureBytes.in(BIG_ENDIAN)
            .section()
            .captureInterface(101, 0)
            .enhanced(0, 2_000_000, 4, 4)
            .toArray();
    String big = write("big", bytes);
    PacketBatch batch = new PacketBatch();
    try (CaptureFiles files = CaptureFiles.open(List.of(big, little), false)) {
      assertTrue(files.fill(batch));
      assertEquals(BIG_ENDIAN, batch.bytes.order());
      assertEquals(1, batch.linkType[0]);
      assertTrue(files.fill(batch));
      assertEquals(BIG_ENDIAN, batch.bytes.order());
      assertEquals(101, batch.linkType[0]);
      assertEquals(0, batch.interfaceId[0]);
    }
  }

  @Test
  void aPipeIsReadOnceAndLosesNothing() throws Exception {
    Path pipe = directory.resolve("pipe");
    int made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    } catch (IOException e) {
      made = -1;
    }
    assumeTrue(made == 0, "needs mkfifo");
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader();
    for (int i = 0; i < 9000; i++) {
      bytes.pcapRecord(10 + i, 0, 200, 200);
    }
    byte[] content = bytes.toArray();
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, content);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    String early = capture("early", 1);
    String late = capture("late", 20_000);
    List<String> all = List.of(late, pipe.toString(), early);
    try (CaptureFiles files = CaptureFiles.open(all, false)) {
      assertEquals(List.of("early", "pipe", "late"), names(files));
      List<String> packets = read(files);
      assertEquals(9002, packets.size());
      assertEquals("1:10", packets.get(1));
      assertEquals("1:9009", packets.get(9000));
      assertEquals(9000, files.inputs().get(1).packets());
    }
    writer.join();
  }
}
