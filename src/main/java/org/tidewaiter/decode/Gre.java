package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * GRE header (RFC 2784, 2890; version 1 RFC 2637; routing RFC 1701).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-----+-+-------+-----+-------------------------------+
 *  |C|R|K|S|s|Recur|A| Flags | Ver |            Ethertype          |
 *  +-+-+-+-+-+-----+-+-------+-----+-------------------------------+
 *  |       Checksum, if C or R     |       Offset, if C or R       |
 *  +-------------------------------+-------------------------------+
 *  |       Key, if K; in version 1 payload length and call         |
 *  +---------------------------------------------------------------+
 *  |                     Sequence number, if S                     |
 *  +---------------------------------------------------------------+
 *  |     Acknowledgement, if A and version 1; routing, if R        |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Gre {
  static final int MIN_HEADER_LENGTH = 4;

  /** PPP, as PPTP carries it in version 1 (RFC 2637 section 4.1). */
  static final int PPP = 0x880b;

  /** Mirrored frames, types I and II. */
  static final int ERSPAN = 0x88be;

  /** Mirrored frames, type III. */
  static final int ERSPAN_3 = 0x22eb;

  private static final int FLAGS = 0;
  private static final int PROTOCOL = 2;

  private static final int CHECKSUM_BIT = 0x8000;
  private static final int ROUTING_BIT = 0x4000;
  private static final int KEY_BIT = 0x2000;
  private static final int SEQUENCE_BIT = 0x1000;
  private static final int ACKNOWLEDGEMENT_BIT = 0x0080;
  private static final int VERSION_MASK = 0x0007;

  private static final int FIELD_LENGTH = 4;
  private static final int ROUTE_HEADER_LENGTH = 4;
  private static final int ROUTE_LENGTH = 3;

  /** Most source routes of RFC 1701 that are passed over. */
  private static final int MAX_ROUTES = 16;

  private Gre() {}

  static int version(ByteBuffer bytes, int offset) {
    return flags(bytes, offset) & VERSION_MASK;
  }

  static int protocol(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + PROTOCOL) & 0xffff;
  }

  static boolean hasSequence(ByteBuffer bytes, int offset) {
    return (flags(bytes, offset) & SEQUENCE_BIT) != 0;
  }

  /** Header length in bytes, or -1 if the packet ends within it. */
  static int headerLength(ByteBuffer bytes, int offset, int end) {
    final int flags = flags(bytes, offset);
    int length = keyOffset(flags);
    length += (flags & KEY_BIT) != 0 ? FIELD_LENGTH : 0;
    length += (flags & SEQUENCE_BIT) != 0 ? FIELD_LENGTH : 0;
    if ((flags & VERSION_MASK) == 1) {
      length += (flags & ACKNOWLEDGEMENT_BIT) != 0 ? FIELD_LENGTH : 0;
    } else if ((flags & ROUTING_BIT) != 0) {
      length = routingEnd(bytes, offset, offset + length, end) - offset;
    }
    return end - offset < length ? -1 : length;
  }

  /** The key, 0 if there is none; the header must be there whole. */
  static int key(ByteBuffer bytes, int offset) {
    final int flags = flags(bytes, offset);
    return (flags & KEY_BIT) != 0 ? bytes.getInt(offset + keyOffset(flags)) : 0;
  }

  private static int flags(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + FLAGS) & 0xffff;
  }

  private static int keyOffset(int flags) {
    return (flags & (CHECKSUM_BIT | ROUTING_BIT)) != 0
        ? MIN_HEADER_LENGTH + FIELD_LENGTH
        : MIN_HEADER_LENGTH;
  }

  /** Index behind the list of routes, which an entry of length 0 ends; behind the end if cut. */
  private static int routingEnd(ByteBuffer bytes, int offset, int routes, int end) {
    int route = routes;
    for (int i = 0; i < MAX_ROUTES && end - route >= ROUTE_HEADER_LENGTH; i++) {
      final int length = bytes.get(route + ROUTE_LENGTH) & 0xff;
      route += ROUTE_HEADER_LENGTH + length;
      if (length == 0) {
        return route;
      }
    }
    return end + 1;
  }
}
