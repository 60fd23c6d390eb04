package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * TCP header (RFC 9293 section 3.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source port          |        Destination port       |
 *  +-------------------------------+-------------------------------+
 *  |                        Sequence number                        |
 *  +---------------------------------------------------------------+
 *  |                     Acknowledgement number                    |
 *  +-------+-------+---------------+-------------------------------+
 *  | Offset|Reservd|     Flags     |             Window            |
 *  +-------+-------+---------------+-------------------------------+
 *  |            Checksum           |         Urgent pointer        |
 *  +-------------------------------+-------------------------------+
 *  |                   Options, Offset - 5 words                   |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Tcp {
  static final int MIN_HEADER_LENGTH = 20;

  /** Bytes that must be there for data offset and flags. */
  static final int FLAGS_END = 14;

  private static final int DATA_OFFSET = 12;
  private static final int FLAGS = 13;

  private Tcp() {}

  /** Header length in bytes, 0 to 60; below 20 is malformed. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return bytes.get(offset + DATA_OFFSET) >> 2 & 0x3c;
  }

  /** The two bytes that {@link #headerLength(int)} takes; the lower one has the flags. */
  static int lengthAndFlags(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + DATA_OFFSET);
  }

  /** Header length in bytes, 0 to 60; below 20 is malformed. */
  static int headerLength(int lengthAndFlags) {
    return lengthAndFlags >> 10 & 0x3c;
  }

  /** CWR ECE URG ACK PSH RST SYN FIN, from the highest bit. */
  static byte flags(ByteBuffer bytes, int offset) {
    return bytes.get(offset + FLAGS);
  }
}
