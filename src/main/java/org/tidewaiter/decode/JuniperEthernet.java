package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Juniper's capture header (LINKTYPE_JUNIPER_ETHER), followed by Ethernet.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----------------------------------------------+---------------+
 *  |                 Magic (4D 47 43)              |E| Flags   |N|D|
 *  +-------------------------------+---------------+---------------+
 *  |  Length of extensions, if E   |  Extensions
 *  +-------------------------------+
 * </pre>
 */
final class JuniperEthernet {
  static final int MIN_HEADER_LENGTH = 6;

  private static final int MAGIC = 0x4d4743;
  private static final int FLAGS = 3;
  private static final int EXTENSIONS_LENGTH = 4;

  private static final int EXTENSIONS_BIT = 0x80;
  private static final int NO_LINK_HEADER_BIT = 0x02;

  private JuniperEthernet() {}

  /** True for the magic number, with a frame behind the header. */
  static boolean hasFrame(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset) >>> 8 == MAGIC
        && (bytes.get(offset + FLAGS) & NO_LINK_HEADER_BIT) == 0;
  }

  /** Header length in bytes, extensions included. */
  static int headerLength(ByteBuffer bytes, int offset) {
    if ((bytes.get(offset + FLAGS) & EXTENSIONS_BIT) == 0) {
      return EXTENSIONS_LENGTH;
    }
    return MIN_HEADER_LENGTH + (bytes.getShort(offset + EXTENSIONS_LENGTH) & 0xffff);
  }
}
