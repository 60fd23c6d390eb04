package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.DTLS;

import java.nio.ByteBuffer;

/**
 * DTLS 1.0 and 1.2 records; 1.3 begins like 1.2 (RFC 6347 section 4.1, RFC 9147 section 4).
 *
 * <pre>
 *  type (14 to 17 hex) | FE FF or FE FD or 01 00 | epoch (2) | sequence (6) | length (2) | message
 * </pre>
 */
final class Dtls {
  private static final int HEADER_LENGTH = 13;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int HELLO_VERIFY_REQUEST = 3;
  private static final int DTLS_1_0 = 0xfeff;
  private static final int DTLS_1_2 = 0xfefd;

  /** What OpenSSL sent before the standard; Cisco AnyConnect still does. */
  private static final int DTLS_OPENSSL = 0x0100;

  private Dtls() {}

  /** Called when the first byte is 14 to 17 hex. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured <= HEADER_LENGTH) {
      return 0;
    }
    int version = Octets.u16(bytes, offset + 1);
    int length = Octets.u16(bytes, offset + 11);
    boolean known = version == DTLS_1_0 || version == DTLS_1_2 || version == DTLS_OPENSSL;
    if (!known || length == 0 || length > wireLength - HEADER_LENGTH) {
      return 0;
    }
    boolean clear = bytes.getShort(offset + 3) == 0;
    if (Octets.u8(bytes, offset) != HANDSHAKE || !clear) {
      return PayloadResult.fromEither(DTLS);
    }
    return switch (bytes.get(offset + HEADER_LENGTH)) {
      case CLIENT_HELLO -> PayloadResult.fromClient(DTLS);
      case SERVER_HELLO, HELLO_VERIFY_REQUEST -> PayloadResult.fromServer(DTLS);
      default -> PayloadResult.fromEither(DTLS);
    };
  }
}
