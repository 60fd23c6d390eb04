package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * L2TP data header, version 2 (RFC 2661 section 3.1), followed by PPP.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+---+-+-+-+-+-------+-------+-------------------------------+
 *  |T|L|- -|S|-|O|P|- - - -|Version|          Length, if L         |
 *  +-+-+---+-+-+-+-+-------+-------+-------------------------------+
 *  |             Tunnel            |            Session            |
 *  +-------------------------------+-------------------------------+
 *  |             Ns, if S          |            Nr, if S           |
 *  +-------------------------------+-------------------------------+
 *  |    Offset size, if O          |    Offset padding
 *  +-------------------------------+
 * </pre>
 */
final class L2tp {
  static final int PORT = 1701;

  static final int MIN_HEADER_LENGTH = 6;

  private static final int FLAGS = 0;

  private static final int CONTROL_BIT = 0x8000;
  private static final int LENGTH_BIT = 0x4000;
  private static final int SEQUENCE_BIT = 0x0800;
  private static final int OFFSET_BIT = 0x0200;
  private static final int RESERVED_AND_VERSION = 0x34ff;
  private static final int VERSION = 2;

  private static final int LENGTH_LENGTH = 2;
  private static final int SEQUENCE_LENGTH = 4;
  private static final int OFFSET_LENGTH = 2;

  private L2tp() {}

  static boolean isVersion2(ByteBuffer bytes, int offset) {
    return (flags(bytes, offset) & RESERVED_AND_VERSION) == VERSION;
  }

  static boolean isControl(ByteBuffer bytes, int offset) {
    return (flags(bytes, offset) & CONTROL_BIT) != 0;
  }

  /** Header length in bytes, or -1 if the packet ends within it. */
  static int headerLength(ByteBuffer bytes, int offset, int end) {
    final int flags = flags(bytes, offset);
    int length = MIN_HEADER_LENGTH;
    length += (flags & LENGTH_BIT) != 0 ? LENGTH_LENGTH : 0;
    length += (flags & SEQUENCE_BIT) != 0 ? SEQUENCE_LENGTH : 0;
    if ((flags & OFFSET_BIT) != 0) {
      if (end - offset < length + OFFSET_LENGTH) {
        return -1;
      }
      length += OFFSET_LENGTH + (bytes.getShort(offset + length) & 0xffff);
    }
    return end - offset < length ? -1 : length;
  }

  /** Tunnel in the upper, session in the lower 16 bits; the header must be there whole. */
  static int tunnelAndSession(ByteBuffer bytes, int offset) {
    final boolean hasLength = (flags(bytes, offset) & LENGTH_BIT) != 0;
    return bytes.getInt(offset + 2 + (hasLength ? LENGTH_LENGTH : 0));
  }

  private static int flags(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + FLAGS) & 0xffff;
  }
}
