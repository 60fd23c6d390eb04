package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * One entry of an MPLS label stack (RFC 3032 section 2.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------+-----+-+---------------+
 *  |                 Label                 |  TC |S|  Time to live |
 *  +---------------------------------------+-----+-+---------------+
 * </pre>
 */
final class Mpls {
  static final int ENTRY_LENGTH = 4;

  /** Between the stack and the frame of a pseudowire, where it is used (RFC 4448). */
  static final int CONTROL_WORD_LENGTH = 4;

  /** Label that stands for IPv4 behind it (RFC 3032 section 2.1). */
  static final int IPV4_EXPLICIT_NULL = 0;

  /** Label that stands for IPv6 behind it (RFC 3032 section 2.1). */
  static final int IPV6_EXPLICIT_NULL = 2;

  private static final int ENTRY = 0;
  private static final int LABEL_SHIFT = 12;
  private static final int BOTTOM_BIT = 0x100;

  private Mpls() {}

  /** Label, 20 bits. */
  static int label(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + ENTRY) >>> LABEL_SHIFT;
  }

  static boolean isBottom(ByteBuffer bytes, int offset) {
    return (bytes.getInt(offset + ENTRY) & BOTTOM_BIT) != 0;
  }
}
