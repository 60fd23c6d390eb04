package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * BSD packet filter log (LINKTYPE_PFLOG), followed by IP.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+---------------+---------------+
 *  |     Length    | Address family|     Action    |     Reason    |
 *  +---------------+---------------+---------------+---------------+
 *  |               (interface, rule, user and process)             |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Pflog {
  static final int MIN_HEADER_LENGTH = 2;

  private static final int LENGTH = 0;
  private static final int FAMILY = 1;

  private Pflog() {}

  /** Header length in bytes with its padding to words. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + LENGTH) & 0xff) + 3 & ~3;
  }

  /** {@link AddressFamily}. */
  static int family(ByteBuffer bytes, int offset) {
    return bytes.get(offset + FAMILY) & 0xff;
  }
}
