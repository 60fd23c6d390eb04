package org.tidewaiter.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.tidewaiter.capture.PacketBatch;

/**
 * Writes packets as they were captured into a pcapng file (draft-ietf-opsawg-pcapng): one section,
 * one interface per link type, times in nanoseconds. Not for several threads.
 */
public final class PcapngWriter implements AutoCloseable {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final short OPTION_COMMENT = 1;
  private static final short OPTION_RESOLUTION = 9;
  private static final int MAX_COMMENT_BYTES = 4096;
  private static final int BUFFER_BYTES = 64 + PacketBatch.MAX_CAPTURED_LENGTH + MAX_COMMENT_BYTES;

  private final WritableByteChannel channel;
  private final ByteBuffer block = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Map<Integer, Integer> interfaces = new HashMap<>();
  private long packets;

  /** Begins a file whose section says what its packets are evidence of. */
  public PcapngWriter(WritableByteChannel channel, String comment) throws IOException {
    this.channel = channel;
    begin(SECTION_HEADER);
    block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    option(OPTION_COMMENT, java.util.Arrays.copyOf(text, Math.min(text.length, MAX_COMMENT_BYTES)));
    block.putInt(0);
    end();
  }

  /** Packets written. */
  public long packets() {
    return packets;
  }

  /** Writes one packet of a batch: the same bytes, length, time and link type. */
  public void write(PacketBatch batch, int packet) throws IOException {
    Integer known = interfaces.get(batch.linkType[packet]);
    int number = known == null ? addInterface(batch.linkType[packet]) : known;
    int length = batch.capturedLength[packet];
    long nanos = batch.timestampNanos[packet];
    begin(ENHANCED_PACKET);
    block.putInt(number).putInt((int) (nanos >>> 32)).putInt((int) nanos);
    block.putInt(length).putInt(batch.wireLength[packet]);
    int at = block.position();
    batch.bytes.get(batch.offset[packet], block.array(), at, length);
    block.position(at + length);
    pad();
    end();
    packets++;
  }

  private int addInterface(int linkType) throws IOException {
    int number = interfaces.size();
    interfaces.put(linkType, number);
    begin(INTERFACE);
    block.putShort((short) linkType).putShort((short) 0).putInt(0);
    option(OPTION_RESOLUTION, new byte[] {9});
    block.putInt(0);
    end();
    return number;
  }

  private void begin(int type) {
    block.clear();
    block.putInt(type).putInt(0);
  }

  private void option(short code, byte[] value) {
    block.putShort(code).putShort((short) value.length).put(value);
    pad();
  }

  private void pad() {
    while ((block.position() & 3) != 0) {
      block.put((byte) 0);
    }
  }

  private void end() throws IOException {
    int length = block.position() + 4;
    block.putInt(length).putInt(4, length).flip();
    while (block.hasRemaining()) {
      channel.write(block);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
