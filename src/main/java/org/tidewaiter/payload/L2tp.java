package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.L2TP;

import java.nio.ByteBuffer;

/**
 * L2TP control messages (RFC 2661 sections 3.1 and 4.1). Data messages have no field that only they
 * have.
 *
 * <pre>
 *  C802 | length (2) | tunnel (2) | session (2) | Ns (2) | Nr (2) | 8008 0000 0000 | message type (2)
 * </pre>
 */
final class L2tp {
  private static final int CONTROL = 0xc802;
  private static final int HEADER_LENGTH = 12;
  private static final int MESSAGE_TYPE_AVP_LENGTH = 8;
  private static final int HIGHEST_MESSAGE_TYPE = 16;
  private static final int START_REQUEST = 1;
  private static final int START_REPLY = 2;
  private static final int START_CONNECTED = 3;

  private L2tp() {}

  /** Called when the first byte is C8 hex. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH
        || Octets.u16(bytes, offset) != CONTROL
        || Octets.u16(bytes, offset + 2) != wireLength) {
      return 0;
    }
    if (wireLength == HEADER_LENGTH) {
      return PayloadResult.fromEither(L2TP);
    }
    int avp = offset + HEADER_LENGTH;
    if (captured < HEADER_LENGTH + MESSAGE_TYPE_AVP_LENGTH
        || (Octets.u16(bytes, avp) & 0x3fff) != MESSAGE_TYPE_AVP_LENGTH
        || bytes.getInt(avp + 2) != 0) {
      return 0;
    }
    int type = Octets.u16(bytes, avp + 6);
    if (type == 0 || type > HIGHEST_MESSAGE_TYPE) {
      return 0;
    }
    return switch (type) {
      case START_REQUEST, START_CONNECTED -> PayloadResult.fromClient(L2TP);
      case START_REPLY -> PayloadResult.fromServer(L2TP);
      default -> PayloadResult.fromEither(L2TP);
    };
  }
}
