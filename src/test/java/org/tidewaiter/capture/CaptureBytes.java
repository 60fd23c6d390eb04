package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes capture files for tests, field by field, sound or not. */
final class CaptureBytes {
  private ByteBuffer out = ByteBuffer.allocate(1 << 12);

  private CaptureBytes(ByteOrder order) {
    out.order(order);
  }

  static CaptureBytes in(ByteOrder order) {
    return new CaptureBytes(order);
  }

  CaptureBytes order(ByteOrder order) {
    out.order(order);
    return this;
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (out.capacity() + bytes)).order(out.order());
      out = larger.put(out.flip());
    }
    return out;
  }

  CaptureBytes int32(int... values) {
    for (int value : values) {
      room(4).putInt(value);
    }
    return this;
  }

  CaptureBytes int16(int... values) {
    for (int value : values) {
      room(2).putShort((short) value);
    }
    return this;
  }

  CaptureBytes int64(long value) {
    room(8).putLong(value);
    return this;
  }

  CaptureBytes bytes(byte... bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  /** A packet whose bytes count up from {@code first}. */
  CaptureBytes counting(int first, int length) {
    return bytes(countingBytes(first, length));
  }

  static byte[] countingBytes(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  CaptureBytes pcapHeader(int magic, int major, int minor, int snaplen, int network) {
    return int32(magic).int16(major, minor).int32(0, 0, snaplen, network);
  }

  CaptureBytes pcapHeader() {
    return pcapHeader(0xa1b2c3d4, 2, 4, 65535, 1);
  }

  CaptureBytes pcapRecord(int seconds, int fraction, int captured, int wire) {
    return int32(seconds, fraction, captured, wire).counting(seconds, captured);
  }

  /** A block around a body, padded to four bytes. */
  CaptureBytes block(int type, byte[] body) {
    int padded = (body.length + 3) & ~3;
    return int32(type, padded + 12).bytes(Arrays.copyOf(body, padded)).int32(padded + 12);
  }

  CaptureBytes section() {
    return block(
        PcapngBlock.SECTION_HEADER, nested().int32(0x1a2b3c4d).int16(1, 0).int64(-1).toArray());
  }

  CaptureBytes captureInterface(int linkType, int snaplen, byte... options) {
    return block(
        PcapngBlock.INTERFACE_DESCRIPTION,
        nested().int16(linkType, 0).int32(snaplen).bytes(options).toArray());
  }

  CaptureBytes enhanced(int number, long ticks, int captured, int wire) {
    return block(
        PcapngBlock.ENHANCED_PACKET,
        nested()
            .int32(number, (int) (ticks >>> 32), (int) ticks, captured, wire)
            .counting((int) ticks, captured)
            .toArray());
  }

  CaptureBytes obsolete(int number, long ticks, int captured, int wire) {
    return block(
        PcapngBlock.OBSOLETE_PACKET,
        nested()
            .int16(number, 0)
            .int32((int) (ticks >>> 32), (int) ticks, captured, wire)
            .counting((int) ticks, captured)
            .toArray());
  }

  CaptureBytes simple(int wire, int captured) {
    return block(
        PcapngBlock.SIMPLE_PACKET, nested().int32(wire).counting(wire, captured).toArray());
  }

  /** An option, padded to four bytes. */
  CaptureBytes option(int code, byte... value) {
    return int16(code, value.length).bytes(Arrays.copyOf(value, (value.length + 3) & ~3));
  }

  /** Something in the same byte order to go into a block. */
  CaptureBytes nested() {
    return new CaptureBytes(out.order());
  }

  int length() {
    return out.position();
  }

  byte[] toArray() {
    return Arrays.copyOf(out.array(), out.position());
  }
}
