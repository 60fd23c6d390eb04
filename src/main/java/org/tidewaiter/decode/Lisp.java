package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * LISP data header (RFC 9300 section 5.3), followed by IPv4 or IPv6.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+---+-----------------------------------------------+
 *  |N|L|E|V|I|R| K |              Nonce or map version             |
 *  +-+-+-+-+-+-+---+-------------------------------+---------------+
 *  |             Instance if I, locator status     |    (status)   |
 *  +-----------------------------------------------+---------------+
 * </pre>
 */
final class Lisp {
  static final int PORT = 4341;

  static final int HEADER_LENGTH = 8;

  static final int CONTROL_PORT = 4342;

  /** Before the IP header of an encapsulated control message (RFC 9301 section 5.8). */
  static final int CONTROL_HEADER_LENGTH = 4;

  private static final int FLAGS = 0;
  private static final int INSTANCE = 4;

  private static final int INSTANCE_BIT = 0x08;

  private static final int CONTROL_TYPE_SHIFT = 4;
  private static final int CONTROL_ENCAPSULATED = 8;

  private Lisp() {}

  /** Instance, 0 if there is none. */
  static int instance(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FLAGS) & INSTANCE_BIT) != 0
        ? bytes.getInt(offset + INSTANCE) >>> 8
        : 0;
  }

  /** True for a control message that holds another (ECM). */
  static boolean isEncapsulated(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FLAGS) & 0xff) >> CONTROL_TYPE_SHIFT == CONTROL_ENCAPSULATED;
  }
}
