package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Ethernet II header, or IEEE 802.3 with a length in the place of the type.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                      Destination address                      |
 *  |                               +-------------------------------+
 *  |                               |                               |
 *  +-------------------------------+         Source address        |
 *  |                                                               |
 *  +-------------------------------+-------------------------------+
 *  |         Type or length        |
 *  +-------------------------------+
 * </pre>
 */
final class Ethernet {
  static final int HEADER_LENGTH = 14;

  /** Values up to this are lengths of 802.3 frames, followed by LLC (IEEE 802.3 clause 3.2.6). */
  static final int MAX_LENGTH = 1500;

  private static final int DESTINATION = 0;
  private static final int TYPE = 12;

  private static final int GROUP_BIT = 0x01;

  private Ethernet() {}

  static boolean hasGroupDestination(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + DESTINATION) & GROUP_BIT) != 0;
  }

  /** Ethertype, or the length of an 802.3 frame if at most {@link #MAX_LENGTH}. */
  static int typeOrLength(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
