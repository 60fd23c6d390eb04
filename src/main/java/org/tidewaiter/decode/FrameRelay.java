package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Frame relay (LINKTYPE_FRELAY) with the encapsulation of RFC 2427 or with Cisco's, which has an
 * ethertype behind the address.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+---------------+---------------+
 *  |  Address, 2 to 4 bytes, last  |  Control (03) | (pad 00) NLPID|
 *  |          one is odd           |                               |
 *  +---------------+---------------+---------------+---------------+
 * </pre>
 */
final class FrameRelay {
  static final int MAX_ADDRESS_LENGTH = 4;

  /** Length of what is read behind the address: control and NLPID, or an ethertype. */
  static final int PROTOCOL_LENGTH = 2;

  static final int UNNUMBERED_INFORMATION = 0x03;

  static final int NLPID_SNAP = 0x80;
  static final int NLPID_IPV6 = 0x8e;
  static final int NLPID_IPV4 = 0xcc;

  private static final int LAST_BIT = 1;

  private FrameRelay() {}

  /** Length in bytes of the address, or -1 if the packet ends within it or it has no end. */
  static int addressLength(ByteBuffer bytes, int offset, int end) {
    for (int length = 1; length <= MAX_ADDRESS_LENGTH && offset + length <= end; length++) {
      if ((bytes.get(offset + length - 1) & LAST_BIT) != 0) {
        return length;
      }
    }
    return -1;
  }
}
