package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.DHCPV6;

import java.nio.ByteBuffer;

/**
 * DHCP for IPv6 (RFC 8415 sections 8 and 9).
 *
 * <pre>
 *  type | transaction id (3)                                    | options
 *  type 12, 13 | hops | link address (16) | peer address (16)   | options
 *  option: code (2) | length (2) | data
 * </pre>
 *
 * <p>The options must fill the datagram exactly, and the first one be a registered one.
 */
final class Dhcpv6 {
  private static final int HEADER_LENGTH = 4;
  private static final int RELAY_HEADER_LENGTH = 34;
  private static final int RELAY_FORWARD = 12;
  private static final int RELAY_REPLY = 13;
  private static final int HIGHEST_TYPE = 13;

  /** Highest option code assigned (IANA, 2024). */
  private static final int HIGHEST_OPTION = 151;

  /** Types of servers: advertise, reply, reconfigure, relay reply. */
  private static final int SERVER_TYPES = 1 << 2 | 1 << 7 | 1 << 10 | 1 << RELAY_REPLY;

  private Dhcpv6() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int type = Octets.u8(bytes, offset);
    if (type == 0 || type > HIGHEST_TYPE || captured != wireLength) {
      return 0;
    }
    boolean relay = type == RELAY_FORWARD || type == RELAY_REPLY;
    int option = relay ? RELAY_HEADER_LENGTH : HEADER_LENGTH;
    if (captured < option + 6) {
      return 0;
    }
    while (option < captured) {
      if (captured - option < 4) {
        return 0;
      }
      int code = Octets.u16(bytes, offset + option);
      if (code == 0 || code > HIGHEST_OPTION) {
        return 0;
      }
      option += 4 + Octets.u16(bytes, offset + option + 2);
    }
    if (option != captured) {
      return 0;
    }
    return (SERVER_TYPES >> type & 1) != 0
        ? PayloadResult.fromServer(DHCPV6)
        : PayloadResult.fromClient(DHCPV6);
  }
}
