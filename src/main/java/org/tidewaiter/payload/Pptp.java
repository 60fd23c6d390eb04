package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.PPTP;

import java.nio.ByteBuffer;

/**
 * PPTP control connection (RFC 2637 section 2).
 *
 * <pre>
 *  length (2) | 0001 | 1A2B3C4D | message type (2) | 0000 …
 * </pre>
 */
final class Pptp {
  private static final int HEADER_LENGTH = 12;
  private static final int MAGIC_COOKIE = 0x1a2b3c4d;
  private static final int HIGHEST_TYPE = 15;
  private static final int START_REQUEST = 1;
  private static final int START_REPLY = 2;
  private static final int CALL_REQUEST = 7;
  private static final int CALL_REPLY = 8;

  private Pptp() {}

  /** Called when the first byte is zero. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH
        || bytes.getInt(offset + 4) != MAGIC_COOKIE
        || Octets.u16(bytes, offset + 2) != 1) {
      return 0;
    }
    int type = Octets.u16(bytes, offset + 8);
    if (type == 0 || type > HIGHEST_TYPE) {
      return 0;
    }
    return switch (type) {
      case START_REQUEST, CALL_REQUEST -> PayloadResult.fromClient(PPTP);
      case START_REPLY, CALL_REPLY -> PayloadResult.fromServer(PPTP);
      default -> PayloadResult.fromEither(PPTP);
    };
  }
}
