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
 * <p>BOOTP without the magic cookie (RFC 951) counts only for Ethernet, whose addresses leave ten
 * zeros in the field for hardware addresses.
 */
final class Dhcp {
  static final int COOKIE_OFFSET = 236;
  static final int COOKIE = 0x63825363;
  private static final int BOOTP_LENGTH = 300;

  /** Hardware type 1, address length 6. */
  private static final int ETHERNET = 0x0106;

  private static final int HARDWARE_PADDING_OFFSET = 34;
  private static final int REQUEST = 1;
  private static final int REPLY = 2;

  private Dhcp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < COOKIE_OFFSET + 4
        || bytes.getInt(offset + COOKIE_OFFSET) != COOKIE && !isBootp(bytes, offset, wireLength)) {
      return 0;
    }
    return switch (bytes.get(offset)) {
      case REQUEST -> PayloadResult.fromClient(DHCP);
      case REPLY -> PayloadResult.fromServer(DHCP);
      default -> 0;
    };
  }

  private static boolean isBootp(ByteBuffer bytes, int offset, int wireLength) {
    return wireLength == BOOTP_LENGTH
        && Octets.u16(bytes, offset + 1) == ETHERNET
        && bytes.getLong(offset + HARDWARE_PADDING_OFFSET) == 0
        && bytes.getShort(offset + HARDWARE_PADDING_OFFSET + 8) == 0;
  }
}
