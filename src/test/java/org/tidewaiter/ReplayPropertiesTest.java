package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.capture.MemoryCapture;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;

/** What may be changed about a replay's input and rules without changing its reports. */
class ReplayPropertiesTest {
  private static final Path SCAN = Path.of("captures/scan.pcap");
  private static final Path HOME = Path.of("captures/quiet-home.pcap");
  private static final String OFFICE = "captures/office-kms.pcapng";
  private static final int HEADER_BYTES = 24;
  private static final int RECORD_HEADER_BYTES = 16;

  @TempDir Path temp;

  private Path replay(String name, List<String> captures, String... options) {
    Path report = temp.resolve(name);
    Replaying.Run run = Replaying.replay(report, captures, options);
    assertEquals(0, run.exitCode(), run.err());
    return report;
  }

  private static void assertSame(Path one, Path other, String... files) {
    for (String file : files) {
      assertEquals(Replaying.lines(one, file), Replaying.lines(other, file), file);
    }
  }

  /** The records of a pcap file, each with its header. */
  private static List<byte[]> records(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    int at = HEADER_BYTES;
    while (at < file.length) {
      int length = RECORD_HEADER_BYTES + bytes.getInt(at + 8);
      records.add(java.util.Arrays.copyOfRange(file, at, at + length));
      at += length;
    }
    return records;
  }

  private Path write(String name, byte[] header, List<byte[]> records) throws IOException {
    Path file = temp.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(header, 0, HEADER_BYTES);
      for (byte[] record : records) {
        out.write(record);
      }
    }
    return file;
  }

  @Test
  void ruleRowsInAnyOrderGiveTheSameReports() throws IOException {
    Path before = replay("before", List.of(OFFICE), "--rules-only", "rules");
    Random random = new Random(11);
    for (int round = 0; round < 3; round++) {
      Path rules = Files.createDirectory(temp.resolve("rules" + round));
      for (String name : List.of("networks", "expectations", "detections", "services")) {
        List<String> lines = Files.readAllLines(Path.of("rules", name + ".csv"));
        List<String> rows = new ArrayList<>();
        for (String line : lines) {
          if (!line.isBlank() && !line.startsWith("#")) {
            rows.add(line);
          }
        }
        Collections.shuffle(rows.subList(1, rows.size()), random);
        Files.write(rules.resolve(name + ".csv"), rows);
      }
      Path after = replay("after" + round, List.of(OFFICE), "--rules-only", rules.toString());
      assertSame(before, after, "flows.csv", "services.csv", "hosts.csv");
      // A finding says in which line its rule stands: the rest of it is the same.
      assertEquals(
          withoutLineNumbers(Replaying.lines(before, "findings.csv")),
          withoutLineNumbers(Replaying.lines(after, "findings.csv")));
    }
  }

  private static List<String> withoutLineNumbers(List<String> rows) {
    return rows.stream().map(row -> row.replaceAll("\\.csv:\\d+", ".csv")).toList();
  }

  @Test
  void oneCaptureInManyFilesGivesTheSameReports() throws IOException {
    byte[] file = Files.readAllBytes(SCAN);
    List<byte[]> records = records(file);
    Path whole = replay("whole", List.of(SCAN.toString()));
    List<String> parts = new ArrayList<>();
    int pieces = 7;
    for (int i = 0; i < pieces; i++) {
      int from = records.size() * i / pieces;
      int to = records.size() * (i + 1) / pieces;
      parts.add(write("part" + i + ".pcap", file, records.subList(from, to)).toString());
    }
    Collections.reverse(parts);
    Path split = replay("split", parts);
    assertSame(whole, split, "findings.csv", "services.csv", "hosts.csv");
    assertEquals(
        Replaying.withoutInput(Replaying.lines(whole, "flows.csv")),
        Replaying.withoutInput(Replaying.lines(split, "flows.csv")));
  }

  @Test
  void packetsInAnyOrderWithinTheirFlowsSumToTheSame() throws IOException {
    byte[] file = Files.readAllBytes(HOME);
    List<byte[]> records = records(file);
    long[] before = totals(replay("ordered", List.of(HOME.toString())));
    Random random = new Random(5);
    for (int round = 0; round < 3; round++) {
      // Neighbours change places, as they do behind a link that is a bundle of links.
      List<byte[]> shuffled = new ArrayList<>(records);
      for (int at = 0; at + 8 < shuffled.size(); at += 8) {
        Collections.shuffle(shuffled.subList(at, at + 8), random);
      }
      Path capture = write("shuffled" + round + ".pcap", file, shuffled);
      long[] after = totals(replay("shuffled" + round, List.of(capture.toString())));
      assertEquals(before[0], after[0], "packets");
      assertEquals(before[1], after[1], "bytes");
      assertEquals(before[2], after[2], "payload bytes");
    }
  }

  @Test
  void packetsInAnyOrderWithinOneFlowSumToTheSame() throws IOException {
    byte[] file = Files.readAllBytes(HOME);
    List<byte[]> records = records(file);
    List<Long> flowOf = flowOfEachPacket(file);
    assertEquals(records.size(), flowOf.size());
    long[] before = totals(replay("in-order", List.of(HOME.toString())));
    Random random = new Random(6);
    for (int round = 0; round < 3; round++) {
      List<byte[]> shuffled = new ArrayList<>(records);
      Map<Long, List<Integer>> placesOf = new HashMap<>();
      for (int i = 0; i < flowOf.size(); i++) {
        placesOf.computeIfAbsent(flowOf.get(i), flow -> new ArrayList<>()).add(i);
      }
      for (List<Integer> places : placesOf.values()) {
        List<Integer> from = new ArrayList<>(places);
        Collections.shuffle(from, random);
        for (int i = 0; i < places.size(); i++) {
          // The packet of one place with the time of the other.
          byte[] moved = records.get(from.get(i)).clone();
          System.arraycopy(records.get(places.get(i)), 0, moved, 0, 8);
          shuffled.set(places.get(i), moved);
        }
      }
      Path capture = write("reordered" + round + ".pcap", file, shuffled);
      long[] after = totals(replay("reordered" + round, List.of(capture.toString())));
      assertArrayEquals(before, after);
    }
  }

  /** A number for each packet's flow: a hash of its endpoints, or one number for all without. */
  private static List<Long> flowOfEachPacket(byte[] file) throws IOException {
    List<Long> flows = new ArrayList<>();
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    Decoder decoder = new Decoder(1, false);
    try (MemoryCapture source = new MemoryCapture(file)) {
      while (source.fill(batch)) {
        decoder.decode(batch, columns);
        int begin = flows.size();
        for (int i = 0; i < batch.size; i++) {
          flows.add(0L);
        }
        for (int row = columns.size - 1; row >= 0; row--) {
          flows.set(begin + columns.packet[row], 1L + (columns.hash[row] & 0xffffffffL));
        }
      }
    }
    return flows;
  }

  /** Packets, bytes and payload bytes of all flows, whoever is the client. */
  private static long[] totals(Path report) {
    List<String> lines = Replaying.lines(report, "flows.csv");
    List<String> header = List.of(lines.get(0).split(","));
    long[] totals = new long[3];
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      for (String side : List.of("client", "server")) {
        totals[0] += Long.parseLong(cells[header.indexOf(side + "_packets")]);
        totals[1] += Long.parseLong(cells[header.indexOf(side + "_bytes")]);
        totals[2] += Long.parseLong(cells[header.indexOf(side + "_payload_bytes")]);
      }
    }
    return totals;
  }
}
