package org.tidewaiter.report.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.report.CsvText;

/**
 * Writes packets as they were captured into a pcapng file (draft-ietf-opsawg-pcapng): one section,
 * an interface for each one that the packets came from, with its name and input, times in
 * nanoseconds. Not for several threads.
 */
public final class PcapngWriter implements AutoCloseable {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final short OPTION_COMMENT = 1;
  private static final short OPTION_NAME = 2;
  private static final short OPTION_RESOLUTION = 9;
  private static final int MAX_TEXT_LENGTH = 2000;
  private static final int MAX_HEADER_BYTES = 64;
  private static final int FLUSH_BYTES = 32 * 1024;

  private final WritableByteChannel channel;
  private final List<CaptureInput> inputs;
  private final Map<Long, Integer> interfaces = new HashMap<>();
  private ByteBuffer pending = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
  private int block;
  private long packets;

  /**
   * A writer.
   *
   * @param channel closed with this writer
   * @param inputs where the packets come from, by number
   */
  public PcapngWriter(WritableByteChannel channel, List<CaptureInput> inputs) {
    this.channel = channel;
    this.inputs = inputs;
  }

  /** Begins the file: says what its packets are evidence of. */
  public void section(String comment) throws IOException {
    begin(SECTION_HEADER, MAX_HEADER_BYTES);
    pending.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    option(OPTION_COMMENT, text(comment));
    pending.putInt(0);
    end();
  }

  /** Packets written. */
  public long packets() {
    return packets;
  }

  /** Writes one packet of a batch: the same bytes, length, time and link type. */
  public void write(PacketBatch batch, int packet) throws IOException {
    packet(batch, packet);
    flushIfLarge();
    packets++;
  }

  private void flushIfLarge() throws IOException {
    if (pending.position() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void packet(PacketBatch batch, int packet) {
    int number = interfaceNumber(batch, packet);
    int length = batch.capturedLength[packet];
    long nanos = batch.timestampNanos[packet];
    begin(ENHANCED_PACKET, length);
    pending.putInt(number).putInt((int) (nanos >>> 32)).putInt((int) nanos);
    pending.putInt(length).putInt(batch.wireLength[packet]);
    int at = pending.position();
    batch.bytes.get(batch.offset[packet], pending.array(), at, length);
    pending.position(at + length);
    pad();
    end();
  }

  /** The block of a packet, to be written later; its interface is written at once. */
  byte[] encode(PacketBatch batch, int packet) {
    interfaceNumber(batch, packet);
    int from = pending.position();
    packet(batch, packet);
    byte[] encoded = Arrays.copyOfRange(pending.array(), from, pending.position());
    pending.position(from);
    return encoded;
  }

  /** Writes a packet's block with something to say about it; empty for nothing. */
  void write(byte[] packetBlock, String comment) throws IOException {
    room(packetBlock.length + MAX_HEADER_BYTES + 4 * MAX_TEXT_LENGTH);
    block = pending.position();
    pending.put(packetBlock, 0, packetBlock.length - 4);
    if (!comment.isEmpty()) {
      option(OPTION_COMMENT, text(comment));
      pending.putInt(0);
    }
    end();
    flushIfLarge();
    packets++;
  }

  private int interfaceNumber(PacketBatch batch, int packet) {
    long origin = (long) batch.input << 32 | batch.interfaceId[packet];
    Integer known = interfaces.get(origin);
    if (known != null) {
      return known;
    }
    int number = interfaces.size();
    interfaces.put(origin, number);
    CaptureInput input = inputs.get(batch.input);
    String name = input.captureInterface(batch.interfaceId[packet]).name();
    begin(INTERFACE, MAX_HEADER_BYTES);
    pending.putShort((short) batch.linkType[packet]).putShort((short) 0).putInt(0);
    if (!name.isEmpty()) {
      option(OPTION_NAME, text(name));
    }
    option(OPTION_COMMENT, text("From " + CsvText.printable(input.path())));
    option(OPTION_RESOLUTION, new byte[] {9});
    pending.putInt(0);
    end();
    return number;
  }

  private static byte[] text(String any) {
    String text = any.length() > MAX_TEXT_LENGTH ? any.substring(0, MAX_TEXT_LENGTH) : any;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void begin(int type, int dataBytes) {
    room(dataBytes + MAX_HEADER_BYTES + 8 * MAX_TEXT_LENGTH);
    block = pending.position();
    pending.putInt(type).putInt(0);
  }

  private void room(int bytes) {
    if (pending.remaining() < bytes) {
      int size = Math.max(2 * pending.capacity(), pending.position() + bytes);
      pending.flip();
      pending = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(pending);
    }
  }

  private void option(short code, byte[] value) {
    pending.putShort(code).putShort((short) value.length).put(value);
    pad();
  }

  private void pad() {
    while ((pending.position() & 3) != 0) {
      pending.put((byte) 0);
    }
  }

  private void end() {
    int length = pending.position() + 4 - block;
    pending.putInt(length).putInt(block + 4, length);
  }

  /** Hands everything to the channel. */
  void flush() throws IOException {
    pending.flip();
    while (pending.hasRemaining()) {
      channel.write(pending);
    }
    pending.clear();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
    } finally {
      channel.close();
    }
  }
}
