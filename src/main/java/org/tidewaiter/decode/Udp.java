package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * UDP header (RFC 768), and UDP-Lite (RFC 3828) where the length is the checksum's coverage.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source port          |        Destination port       |
 *  +-------------------------------+-------------------------------+
 *  |             Length            |            Checksum           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
final class Udp {
  static final int HEADER_LENGTH = 8;

  private static final int LENGTH = 4;

  private Udp() {}

  /** Length in bytes of header and payload, as stated; 0 in jumbograms and offloaded segments. */
  static int length(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + LENGTH) & 0xffff;
  }
}
