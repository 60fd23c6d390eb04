package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * VLAN tag behind its ethertype (IEEE 802.1Q clause 9.6).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----+-+-----------------------+-------------------------------+
 *  | PCP |D|      VLAN number      |              Type             |
 *  +-----+-+-----------------------+-------------------------------+
 * </pre>
 */
final class Vlan {
  static final int HEADER_LENGTH = 4;

  private static final int TAG = 0;
  private static final int TYPE = 2;

  static final int NUMBER_MASK = 0x0fff;

  private Vlan() {}

  /** VLAN number, 0 for a tag that only carries a priority. */
  static int number(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TAG) & NUMBER_MASK;
  }

  static int typeOrLength(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
