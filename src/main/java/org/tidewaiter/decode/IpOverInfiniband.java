package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * IP over InfiniBand as captured (LINKTYPE_IPOIB).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |              Source and destination, 40 bytes                 |
 *  +-------------------------------+-------------------------------+
 *  |           Ethertype           |            Reserved           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
final class IpOverInfiniband {
  static final int HEADER_LENGTH = 44;

  private static final int TYPE = 40;

  private IpOverInfiniband() {}

  static int type(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
