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
 *
 * <p>Read in words of eight bytes, since each look into the buffer costs more than what is done
 * with what it holds: {@link #first} has all up to the fragment offset, {@link #second} the
 * protocol and the source.
 */
final class Ipv4 {
  static final int MIN_HEADER_LENGTH = 20;

  private static final int SECOND = 8;
  private static final int DESTINATION = 16;

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET_MASK = 0x1fff;

  /** Upper half of the lower word of ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2). */
  private static final long MAPPED = 0xffff_0000_0000L;

  private Ipv4() {}

  /** Version in the first byte of a header, of which no more need be there. */
  static int version(ByteBuffer bytes, int offset) {
    return bytes.get(offset) >> 4 & 0xf;
  }

  /** Bytes 0 to 7. */
  static long first(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset);
  }

  /** Bytes 8 to 15. */
  static long second(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset + SECOND);
  }

  static int version(long first) {
    return (int) (first >>> 60);
  }

  /** Header length in bytes, 0 to 60; below 20 is malformed. */
  static int headerLength(long first) {
    return (int) (first >>> 54) & 0x3c;
  }

  /** Length in bytes of header and payload, as stated. */
  static int totalLength(long first) {
    return (int) (first >>> 32) & 0xffff;
  }

  static int identification(long first) {
    return (int) first >>> 16;
  }

  /** True for a first or later fragment of several. */
  static boolean isFragment(long first) {
    return ((int) first & (MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) != 0;
  }

  /** True for a fragment that does not begin its datagram. */
  static boolean isLaterFragment(long first) {
    return ((int) first & FRAGMENT_OFFSET_MASK) != 0;
  }

  static int protocol(long second) {
    return (int) (second >>> 48) & 0xff;
  }

  /** An address in the lower 32 bits as the lower word of ::ffff:a.b.c.d; the upper is 0. */
  static long mapped(long address) {
    return MAPPED | address & 0xffff_ffffL;
  }

  /** Lower word of the source as ::ffff:a.b.c.d; the upper is 0. */
  static long source(long second) {
    return mapped(second);
  }

  /** Lower word of the destination as ::ffff:a.b.c.d; the upper is 0. */
  static long destination(ByteBuffer bytes, int offset) {
    return mapped(bytes.getInt(offset + DESTINATION));
  }

  /** True if the header, which must be there whole, sums up as it should. */
  static boolean hasRightChecksum(ByteBuffer bytes, int offset) {
    int sum = 0;
    for (int i = 0, length = headerLength(first(bytes, offset)); i < length; i += 2) {
      sum += bytes.getShort(offset + i) & 0xffff;
    }
    return (sum & 0xffff) + (sum >>> 16) == 0xffff;
  }
}
