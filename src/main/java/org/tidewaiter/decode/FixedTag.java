package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Tags that are stepped over: E-TAG (IEEE 802.1BR) and Cisco metadata, each behind its ethertype.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                (channel, or security group)                   |
 *  +-------------------------------+-------------------------------+
 *  |                               |              Type             |
 *  +-------------------------------+-------------------------------+
 * </pre>
 *
 * FabricPath (2 bytes) and the backbone service tag of IEEE 802.1ah (4 bytes) have no type; a whole
 * Ethernet frame follows.
 */
final class FixedTag {
  static final int HEADER_LENGTH = 8;

  static final int FABRIC_PATH_LENGTH = 2;
  static final int BACKBONE_BRIDGE_LENGTH = 4;

  private static final int TYPE = 6;

  private FixedTag() {}

  static int typeOrLength(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
