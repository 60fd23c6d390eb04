package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pcap file read in parts is the file, wherever it is cut. */
class CaptureStreamTest {
  private static final int HEADER = CaptureStream.HEADER_BYTES;

  private static byte[] file(Random random, boolean big, int packets, int most) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + packets * (16 + most));
    bytes.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    bytes.putInt(65_535).putInt(1);
    for (int i = 0; i < packets; i++) {
      byte[] packet = new byte[1 + random.nextInt(most)];
      random.nextBytes(packet);
      if (random.nextInt(4) == 0) {
        pretendRecords(packet, bytes.order());
      }
      bytes.putInt(1_700_000_000 + i).putInt(random.nextInt(1_000_000));
      bytes.putInt(packet.length).putInt(packet.length).put(packet);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  // A capture of a capture that was fetched: its packets hold record headers that make sense.
  private static void pretendRecords(byte[] packet, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.wrap(packet).order(order);
    for (int at = 0; at + 20 <= packet.length; at += 20) {
      bytes.putInt(at, 1_700_000_000).putInt(at + 4, 5).putInt(at + 8, 4).putInt(at + 12, 4);
    }
  }

  private static ReadableByteChannel channel(byte[] file, long from) {
    return Channels.newChannel(
        new ByteArrayInputStream(file, (int) from, (int) (file.length - from)));
  }

  private static CaptureStream read(CaptureStream stream, List<String> packets) throws IOException {
    PacketBatch batch = new PacketBatch();
    while (stream.fill(batch)) {
      for (int i = 0; i < batch.size; i++) {
        byte[] bytes = new byte[batch.capturedLength[i]];
        batch.bytes.get(batch.offset[i], bytes);
        packets.add(batch.timestampNanos[i] + " " + Arrays.hashCode(bytes));
      }
    }
    return stream;
  }

  @Test
  void partsAreTheWhole() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      byte[] file = file(random, seed % 2 == 0, 1 + random.nextInt(300), 300);
      if (seed % 5 == 0) {
        file = Arrays.copyOf(file, file.length - random.nextInt(200));
      }
      List<String> whole = new ArrayList<>();
      CaptureInput expected =
          read(CaptureStream.whole("f", file.length, channel(file, 0)), whole).input();
      List<String> parts = new ArrayList<>();
      CaptureInput found = readInParts(file, 200 + random.nextInt(5000), parts);
      assertEquals(whole, parts, "seed " + seed);
      assertEquals(expected.packets(), found.packets());
      assertEquals(expected.damages(), found.damages(), "seed " + seed);
      assertEquals(expected.latestNanos(), found.latestNanos());
      assertEquals(expected.packetsByLinkType(), found.packetsByLinkType());
    }
  }

  // Each part begins where the one before it ended.
  private static CaptureInput readInParts(byte[] file, int partBytes, List<String> packets)
      throws IOException {
    CaptureInput all = null;
    long next = HEADER;
    for (long end = partBytes; next != CaptureStream.NO_RECORD; end += partBytes) {
      if (next >= end) {
        continue;
      }
      long to = end >= file.length ? CaptureStream.NO_RECORD : end;
      CaptureStream part =
          read(CaptureStream.part("f", file.length, file, channel(file, next), next, to), packets);
      next = part.nextRecordOffset();
      if (all == null) {
        all = part.input();
      } else {
        all.append(part.input());
      }
    }
    return all;
  }

  @Test
  void aGuessIsARecordOrIsFoundOut() throws IOException {
    int right = 0;
    int guesses = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] file = file(random, false, 200, 200);
      List<Long> records = records(file);
      int from = HEADER + random.nextInt(file.length - HEADER - 8000);
      ByteBuffer window = ByteBuffer.wrap(Arrays.copyOfRange(file, from, file.length));
      int found = new PcapRecordSearch(file).find(window, true);
      guesses++;
      right += found >= 0 && records.contains((long) from + found) ? 1 : 0;
    }
    // The rest is what the part before them is asked for.
    assertTrue(right > guesses / 2, right + " of " + guesses);
  }

  private static List<Long> records(byte[] file) {
    List<Long> records = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = HEADER; at < file.length; at += 16 + bytes.getInt(at + 8)) {
      records.add((long) at);
    }
    return records;
  }
}
