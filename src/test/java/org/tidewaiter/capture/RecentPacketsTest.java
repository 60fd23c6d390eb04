package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every packet leaves the store exactly once, in order, unchanged. */
class RecentPacketsTest {
  private static final Random RANDOM = new Random(7);

  private final List<Reading.Packet> in = new ArrayList<>();
  private final List<Reading.Packet> out = new ArrayList<>();
  private long clock;

  private PacketBatch batch(int packets, int maxLength) {
    PacketBatch batch = new PacketBatch();
    int offset = 0;
    for (int i = 0; i < packets; i++) {
      int length = RANDOM.nextInt(maxLength + 1);
      if (offset + length > PacketBatch.BUFFER_BYTES) {
        break;
      }
      byte[] bytes = new byte[length];
      RANDOM.nextBytes(bytes);
      batch.bytes.put(offset, bytes);
      batch.offset[i] = offset;
      batch.capturedLength[i] = length;
      batch.wireLength[i] = length + RANDOM.nextInt(2);
      batch.timestampNanos[i] = clock++;
      batch.linkType[i] = RANDOM.nextInt(3);
      batch.interfaceId[i] = RANDOM.nextInt(3);
      batch.size++;
      offset += length;
    }
    return batch;
  }

  @Test
  void whatGoesInComesOutOnce() {
    RecentPackets recent = new RecentPackets(3L * PacketBatch.BUFFER_BYTES);
    int held = 0;
    for (int round = 0; round < 400; round++) {
      int maxLength = round % 50 == 0 ? PacketBatch.MAX_CAPTURED_LENGTH : 1500;
      PacketBatch batch = batch(1 + RANDOM.nextInt(300), maxLength);
      batch.input = round / 100;
      Reading.addPackets(batch, in);
      recent.add(batch);
      for (PacketBatch left = recent.surplus(); left != null; left = recent.surplus()) {
        Reading.addPackets(left, out);
      }
      held = in.size() - out.size();
      assertTrue(held <= 4 * PacketBatch.MAX_PACKETS, held + " packets held");
    }
    assertEquals(in.size() - held, recent.surplusPackets());
    assertTrue(recent.surplusPackets() > 0);
    for (PacketBatch left = recent.rest(); left != null; left = recent.rest()) {
      Reading.addPackets(left, out);
    }
    assertEquals(in, out);
  }

  @Test
  void inputsThatTakeTurnsShareTheRoom() {
    RecentPackets recent = new RecentPackets(8L * PacketBatch.BUFFER_BYTES);
    recent.reserve();
    PacketBatch busy = batch(1000, 1000);
    PacketBatch quiet = batch(1, 60);
    for (int round = 0; round < 40; round++) {
      quiet.timestampNanos[0] = round;
      quiet.input = 5;
      recent.add(quiet);
      recent.add(busy);
      for (PacketBatch left = recent.surplus(); left != null; left = recent.surplus()) {
        Reading.addPackets(left, out);
        long youngest = left.timestampNanos[left.size - 1];
        // Half of the room: three batches of the busy input, of a round and a half each.
        assertTrue(left.input == 0 || round - youngest >= 3, youngest + " in round " + round);
      }
    }
    assertTrue(recent.surplusPackets() > 20_000);
    for (PacketBatch left = recent.rest(); left != null; left = recent.rest()) {
      Reading.addPackets(left, out);
    }
    assertEquals(40 * 1001, out.size());
    recent.add(quiet);
    recent.clear();
    assertEquals(null, recent.rest());
  }
}
