package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * BSD loopback (LINKTYPE_NULL, LINKTYPE_LOOP): an address family, in the byte order of whoever
 * captured or in network order.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                         Address family                        |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class BsdLoopback {
  static final int HEADER_LENGTH = 4;

  private static final int FAMILY = 0;

  private BsdLoopback() {}

  /** The family, in whichever byte order makes it a small number. */
  static int family(ByteBuffer bytes, int offset) {
    final int family = bytes.getInt(offset + FAMILY);
    return family >>> 16 == 0 ? family : Integer.reverseBytes(family);
  }
}
