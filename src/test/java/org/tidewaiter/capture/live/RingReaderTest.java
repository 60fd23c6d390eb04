package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

/** The walk over a ring that a test fills in the kernel's place. */
class RingReaderTest {
  private static final int BLOCKS = 3;
  private static final int LINK_TYPE = 1;
  private static final int HEADERS_BYTES = 82;
  private static final int SECONDS = 1_700_000_000;
  private static final String MACS = "020000000002020000000001";
  private static final String ARP = "0806" + "00".repeat(46);

  private final Memory memory = new Memory((long) BLOCKS * RingSource.BLOCK_BYTES);
  private final ByteBuffer ring =
      memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
  private final PacketBatch batch = new PacketBatch();
  private int block;
  private int at;
  private int previous;

  RingReaderTest() {
    memory.clear();
  }

  private RingReader reader(int snaplen) {
    return new RingReader(memory, BLOCKS, snaplen, LINK_TYPE);
  }

  private void beginBlock(int index) {
    block = index * RingSource.BLOCK_BYTES;
    at = block + 48;
    previous = -1;
    ring.putInt(block + RingLayout.BLOCK_PACKETS, 0);
    ring.putInt(block + RingLayout.BLOCK_FIRST_PACKET, 48);
  }

  private void handOver() {
    ring.putInt(block + RingLayout.BLOCK_STATUS, RingLayout.STATUS_USER);
  }

  private int statusOf(int index) {
    return ring.getInt(index * RingSource.BLOCK_BYTES + RingLayout.BLOCK_STATUS);
  }

  private void packet(String hex, int wireLength, int status, int vlanTci, int vlanTpid) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (previous >= 0) {
      ring.putInt(previous + RingLayout.NEXT_PACKET, at - previous);
    }
    ring.putInt(at + RingLayout.NEXT_PACKET, 0);
    ring.putInt(at + RingLayout.SECONDS, SECONDS);
    ring.putInt(at + RingLayout.NANOSECONDS, 999_999_999);
    ring.putInt(at + RingLayout.CAPTURED_LENGTH, bytes.length);
    ring.putInt(at + RingLayout.WIRE_LENGTH, wireLength);
    ring.putInt(at + RingLayout.PACKET_STATUS, status);
    ring.putShort(at + RingLayout.DATA_OFFSET, (short) HEADERS_BYTES);
    ring.putInt(at + RingLayout.VLAN_TCI, vlanTci);
    ring.putShort(at + RingLayout.VLAN_TPID, (short) vlanTpid);
    ring.put(at + HEADERS_BYTES, bytes);
    int packets = ring.getInt(block + RingLayout.BLOCK_PACKETS);
    ring.putInt(block + RingLayout.BLOCK_PACKETS, packets + 1);
    previous = at;
    at += (HEADERS_BYTES + bytes.length + 15) & ~15;
  }

  private void packet(String hex) {
    packet(hex, hex.length() / 2, 0, 0, 0);
  }

  private List<String> read(RingReader reader) {
    batch.clear();
    reader.read(batch);
    CapturedPackets packets = new CapturedPackets();
    packets.addAll(batch);
    return packets.contents;
  }

  @Test
  void takesNothingOfTheKernels() {
    beginBlock(0);
    packet(MACS + ARP);
    assertEquals(List.of(), read(reader(1600)));
  }

  @Test
  void copiesPacketsAndGivesTheBlockBack() {
    RingReader reader = reader(1600);
    beginBlock(0);
    packet(MACS + ARP);
    packet(MACS + "88b5" + "01", 9000, 0, 0, 0);
    handOver();
    assertEquals(List.of("60:" + MACS + ARP, "9000:" + MACS + "88b501"), read(reader));
    assertEquals(RingLayout.STATUS_KERNEL, statusOf(0));
    assertEquals(1_700_000_000_999_999_999L, batch.timestampNanos[1]);
    assertEquals(LINK_TYPE, batch.linkType[1]);
    assertEquals(List.of(), read(reader));
  }

  @Test
  void putsVlanTagsBack() {
    int valid = RingLayout.STATUS_VLAN_VALID;
    int both = valid | RingLayout.STATUS_VLAN_TPID_VALID;
    beginBlock(0);
    packet(MACS + ARP, 60, valid, 0x2007, 0);
    packet(MACS + ARP, 60, both, 0x0064, 0x88a8);
    packet(MACS + ARP, 60, both, 0, 0x8100);
    packet(MACS, 60, valid, 7, 0);
    packet(MACS.substring(2), 60, valid, 7, 0);
    handOver();
    assertEquals(
        List.of(
            "64:" + MACS + "81002007" + ARP,
            "64:" + MACS + "88a80064" + ARP,
            "64:" + MACS + "81000000" + ARP,
            "64:" + MACS + "81000007",
            "60:" + MACS.substring(2)),
        read(reader(1600)));
  }

  @Test
  void cutsATaggedPacketToTheSnaplen() {
    beginBlock(0);
    packet((MACS + ARP).substring(0, 40), 60, RingLayout.STATUS_VLAN_VALID, 7, 0);
    handOver();
    assertEquals(List.of("64:" + MACS + "81000007" + ARP.substring(0, 8)), read(reader(20)));
  }

  @Test
  void goesRoundTheRing() {
    RingReader reader = reader(1600);
    for (int i = 0; i < 10; i++) {
      beginBlock(i % BLOCKS);
      packet(MACS + "88b5" + "%02x".formatted(i));
      handOver();
      assertEquals(List.of("15:" + MACS + "88b5" + "%02x".formatted(i)), read(reader));
    }
  }

  @Test
  void passesBlocksWithoutPackets() {
    beginBlock(0);
    handOver();
    beginBlock(1);
    packet(MACS + ARP);
    handOver();
    assertEquals(1, read(reader(1600)).size());
    assertEquals(RingLayout.STATUS_KERNEL, statusOf(0));
  }

  @Test
  void spreadsAFullBlockOverBatches() {
    RingReader reader = reader(1600);
    beginBlock(0);
    int packets = 2 * PacketBatch.MAX_PACKETS + 5;
    for (int i = 0; i < packets; i++) {
      packet(MACS + "88b5" + "%04x".formatted(i));
    }
    handOver();
    assertEquals(PacketBatch.MAX_PACKETS, read(reader).size());
    assertEquals(RingLayout.STATUS_USER, statusOf(0));
    assertEquals(PacketBatch.MAX_PACKETS, read(reader).size());
    assertEquals(
        List.of("16:" + MACS + "88b5" + "%04x".formatted(packets - 5)), read(reader).subList(0, 1));
    assertEquals(5, batch.size);
    assertEquals(RingLayout.STATUS_KERNEL, statusOf(0));
  }

  /** However large the packets, none is lost for want of room in a batch. */
  @Test
  void takesLargePacketsInSeveralBatches() {
    RingReader reader = reader(PacketBatch.MAX_CAPTURED_LENGTH);
    String large = "5a".repeat(200_000);
    for (int i = 0; i < BLOCKS; i++) {
      beginBlock(i);
      for (int j = 0; j < 4; j++) {
        packet(large, 200_000, RingLayout.STATUS_VLAN_VALID, 7, 0);
      }
      handOver();
    }
    int taken = 0;
    for (int size = read(reader).size(); size > 0; size = read(reader).size()) {
      assertEquals(200_004, batch.capturedLength[size - 1]);
      taken += size;
    }
    assertEquals(4 * BLOCKS, taken);
  }
}
