package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.STUN;

import java.nio.ByteBuffer;

/**
 * STUN and TURN (RFC 8489 section 5), and STUN before its magic cookie (RFC 3489 section 11.1).
 *
 * <pre>
 *  00, method and class (2) | length (2) | 2112A442 | transaction (12) | attributes
 *  attribute: type (2) | length (2) | value, padded to 4
 * </pre>
 */
final class Stun {
  private static final int HEADER_LENGTH = 20;
  private static final int FRAME_LENGTH = 2;
  private static final int COOKIE = 0x2112a442;

  /**
   * Class bits within the type: request 00, indication 10, success 100, error 110 (hex of both).
   */
  private static final int RESPONSE_BIT = 0x0100;

  private static final int INDICATION_BIT = 0x0010;
  private static final int BINDING = 0x0001;

  private Stun() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH) {
      return 0;
    }
    int type = Octets.u16(bytes, offset);
    int length = Octets.u16(bytes, offset + 2);
    if (type >= 0x4000 || length % 4 != 0 || length > wireLength - HEADER_LENGTH) {
      return 0;
    }
    boolean cookie = bytes.getInt(offset + 4) == COOKIE;
    boolean sound =
        cookie
            ? length == wireLength - HEADER_LENGTH || captured < wireLength
            : isOldBinding(bytes, offset, captured, wireLength, type, length);
    return sound ? byClass(type) : 0;
  }

  /** On a connection with a length of two bytes before each message (RFC 4571). */
  static int recognizeFramed(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured >= FRAME_LENGTH + HEADER_LENGTH
            && Octets.u16(bytes, offset) == wireLength - FRAME_LENGTH
            && bytes.getInt(offset + FRAME_LENGTH + 4) == COOKIE
        ? recognize(
            bytes, offset + FRAME_LENGTH, captured - FRAME_LENGTH, wireLength - FRAME_LENGTH)
        : 0;
  }

  private static int byClass(int type) {
    if ((type & RESPONSE_BIT) != 0) {
      return PayloadResult.fromServer(STUN);
    }
    return (type & INDICATION_BIT) != 0
        ? PayloadResult.fromEither(STUN)
        : PayloadResult.fromClient(STUN);
  }

  /** Binding request, response or error whose attributes fill the datagram. */
  private static boolean isOldBinding(
      ByteBuffer bytes, int offset, int captured, int wireLength, int type, int length) {
    if (type != BINDING && type != 0x0101 && type != 0x0111
        || captured != wireLength
        || length != wireLength - HEADER_LENGTH
        || length == 0 && type != BINDING) {
      return false;
    }
    int attribute = offset + HEADER_LENGTH;
    int end = offset + captured;
    while (end - attribute >= 4) {
      attribute += 4 + (Octets.u16(bytes, attribute + 2) + 3 & ~3);
    }
    return attribute == end;
  }
}
