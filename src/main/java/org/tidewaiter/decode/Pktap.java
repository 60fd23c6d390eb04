package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Apple's capture header (LINKTYPE_PKTAP), little endian, followed by a frame of another link type.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                  Length, with this header                     |
 *  +---------------------------------------------------------------+
 *  |                          Record type                          |
 *  +---------------------------------------------------------------+
 *  |                           Link type                           |
 *  +---------------------------------------------------------------+
 *  |                     (interface and process)                   |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Pktap {
  static final int MIN_HEADER_LENGTH = 12;

  private static final int LENGTH = 0;
  private static final int LINK_TYPE = 8;

  private Pktap() {}

  /** Header length in bytes, as stated: any number. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return Integer.reverseBytes(bytes.getInt(offset + LENGTH));
  }

  static int linkType(ByteBuffer bytes, int offset) {
    return Integer.reverseBytes(bytes.getInt(offset + LINK_TYPE));
  }
}
