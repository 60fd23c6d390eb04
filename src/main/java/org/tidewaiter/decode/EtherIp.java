package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * EtherIP header (RFC 3378 section 3), followed by Ethernet.
 *
 * <pre>
 *   0                   1
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 *  +-------+-----------------------+
 *  |Vers(3)|      Reserved (0)     |
 *  +-------+-----------------------+
 * </pre>
 */
final class EtherIp {
  static final int HEADER_LENGTH = 2;

  private static final int VERSION = 0x3000;

  private EtherIp() {}

  static boolean isVersion3(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset) & 0xffff) == VERSION;
  }
}
