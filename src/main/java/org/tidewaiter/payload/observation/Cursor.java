package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Reads one message front to back within its bounds. A read beyond the end returns 0 and sets
 * {@link #overrun} for good, so a reader may read a whole structure and ask once.
 */
final class Cursor {
  private static final long IPV4_MAPPED = 0xffff_0000_0000L;

  final ByteBuffer bytes;
  int index;
  int end;
  boolean littleEndian;
  private boolean overrun;

  Cursor(ByteBuffer bytes, int index, int end) {
    this.bytes = bytes;
    this.index = index;
    this.end = end;
  }

  /** Another cursor at the same place, to try a layout with. */
  Cursor copy() {
    Cursor copy = new Cursor(bytes, index, end);
    copy.littleEndian = littleEndian;
    return copy;
  }

  boolean overrun() {
    return overrun;
  }

  int remaining() {
    return end - index;
  }

  boolean has(int count) {
    return count >= 0 && end - index >= count;
  }

  /** Goes forward, or sets overrun. */
  void skip(int count) {
    if (has(count)) {
      index += count;
    } else {
      overrun = true;
      index = end;
    }
  }

  /** Skips to the next multiple of {@code alignment}, counted from {@code origin}. */
  void align(int origin, int alignment) {
    skip(-(index - origin) & alignment - 1);
  }

  int u8() {
    int at = take(1);
    return at < 0 ? 0 : bytes.get(at) & 0xff;
  }

  int u16() {
    int at = take(2);
    if (at < 0) {
      return 0;
    }
    short value = bytes.getShort(at);
    return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
  }

  int u24() {
    return u8() << 16 | u16();
  }

  int i32() {
    int at = take(4);
    if (at < 0) {
      return 0;
    }
    int value = bytes.getInt(at);
    return littleEndian ? Integer.reverseBytes(value) : value;
  }

  /**
   * A count of NDR (4 bytes) or NDR64 (8 bytes, aligned to as many from {@code origin} on); -1 if
   * it is more than an int holds.
   */
  int count(int origin, boolean wide) {
    if (!wide) {
      align(origin, 4);
      int value = i32();
      return value < 0 ? -1 : value;
    }
    align(origin, 8);
    long value = networkLong();
    value = littleEndian ? Long.reverseBytes(value) : value;
    return value < 0 || value > Integer.MAX_VALUE ? -1 : (int) value;
  }

  /** Eight bytes in network order, whatever the byte order of numbers. */
  long networkLong() {
    int at = take(8);
    return at < 0 ? 0 : bytes.getLong(at);
  }

  /** Four bytes in network order as the lower half of ::ffff:a.b.c.d. */
  long ipv4Low() {
    int at = take(4);
    return at < 0 ? 0 : IPV4_MAPPED | bytes.getInt(at) & 0xffff_ffffL;
  }

  /** UUID whose first three fields follow the byte order of numbers (C706 appendix A). */
  UUID uuid() {
    if (!has(16)) {
      skip(16);
      return new UUID(0, 0);
    }
    long timeLow = i32() & 0xffff_ffffL;
    long timeMid = u16();
    long timeHigh = u16();
    return new UUID(timeLow << 32 | timeMid << 16 | timeHigh, networkLong());
  }

  private int take(int count) {
    if (end - index < count) {
      overrun = true;
      index = end;
      return -1;
    }
    int at = index;
    index += count;
    return at;
  }
}
