package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Per-packet information header (LINKTYPE_PPI), little endian, followed by a frame of another link
 * type.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |  Version (0)  |     Flags     |   Length, with this header    |
 *  +---------------+---------------+-------------------------------+
 *  |                           Link type                           |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Ppi {
  static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 2;
  private static final int LINK_TYPE = 4;

  private Ppi() {}

  /** Header length in bytes, as stated; below 8 is malformed. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return Short.reverseBytes(bytes.getShort(offset + LENGTH)) & 0xffff;
  }

  static int linkType(ByteBuffer bytes, int offset) {
    return Integer.reverseBytes(bytes.getInt(offset + LINK_TYPE));
  }
}
