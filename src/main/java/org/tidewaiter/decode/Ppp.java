package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * PPP frame (RFC 1661 section 2), with the HDLC-like address and control (RFC 1662) or without, and
 * with the protocol compressed to one byte or not.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |  Address (FF) |  Control (03) |        Protocol, 1 or 2       |
 *  +---------------+---------------+-------------------------------+
 * </pre>
 */
final class Ppp {
  static final int IPV4 = 0x0021;
  static final int IPV6 = 0x0057;
  static final int MPLS = 0x0281;
  static final int MPLS_UPSTREAM = 0x0283;

  private static final int ADDRESS_CONTROL = 0xff03;
  private static final int ADDRESS_CONTROL_LENGTH = 2;

  private Ppp() {}

  /** Index of the protocol field, or -1 if the packet ends before it. */
  static int protocolOffset(ByteBuffer bytes, int offset, int end) {
    int start = offset;
    if (end - offset >= ADDRESS_CONTROL_LENGTH
        && (bytes.getShort(offset) & 0xffff) == ADDRESS_CONTROL) {
      start += ADDRESS_CONTROL_LENGTH;
    }
    return end > start && end - start >= protocolLength(bytes, start) ? start : -1;
  }

  /** 1 for a compressed protocol field, whose only byte is odd, else 2. */
  static int protocolLength(ByteBuffer bytes, int protocolOffset) {
    return (bytes.get(protocolOffset) & 1) != 0 ? 1 : 2;
  }

  static int protocol(ByteBuffer bytes, int protocolOffset) {
    return protocolLength(bytes, protocolOffset) == 1
        ? bytes.get(protocolOffset) & 0xff
        : bytes.getShort(protocolOffset) & 0xffff;
  }
}
