package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * ERSPAN header, type II (version 1) and III (version 2; draft-foschiano-erspan), followed by the
 * mirrored frame. Type I has none.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-----------------------+-----+---+-+-------------------+
 *  |Version|          VLAN         | COS |En |T|      Session      |
 *  +-------+-----------------------+-----+---+-+-------------------+
 *  |            Reserved and index, or timestamp (III)             |
 *  +-------------------------------+-+---------+-----------+-+---+-+
 *  |       Security group (III)    |P|Frametype| Hardware  |D|Gra|O|
 *  +-------------------------------+-+---------+-----------+-+---+-+
 *  |            Platform's own, 8 bytes, if O (III)                |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Erspan {
  /** Bytes of the header of type II, and those that types II and III share. */
  static final int MIN_HEADER_LENGTH = 8;

  static final int VERSION_2 = 1;
  static final int VERSION_3 = 2;

  static final int FRAME_ETHERNET = 0;
  static final int FRAME_IP = 2;

  private static final int FIRST = 0;
  private static final int SESSION = 2;
  private static final int DETAILS = 10;

  private static final int HEADER_3_LENGTH = 12;
  private static final int PLATFORM_LENGTH = 8;

  private static final int SESSION_MASK = 0x03ff;
  private static final int VLAN_MASK = 0x0fff;
  private static final int FRAME_TYPE_SHIFT = 10;
  private static final int FRAME_TYPE_MASK = 0x1f;
  private static final int PLATFORM_BIT = 0x0001;

  private Erspan() {}

  static int version(ByteBuffer bytes, int offset) {
    return bytes.get(offset + FIRST) >> 4 & 0xf;
  }

  /** VLAN in which the mirrored frame was seen, 0 for none. */
  static int vlan(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + FIRST) & VLAN_MASK;
  }

  static int session(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + SESSION) & SESSION_MASK;
  }

  /** Header length in bytes, or -1 if the packet ends within it. */
  static int headerLength(ByteBuffer bytes, int offset, int end) {
    if (version(bytes, offset) == VERSION_2) {
      return MIN_HEADER_LENGTH;
    }
    if (end - offset < HEADER_3_LENGTH) {
      return -1;
    }
    final boolean platform = (bytes.getShort(offset + DETAILS) & PLATFORM_BIT) != 0;
    final int length = platform ? HEADER_3_LENGTH + PLATFORM_LENGTH : HEADER_3_LENGTH;
    return end - offset < length ? -1 : length;
  }

  /** What follows; the header must be there whole. */
  static int frameType(ByteBuffer bytes, int offset) {
    return version(bytes, offset) == VERSION_2
        ? FRAME_ETHERNET
        : bytes.getShort(offset + DETAILS) >> FRAME_TYPE_SHIFT & FRAME_TYPE_MASK;
  }
}
