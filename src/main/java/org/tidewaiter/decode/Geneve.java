package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * GENEVE header (RFC 8926 section 3.4).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---+-----------+-+-+-----------+-------------------------------+
 *  |Ver|Opt length |O|C|  Reserved |           Ethertype           |
 *  +---+-----------+-+-+-----------+---------------+---------------+
 *  |                      VNI                      |  Reserved (0) |
 *  +-----------------------------------------------+---------------+
 *  |                  Options, Opt length words                    |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Geneve {
  static final int PORT = 6081;

  static final int MIN_HEADER_LENGTH = 8;

  private static final int VERSION_LENGTH = 0;
  private static final int PROTOCOL = 2;
  private static final int VNI = 4;
  private static final int RESERVED = 7;

  private static final int VERSION_SHIFT = 6;
  private static final int LENGTH_MASK = 0x3f;

  private Geneve() {}

  static boolean isLikely(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + VERSION_LENGTH) & 0xff) >> VERSION_SHIFT == 0
        && bytes.get(offset + RESERVED) == 0;
  }

  /** Header length in bytes, 8 to 260. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return MIN_HEADER_LENGTH + ((bytes.get(offset + VERSION_LENGTH) & LENGTH_MASK) << 2);
  }

  static int protocol(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + PROTOCOL) & 0xffff;
  }

  static int vni(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + VNI) >>> 8;
  }
}
