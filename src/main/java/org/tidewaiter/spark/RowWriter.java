package org.tidewaiter.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tidewaiter.flow.FlowKey;

/**
 * Writes rows as bytes, about ten for a packet: differences of number and time, the number of a key
 * that the block defined before, lengths. A block can be read by itself.
 */
final class RowWriter {
  static final int FROM_B = 1;
  static final int DEFINES = 2;
  static final int HAS_PAYLOAD = 4;
  static final int HAS_BYTES = 8;
  static final int HAS_FRAGMENT = 16;
  static final int HAS_TCP_FLAGS = 32;
  static final int COUNTED = 64;

  static final int DEFINES_PARENT = 1;
  static final int DEFINES_CARRIER = 2;

  private static int blocks;

  private byte[] bytes = new byte[1 << 12];
  private int size;
  private int block;
  private int keys;
  private long firstNumber;
  private long number;
  private long nanos;

  private static synchronized int nextBlock() {
    return blocks++;
  }

  /** Bytes of the block at hand. */
  int size() {
    return size;
  }

  /** Number of the first row of the block at hand. */
  long firstNumber() {
    return firstNumber;
  }

  /** The block at hand, relative to the number of its first row; the next row begins another. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, size);
    size = 0;
    return taken;
  }

  private void begin(long rowNumber) {
    if (size == 0) {
      block = nextBlock();
      keys = 0;
      firstNumber = rowNumber;
      number = rowNumber;
      nanos = 0;
    }
  }

  /** Adds a row; numbers never fall. */
  void add(Row row) {
    begin(row.number);
    if (row.counted != null) {
      addCounted(row);
      return;
    }
    boolean defines = row.key.block != block;
    int head =
        (row.fromB ? FROM_B : 0)
            | (defines ? DEFINES : 0)
            | (row.payloadLength != 0 ? HAS_PAYLOAD : 0)
            | (row.captured != 0 ? HAS_BYTES : 0)
            | (row.fragmentId != 0 ? HAS_FRAGMENT : 0)
            | (row.tcpFlags != 0 ? HAS_TCP_FLAGS : 0);
    room(256 + row.captured);
    bytes[size++] = (byte) head;
    number(row.number);
    if (defines) {
      define(row.key);
    } else {
      unsigned(row.key.number);
    }
    signed(row.nanos - nanos);
    nanos = row.nanos;
    unsigned(row.wireLength);
    if (row.payloadLength != 0) {
      unsigned(row.payloadLength);
    }
    if (row.fragmentId != 0) {
      unsigned(row.fragmentId & 0xFFFFFFFFL);
    }
    if (row.tcpFlags != 0) {
      bytes[size++] = (byte) row.tcpFlags;
    }
    if (row.captured != 0) {
      unsigned(row.captured);
      System.arraycopy(row.bytes, row.bytesAt, bytes, size, row.captured);
      size += row.captured;
    }
  }

  private void addCounted(Row row) {
    room(32 + 8 * row.counted.length);
    bytes[size++] = COUNTED;
    number(row.number);
    for (long word : row.counted) {
      fixed(word);
    }
  }

  private void number(long rowNumber) {
    unsigned(rowNumber - number);
    number = rowNumber;
  }

  private void define(RowKey key) {
    key.block = block;
    key.number = keys++;
    flow(key.flow);
    unsigned(key.flags & 0xFF);
    unsigned(key.vlan);
    unsigned(key.tunnel);
    unsigned(key.tunnelId & 0xFFFFFFFFL);
    unsigned((key.parent != null ? DEFINES_PARENT : 0) | (key.carrier ? DEFINES_CARRIER : 0));
    if (key.parent != null) {
      unsigned(key.parentBack);
      flow(key.parent);
    }
  }

  private void flow(FlowKey flow) {
    fixed(flow.aHigh());
    fixed(flow.aLow());
    fixed(flow.bHigh());
    fixed(flow.bLow());
    fixed(flow.key());
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  private void fixed(long value) {
    ByteBuffer.wrap(bytes).putLong(size, value);
    size += Long.BYTES;
  }

  private void signed(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  private void unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }
}
