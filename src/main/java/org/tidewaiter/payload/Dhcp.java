package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.DHCP;

import java.nio.ByteBuffer;

/**
 * DHCP for IPv4 (RFC 2131 section 2).
 *
 * <pre>
 *  op 1 request, 2 reply | hardware type | its length | hops | xid (4) | … | 63825363 at 236 | options
 * </pre>
 *
 * <p>BOOTP without the magic cookie (RFC 951) is not recognised.
 */
final class Dhcp {
  static final int COOKIE_OFFSET = 236;
  static final int COOKIE = 0x63825363;
  private static final int REQUEST = 1;
  private static final int REPLY = 2;

  private Dhcp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < COOKIE_OFFSET + 4 || bytes.getInt(offset + COOKIE_OFFSET) != COOKIE) {
      return 0;
    }
    return switch (bytes.get(offset)) {
      case REQUEST -> PayloadResult.fromClient(DHCP);
      case REPLY -> PayloadResult.fromServer(DHCP);
      default -> 0;
    };
  }
}
