package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * DCCP generic header (RFC 4340 section 5.1); the ports are read by {@link Ports}.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source port          |        Destination port       |
 *  +---------------+-------+-------+-------------------------------+
 *  |  Data offset  | CCVal |CsCov  |            Checksum           |
 *  +---------------+-------+-------+-------------------------------+
 *  |              (type, sequence number and options)              |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Dccp {
  static final int MIN_HEADER_LENGTH = 12;

  /** Bytes that must be there for the data offset. */
  static final int DATA_OFFSET_END = 5;

  private static final int DATA_OFFSET = 4;

  private Dccp() {}

  /** Header length in bytes, 0 to 1020; below 12 is malformed. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + DATA_OFFSET) & 0xff) << 2;
  }
}
