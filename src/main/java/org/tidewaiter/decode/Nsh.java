package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Network service header (RFC 8300 section 2).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---+-+-+-----------+-----------+-------+-------+---------------+
 *  |Ver|O|U|    TTL    |   Length  |U U U U|MD type| Next protocol |
 *  +---+-+-+-----------+-----------+-------+-------+---------------+
 *  |              Service path                     | Service index |
 *  +-----------------------------------------------+---------------+
 *  |               Context, Length - 2 words                       |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Nsh {
  static final int MIN_HEADER_LENGTH = 8;

  static final int NEXT_IPV4 = 1;
  static final int NEXT_IPV6 = 2;
  static final int NEXT_ETHERNET = 3;
  static final int NEXT_NSH = 4;
  static final int NEXT_MPLS = 5;

  private static final int LENGTH = 1;
  private static final int NEXT_PROTOCOL = 3;
  private static final int SERVICE = 4;
  private static final int LENGTH_MASK = 0x3f;

  private Nsh() {}

  /** Header length in bytes, 0 to 252; below 8 is malformed. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + LENGTH) & LENGTH_MASK) << 2;
  }

  /** Also the next protocol of VXLAN-GPE (IANA "VXLAN-GPE Next Protocol"). */
  static int nextProtocol(ByteBuffer bytes, int offset) {
    return bytes.get(offset + NEXT_PROTOCOL) & 0xff;
  }

  /** Service path in the upper 24, index in the lower 8 bits. */
  static int service(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + SERVICE);
  }
}
