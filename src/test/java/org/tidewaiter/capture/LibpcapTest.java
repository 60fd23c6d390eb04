package org.tidewaiter.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our readers against libpcap, if it is installed. */
class LibpcapTest {
  /**
   * The fraction of its second is more than a second, and more than pcap4j's 32 bits of
   * nanoseconds.
   */
  private static final Set<String> BEYOND_PCAP4J =
      Set.of("tcpdump__atm-oam-loopback-print-overrun.pcap");

  @TempDir Path directory;

  @BeforeEach
  void libpcapIsThere() {
    boolean there = true;
    try {
      Libpcap.require();
    } catch (LibpcapException e) {
      there = false;
    }
    assumeTrue(there, "no libpcap");
  }

  private static Reading read(Path file, ReaderKind kind) throws IOException {
    List<Reading.Packet> packets = new ArrayList<>();
    PacketBatch batch = new PacketBatch();
    try (CaptureFiles files = CaptureFiles.open(List.of(file.toString()), false, kind)) {
      while (files.fill(batch)) {
        Reading.addPackets(batch, packets);
      }
      return new Reading(files.inputs().get(0), packets);
    }
  }

  @Test
  void readsTheSamePackets() throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader(0xa1b23c4d, 2, 4, 65535, 101);
    for (int i = 0; i < 5000; i++) {
      bytes.pcapRecord(i, i, i % 300, 400);
    }
    bytes.pcapRecord(1, 1, 65535, 65535);
    Path file = directory.resolve("capture");
    Files.write(file, bytes.toArray());
    Reading ours = read(file, ReaderKind.OWN);
    Reading theirs = read(file, ReaderKind.PCAP4J);
    assertEquals(5001, ours.packets().size());
    assertEquals(ours.packets(), theirs.packets());
    assertEquals(List.of(), theirs.damages());
    assertTrue(theirs.input().format().contains("libpcap"), theirs.input().format());
  }

  @Test
  void whatLibpcapCannotReadIsDamage() throws IOException {
    Path file = directory.resolve("text");
    Files.write(file, "not a capture, certainly".getBytes(UTF_8));
    assertEquals(1, read(file, ReaderKind.PCAP4J).damages().size());
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader().pcapRecord(1, 0, 4, 4);
    Files.write(file, bytes.int32(1, 2).toArray());
    Reading cut = read(file, ReaderKind.PCAP4J);
    assertEquals(1, cut.packets().size());
    assertEquals(1, cut.damages().size());
  }

  @Test
  void everyRealCaptureThatBothReadIsTheSame() throws IOException {
    Path captures =
        Path.of(System.getProperty("tidewaiter.shared", "../shared")).resolve("captures");
    assumeTrue(Files.isDirectory(captures), "no corpus");
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (String folder : List.of("given", "malformed")) {
      for (Path file : files(captures.resolve(folder))) {
        Reading ours = read(file, ReaderKind.OWN);
        Reading theirs = read(file, ReaderKind.PCAP4J);
        boolean bothWhole = ours.damages().isEmpty() && theirs.damages().isEmpty();
        if (bothWhole && ours.input().untimedPackets() == 0 && !theirs.packets().isEmpty()) {
          compared++;
          boolean asMany = ours.packets().size() == theirs.packets().size();
          if (!asMany || !asLibpcap(ours, theirs).equals(theirs.packets())) {
            differences.add(file.getFileName().toString());
          }
        }
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(compared > 600, compared + " compared");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !BEYOND_PCAP4J.contains(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  /**
   * What libpcap makes of our packets: it does not tell interfaces apart, cuts packets to the
   * snaplen of the file, and leaves a wire length that is smaller than what was captured.
   */
  private static List<Reading.Packet> asLibpcap(Reading ours, Reading theirs) {
    int snaplen = theirs.input().interfaces().get(0).snaplen();
    List<Reading.Packet> packets = new ArrayList<>();
    for (int i = 0; i < ours.packets().size() && i < theirs.packets().size(); i++) {
      Reading.Packet packet = ours.packets().get(i);
      String bytes = packet.bytes();
      int wireLength = packet.wireLength();
      if (bytes.length() > 2 * snaplen) {
        int theirWireLength = theirs.packets().get(i).wireLength();
        wireLength = wireLength == bytes.length() / 2 ? theirWireLength : wireLength;
        bytes = bytes.substring(0, 2 * snaplen);
      }
      packets.add(
          new Reading.Packet(packet.timestampNanos(), bytes, wireLength, packet.linkType(), 0));
    }
    return packets;
  }
}
