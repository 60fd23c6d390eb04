package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * TaZmen Sniffer Protocol header, as MikroTik and others mirror traffic, followed by a frame.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |  Version (1)  |      Type     |         Encapsulation         |
 *  +---------------+---------------+-------------------------------+
 *  |      Tag      |     Length    |   Value   (0 pads, 1 ends; both without length)
 *  +---------------+---------------+---
 * </pre>
 */
final class Tzsp {
  static final int PORT = 37008;

  static final int MIN_HEADER_LENGTH = 5;

  static final int ETHERNET = 1;
  static final int IEEE_80211 = 18;

  private static final int VERSION = 0;
  private static final int TYPE = 1;
  private static final int ENCAPSULATION = 2;
  private static final int TAGS = 4;

  private static final int VERSION_1 = 1;
  private static final int RECEIVED = 0;
  private static final int TO_TRANSMIT = 1;

  private static final int TAG_PADDING = 0;
  private static final int TAG_END = 1;

  /** Most tags that are passed over; about a dozen are defined. */
  private static final int MAX_TAGS = 64;

  private Tzsp() {}

  /** True for a message of version 1 with a packet. */
  static boolean isPacket(ByteBuffer bytes, int offset) {
    final int type = bytes.get(offset + TYPE);
    return bytes.get(offset + VERSION) == VERSION_1 && (type == RECEIVED || type == TO_TRANSMIT);
  }

  static int encapsulation(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + ENCAPSULATION) & 0xffff;
  }

  /** Header length in bytes with the tags, or -1 if the packet ends within them. */
  static int headerLength(ByteBuffer bytes, int offset, int end) {
    int tag = offset + TAGS;
    for (int i = 0; i < MAX_TAGS && tag < end; i++) {
      final int kind = bytes.get(tag);
      if (kind == TAG_END) {
        return tag + 1 - offset;
      }
      if (kind == TAG_PADDING) {
        tag++;
      } else if (tag + 1 < end) {
        tag += 2 + (bytes.get(tag + 1) & 0xff);
      } else {
        return -1;
      }
    }
    return -1;
  }
}
