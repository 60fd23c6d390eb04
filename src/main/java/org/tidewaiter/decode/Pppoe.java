package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * PPPoE header (RFC 2516 section 4).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+---------------+-------------------------------+
 *  |Version|  Type |      Code     |            Session            |
 *  +-------+-------+---------------+-------------------------------+
 *  |             Length            |
 *  +-------------------------------+
 * </pre>
 */
final class Pppoe {
  static final int HEADER_LENGTH = 6;

  /** Version 1 and type 1, the only ones. */
  static final int VERSION_TYPE = 0x11;

  /** Code of the session stage. */
  static final int SESSION_DATA = 0;

  private static final int VERSION = 0;
  private static final int CODE = 1;
  private static final int SESSION = 2;
  private static final int LENGTH = 4;

  private Pppoe() {}

  static int versionType(ByteBuffer bytes, int offset) {
    return bytes.get(offset + VERSION) & 0xff;
  }

  static int code(ByteBuffer bytes, int offset) {
    return bytes.get(offset + CODE) & 0xff;
  }

  static int session(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + SESSION) & 0xffff;
  }

  /** Bytes behind this header. */
  static int length(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + LENGTH) & 0xffff;
  }
}
