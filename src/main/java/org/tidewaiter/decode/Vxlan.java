package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * VXLAN header (RFC 7348 section 5) with its generic protocol extension (VXLAN-GPE), and the group
 * policy extension, which only adds to the reserved bits.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-------------------------------+---------------+
 *  |G|R|R|R|I|P|R|R|   Reserved or group policy    |Next proto if P|
 *  +-+-+-+-+-+-+-+-+-------------------------------+---------------+
 *  |                      VNI                      |  Reserved (0) |
 *  +-----------------------------------------------+---------------+
 * </pre>
 */
final class Vxlan {
  static final int PORT = 4789;

  /** What Linux used before the registration, and OTV, which has the same header. */
  static final int LINUX_PORT = 8472;

  static final int GPE_PORT = 4790;

  static final int HEADER_LENGTH = 8;

  private static final int FLAGS = 0;
  private static final int VNI = 4;
  private static final int RESERVED = 7;

  private static final int VNI_BIT = 0x08;
  private static final int NEXT_PROTOCOL_BIT = 0x04;

  private Vxlan() {}

  static boolean isLikely(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FLAGS) & VNI_BIT) != 0 && bytes.get(offset + RESERVED) == 0;
  }

  /** True if the fourth byte says what follows, numbered as in {@link Nsh#nextProtocol}. */
  static boolean hasNextProtocol(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FLAGS) & NEXT_PROTOCOL_BIT) != 0;
  }

  static int vni(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + VNI) >>> 8;
  }
}
