package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Radiotap header (radiotap.org), little endian, followed by 802.11.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |  Version (0)  |      Pad      |   Length, with this header    |
 *  +---------------+---------------+-------------------------------+
 *  |  Fields present, further words while the highest bit is set   |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Radiotap {
  static final int MIN_HEADER_LENGTH = 8;

  private static final int VERSION = 0;
  private static final int LENGTH = 2;
  private static final int PRESENT = 4;

  private static final int PRESENT_LENGTH = 4;
  private static final int TIME_BIT = 0x01;
  private static final int FLAGS_BIT = 0x02;
  private static final int MORE_BIT = 0x80000000;
  private static final int TIME_LENGTH = 8;
  private static final int DATA_PAD_BIT = 0x20;

  private Radiotap() {}

  static int version(ByteBuffer bytes, int offset) {
    return bytes.get(offset + VERSION) & 0xff;
  }

  /** Header length in bytes, as stated; below 8 is malformed. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return Short.reverseBytes(bytes.getShort(offset + LENGTH)) & 0xffff;
  }

  /** True if the 802.11 header is padded to 4 bytes; the header must be there whole. */
  static boolean hasDataPad(ByteBuffer bytes, int offset) {
    final int end = headerLength(bytes, offset);
    int field = PRESENT;
    int word;
    do {
      if (field + PRESENT_LENGTH > end) {
        return false;
      }
      word = Integer.reverseBytes(bytes.getInt(offset + field));
      field += PRESENT_LENGTH;
    } while ((word & MORE_BIT) != 0);

    final int first = Integer.reverseBytes(bytes.getInt(offset + PRESENT));
    if ((first & FLAGS_BIT) == 0) {
      return false;
    }
    if ((first & TIME_BIT) != 0) {
      field = (field + TIME_LENGTH - 1 & -TIME_LENGTH) + TIME_LENGTH;
    }
    return field < end && (bytes.get(offset + field) & DATA_PAD_BIT) != 0;
  }
}
