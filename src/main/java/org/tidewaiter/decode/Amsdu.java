package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * One of several frames in an 802.11 frame (A-MSDU subframe, IEEE 802.11 clause 9.3.2.2), followed
 * by LLC; padded to 4 bytes but for the last.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                 Destination address, 6 bytes                  |
 *  +---------------------------------------------------------------+
 *  |                    Source address, 6 bytes                    |
 *  +-------------------------------+-------------------------------+
 *  |             Length            |
 *  +-------------------------------+
 * </pre>
 */
final class Amsdu {
  static final int HEADER_LENGTH = 14;

  private static final int LENGTH = 12;

  private Amsdu() {}

  /** Bytes behind this header, padding excluded. */
  static int length(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + LENGTH) & 0xffff;
  }

  /** Index of the next subframe. */
  static int next(ByteBuffer bytes, int offset) {
    return offset + (HEADER_LENGTH + length(bytes, offset) + 3 & ~3);
  }
}
