package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * IPv4 header (RFC 791 section 3.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+---------------+-------------------------------+
 *  |Version|  IHL  |Type of service|          Total length         |
 *  +-------+-------+---------------+-----+-------------------------+
 *  |         Identification        |Flags|     Fragment offset     |
 *  +---------------+---------------+-----+-------------------------+
 *  |  Time to live |    Protocol   |        Header checksum        |
 *  +---------------+---------------+-------------------------------+
 *  |                         Source address                        |
 *  +---------------------------------------------------------------+
 *  |                      Destination address                      |
 *  +---------------------------------------------------------------+
 *  |                    Options, IHL - 5 words                     |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Ipv4 {
  static final int MIN_HEADER_LENGTH = 20;

  private static final int VERSION_IHL = 0;
  private static final int TOTAL_LENGTH = 2;
  private static final int IDENTIFICATION = 4;
  private static final int FRAGMENT = 6;
  private static final int PROTOCOL = 9;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET_MASK = 0x1fff;

  /** Upper half of the lower word of ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2). */
  private static final long MAPPED = 0xffff_0000_0000L;

  private Ipv4() {}

  static int version(ByteBuffer bytes, int offset) {
    return bytes.get(offset + VERSION_IHL) >> 4 & 0xf;
  }

  /** Header length in bytes, 0 to 60; below 20 is malformed. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + VERSION_IHL) & 0xf) << 2;
  }

  /** Length in bytes of header and payload, as stated. */
  static int totalLength(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TOTAL_LENGTH) & 0xffff;
  }

  static int identification(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + IDENTIFICATION) & 0xffff;
  }

  /** True for a first or later fragment of several. */
  static boolean isFragment(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset + FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) != 0;
  }

  /** True for a fragment that does not begin its datagram. */
  static boolean isLaterFragment(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset + FRAGMENT) & FRAGMENT_OFFSET_MASK) != 0;
  }

  static int protocol(ByteBuffer bytes, int offset) {
    return bytes.get(offset + PROTOCOL) & 0xff;
  }

  /** Lower word of the source as ::ffff:a.b.c.d; the upper is 0. */
  static long source(ByteBuffer bytes, int offset) {
    return MAPPED | bytes.getInt(offset + SOURCE) & 0xffff_ffffL;
  }

  /** Lower word of the destination as ::ffff:a.b.c.d; the upper is 0. */
  static long destination(ByteBuffer bytes, int offset) {
    return MAPPED | bytes.getInt(offset + DESTINATION) & 0xffff_ffffL;
  }

  /** True if the header, which must be there whole, sums up as it should. */
  static boolean hasRightChecksum(ByteBuffer bytes, int offset) {
    int sum = 0;
    for (int i = 0, length = headerLength(bytes, offset); i < length; i += 2) {
      sum += bytes.getShort(offset + i) & 0xffff;
    }
    return (sum & 0xffff) + (sum >>> 16) == 0xffff;
  }
}
