package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Prism header (LINKTYPE_IEEE802_11_PRISM) in the byte order of whoever captured, and the AVS
 * header (LINKTYPE_IEEE802_11_AVS) in network order, which some drivers send under either number.
 * Both are followed by 802.11.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |        Message code, or magic number and version of AVS       |
 *  +---------------------------------------------------------------+
 *  |                  Length, with this header                     |
 *  +---------------------------------------------------------------+
 *  |                    (device and radio)                         |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Prism {
  static final int MIN_HEADER_LENGTH = 8;

  private static final int MAGIC = 0;
  private static final int LENGTH = 4;

  private static final int AVS_MAGIC = 0x80211000;
  private static final int AVS_MAGIC_MASK = 0xfffff000;

  private Prism() {}

  /** Header length in bytes, as stated: any number. */
  static int headerLength(ByteBuffer bytes, int offset) {
    final int length = bytes.getInt(offset + LENGTH);
    final int magic = bytes.getInt(offset + MAGIC);
    final boolean networkOrder = (magic & AVS_MAGIC_MASK) == AVS_MAGIC || magic >>> 16 == 0;
    return networkOrder ? length : Integer.reverseBytes(length);
  }
}
