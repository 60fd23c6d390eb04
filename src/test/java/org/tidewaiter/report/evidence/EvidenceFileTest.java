package org.tidewaiter.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.CapturedPacket;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;

/** A finding's file holds its first and last packets, however many there are. */
class EvidenceFileTest {
  private static final String CAPTURE = "captures/recorded-web-dns-dhcp.pcap";

  @TempDir Path temp;

  private Path write(int packets) throws IOException {
    Path file = temp.resolve("evidence.pcapng");
    PacketBatch batch = new PacketBatch();
    try (CaptureFiles capture = CaptureFiles.open(List.of(CAPTURE), false);
        FileChannel scratch =
            FileChannel.open(
                temp.resolve("scratch"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        EvidenceFile evidence = new EvidenceFile(scratch, scratch, capture.inputs())) {
      capture.fill(batch);
      for (int i = 0; i < packets; i++) {
        // The same few packets again and again, told apart by their times.
        batch.timestampNanos[i % 10] = i;
        evidence.add(batch, i % 10, i);
        evidence.add(batch, i % 10, i);
      }
      evidence.finish(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), "Finding x");
    }
    return file;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void fewPacketsAreAllKept() throws IOException {
    Path file = write(7);
    assertEquals(7, CapturedPacket.of(file).size());
    assertTrue(text(file).contains("Finding x. All of its 7 packets."));
  }

  @Test
  void ofManyTheFirstAndTheLastAreKept() throws IOException {
    Path file = write(100_000);
    List<CapturedPacket> packets = CapturedPacket.of(file);
    int head = EvidenceFile.HEAD_PACKETS;
    assertTrue(packets.size() > head + 100, packets.size() + " packets");
    assertTrue(packets.size() <= head + EvidenceFile.TAIL_PACKETS, packets.size() + " packets");
    for (int i = 0; i < packets.size(); i++) {
      long expected = i < head ? i : 100_000 - packets.size() + i;
      assertEquals(expected, packets.get(i).timestampNanos());
    }
    String leftOut = 100_000 - packets.size() + " packets of the finding are left out before";
    assertTrue(text(file).contains(leftOut));
    assertTrue(Files.size(file) < EvidenceFile.HEAD_BYTES + 2 * EvidenceFile.TAIL_BYTES);
  }
}
