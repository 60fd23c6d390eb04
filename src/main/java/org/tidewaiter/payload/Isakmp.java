package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.ISAKMP;

import java.nio.ByteBuffer;

/**
 * IKE 1 and 2 (RFC 2408 section 3.1, RFC 7296 section 3.1), also after the four zeros that tell it
 * from ESP in UDP (RFC 3948 section 2.2).
 *
 * <pre>
 *  initiator cookie (8) | responder cookie (8) | next payload | version | exchange | flags
 *  message id (4) | length (4)
 * </pre>
 */
final class Isakmp {
  private static final int HEADER_LENGTH = 28;
  private static final int MARKER_LENGTH = 4;
  private static final int VERSION_1 = 0x10;
  private static final int VERSION_2 = 0x20;
  private static final int RESPONSE_FLAG = 0x20;

  /** IKEv2 exchanges: SA init, auth, child, informational, and those added up to 44 (IANA). */
  private static final int LOWEST_V2_EXCHANGE = 34;

  private static final int HIGHEST_V2_EXCHANGE = 44;
  private static final int HIGHEST_V1_EXCHANGE = 6;
  private static final int QUICK_MODE = 32;
  private static final int NEW_GROUP_MODE = 33;

  private Isakmp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH
        || bytes.getInt(offset + 24) != wireLength
        || bytes.getLong(offset) == 0) {
      return 0;
    }
    int version = Octets.u8(bytes, offset + 17);
    int exchange = Octets.u8(bytes, offset + 18);
    int flags = Octets.u8(bytes, offset + 19);
    if (version == VERSION_2) {
      if (exchange < LOWEST_V2_EXCHANGE || exchange > HIGHEST_V2_EXCHANGE || (flags & ~0x38) != 0) {
        return 0;
      }
      return (flags & RESPONSE_FLAG) != 0
          ? PayloadResult.fromServer(ISAKMP)
          : PayloadResult.fromClient(ISAKMP);
    }
    boolean known =
        exchange >= 1 && exchange <= HIGHEST_V1_EXCHANGE
            || exchange == QUICK_MODE
            || exchange == NEW_GROUP_MODE;
    if (version != VERSION_1 || !known || (flags & ~7) != 0) {
      return 0;
    }
    // Only the initiator's first message knows no responder cookie.
    return bytes.getLong(offset + 8) == 0
        ? PayloadResult.fromClient(ISAKMP)
        : PayloadResult.fromEither(ISAKMP);
  }

  /** Called when the first byte is zero. */
  static int recognizeAfterMarker(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured > MARKER_LENGTH && bytes.getInt(offset) == 0
        ? recognize(
            bytes, offset + MARKER_LENGTH, captured - MARKER_LENGTH, wireLength - MARKER_LENGTH)
        : 0;
  }
}
