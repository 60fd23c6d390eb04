package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * IPv6 extension header, all kinds (RFC 8200 section 4; RFC 6564), and AH (RFC 4302).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |  Next header  |     Length    |   (own to each kind)          |
 *  +---------------+---------------+-------------------------+---+-+
 *  |  Next header  |    Reserved   |     Fragment offset     |Res|M|  fragment header
 *  +---------------+---------------+-------------------------+---+-+
 *  |                         Identification                        |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * The length counts units of 8 bytes beyond the first 8; of AH, words of 4 bytes beyond the first
 * two; a fragment header has none and takes 8 bytes.
 */
final class Ipv6Extension {
  static final int MIN_LENGTH = 8;

  private static final int NEXT_HEADER = 0;
  private static final int LENGTH = 1;
  private static final int FRAGMENT = 2;
  private static final int IDENTIFICATION = 4;

  private static final int MORE_FRAGMENTS = 0x0001;
  private static final int FRAGMENT_OFFSET_MASK = 0xfff8;

  private Ipv6Extension() {}

  /** True for a protocol number that stands for an extension header, AH included. */
  static boolean isExtension(int protocol) {
    switch (protocol) {
      case IpProtocol.HOP_BY_HOP:
      case IpProtocol.ROUTING:
      case IpProtocol.FRAGMENT:
      case IpProtocol.AH:
      case IpProtocol.DESTINATION_OPTIONS:
      case IpProtocol.MOBILITY:
      case IpProtocol.HIP:
      case IpProtocol.SHIM6:
        return true;
      default:
        return false;
    }
  }

  static int nextHeader(ByteBuffer bytes, int offset) {
    return bytes.get(offset + NEXT_HEADER) & 0xff;
  }

  /** Length in bytes of the header with the given protocol number, at least 8. */
  static int length(int protocol, ByteBuffer bytes, int offset) {
    if (protocol == IpProtocol.FRAGMENT) {
      return MIN_LENGTH;
    }
    final int units = bytes.get(offset + LENGTH) & 0xff;
    return protocol == IpProtocol.AH ? authenticationLength(units) : (units + 1) << 3;
  }

  /** True for a first or later fragment of several; false for an atomic fragment (RFC 6946). */
  static boolean isFragment(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset + FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) != 0;
  }

  /** True for a fragment that does not begin its datagram. */
  static boolean isLaterFragment(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset + FRAGMENT) & FRAGMENT_OFFSET_MASK) != 0;
  }

  static int identification(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + IDENTIFICATION);
  }

  /** AH of fewer than 12 bytes cannot be; taken as 8 so that the chain goes on. */
  private static int authenticationLength(int words) {
    return Math.max(MIN_LENGTH, (words + 2) << 2);
  }
}
