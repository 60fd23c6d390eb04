package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * What Teredo may put before the IPv6 packet (RFC 4380 section 5.1.1): authentication, origin.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+---------------+---------------+
 *  |     Authentication (0001)     |   Id length   |  Auth length  |
 *  +-------------------------------+---------------+---------------+
 *  |   Client id, authentication value, nonce (8), confirmation (1)|
 *  +-------------------------------+-------------------------------+
 *  |         Origin (0000)         |      Origin port (hidden)     |
 *  +-------------------------------+-------------------------------+
 *  |                   Origin address (hidden)                     |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Teredo {
  static final int PORT = 3544;

  private static final int INDICATOR = 0;
  private static final int ID_LENGTH = 2;
  private static final int AUTHENTICATION_LENGTH = 3;

  private static final int INDICATOR_ORIGIN = 0;
  private static final int INDICATOR_AUTHENTICATION = 1;

  private static final int ORIGIN_HEADER_LENGTH = 8;
  private static final int AUTHENTICATION_HEADER_LENGTH = 4;
  private static final int NONCE_LENGTH = 8;
  private static final int CONFIRMATION_LENGTH = 1;

  private Teredo() {}

  /** Index of the IPv6 header, or behind the end if there is none. */
  static int packet(ByteBuffer bytes, int offset, int end) {
    int packet = offset;
    if (end - packet >= AUTHENTICATION_HEADER_LENGTH
        && bytes.getShort(packet + INDICATOR) == INDICATOR_AUTHENTICATION) {
      packet +=
          AUTHENTICATION_HEADER_LENGTH
              + (bytes.get(packet + ID_LENGTH) & 0xff)
              + (bytes.get(packet + AUTHENTICATION_LENGTH) & 0xff)
              + NONCE_LENGTH
              + CONFIRMATION_LENGTH;
    }
    if (end - packet >= ORIGIN_HEADER_LENGTH
        && bytes.getShort(packet + INDICATOR) == INDICATOR_ORIGIN) {
      packet += ORIGIN_HEADER_LENGTH;
    }
    return packet;
  }
}
