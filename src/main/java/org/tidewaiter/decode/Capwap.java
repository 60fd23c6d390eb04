package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * CAPWAP data header (RFC 5415 section 4.3), followed by an 802.11 or 802.3 frame.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+---------+---------+---------+-+-+-+-+-+-+-----+
 *  |Version|  Type |  Length |  Radio  |  WBID   |T|F|L|W|M|K|  -  |
 *  +-------+-------+---------+---------+---------+-+-+-+-+-+-+-----+
 *  |           Fragment            |     Fragment offset     |  -  |
 *  +-------------------------------+-------------------------+-----+
 *  |          Radio address and wireless information               |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Capwap {
  static final int PORT = 5247;

  static final int MIN_HEADER_LENGTH = 8;

  /** Wireless binding identifier of 802.11. */
  static final int WBID_IEEE_80211 = 1;

  private static final int FIRST = 0;
  private static final int FRAGMENT_OFFSET = 6;

  private static final int PREAMBLE_SHIFT = 24;
  private static final int LENGTH_SHIFT = 19;
  private static final int WBID_SHIFT = 9;
  private static final int FIELD_MASK = 0x1f;
  private static final int NATIVE_BIT = 0x100;
  private static final int KEEP_ALIVE_BIT = 0x08;
  private static final int FRAGMENT_OFFSET_MASK = 0xfff8;

  private Capwap() {}

  /** True for version 0 and no encryption, with a length that can be. */
  static boolean isPlain(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + FIRST) >>> PREAMBLE_SHIFT == 0
        && headerLength(bytes, offset) >= MIN_HEADER_LENGTH;
  }

  /** True for a message with the beginning of a frame. */
  static boolean hasFrame(ByteBuffer bytes, int offset) {
    return (bytes.getInt(offset + FIRST) & KEEP_ALIVE_BIT) == 0
        && (bytes.getShort(offset + FRAGMENT_OFFSET) & FRAGMENT_OFFSET_MASK) == 0;
  }

  /** Header length in bytes, 0 to 124. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return (bytes.getInt(offset + FIRST) >>> LENGTH_SHIFT & FIELD_MASK) << 2;
  }

  static int wirelessBinding(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + FIRST) >>> WBID_SHIFT & FIELD_MASK;
  }

  /** True for a frame of the wireless binding, false for 802.3. */
  static boolean isNative(ByteBuffer bytes, int offset) {
    return (bytes.getInt(offset + FIRST) & NATIVE_BIT) != 0;
  }
}
