package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * IPv6 header (RFC 8200 section 3).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+---------------+---------------------------------------+
 *  |Version| Traffic class |               Flow label              |
 *  +-------+---------------+-------+---------------+---------------+
 *  |         Payload length        |  Next header  |   Hop limit   |
 *  +-------------------------------+---------------+---------------+
 *  |                    Source address, 4 words                    |
 *  +---------------------------------------------------------------+
 *  |                 Destination address, 4 words                  |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>{@link #first} has the first eight bytes, all but the addresses.
 */
final class Ipv6 {
  static final int HEADER_LENGTH = 40;

  private static final int NEXT_HEADER = 6;
  private static final int SOURCE = 8;
  private static final int DESTINATION = 24;

  private Ipv6() {}

  /** Bytes 0 to 7. */
  static long first(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset);
  }

  static int version(long first) {
    return (int) (first >>> 60);
  }

  /** Bytes behind this header, extension headers included, as stated; 0 for jumbograms. */
  static int payloadLength(long first) {
    return (int) (first >>> 16) & 0xffff;
  }

  static int nextHeader(long first) {
    return (int) (first >>> 8) & 0xff;
  }

  static int nextHeader(ByteBuffer bytes, int offset) {
    return bytes.get(offset + NEXT_HEADER) & 0xff;
  }

  static long sourceHigh(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset + SOURCE);
  }

  static long sourceLow(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset + SOURCE + 8);
  }

  static long destinationHigh(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset + DESTINATION);
  }

  static long destinationLow(ByteBuffer bytes, int offset) {
    return bytes.getLong(offset + DESTINATION + 8);
  }
}
