package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.RDP;

import java.nio.ByteBuffer;

/**
 * Remote Desktop: its X.224 connection request and confirm (MS-RDPBCGR sections 2.2.1.1 and
 * 2.2.1.2) and its UDP handshake (MS-RDPEUDP section 3.1.5.1).
 *
 * <pre>
 *  TCP: 03 00 length (2) | X.224 length | E0 or D0 | references (4) | class | cookie, negotiation
 *  negotiation: 01 request, 02 response, 03 failure | flags | 08 00 | protocols (4)
 * </pre>
 *
 * <p>X.224 alone is shared with MMS, S7 and H.323: without cookie or negotiation it is no RDP.
 */
final class Rdp {
  private static final byte[] COOKIE = Octets.ascii("Cookie: ");
  private static final int X224_LENGTH = 11;
  private static final int NEGOTIATION_LENGTH = 8;
  private static final int REQUEST = 0xe0;
  private static final int CONFIRM = 0xd0;

  /** Both handshake datagrams are padded to this size, and the MTU fields are within it. */
  private static final int UDP_HANDSHAKE_LENGTH = 1232;

  private static final int UDP_LOWEST_MTU = 1132;
  private static final int UDP_SYN = 1;
  private static final int UDP_ACK = 4;

  private Rdp() {}

  /** Called when the first byte is 3. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < X224_LENGTH + NEGOTIATION_LENGTH
        || bytes.get(offset + 1) != 0
        || Octets.u16(bytes, offset + 2) != wireLength
        || Octets.u8(bytes, offset + 4) + 5 != wireLength) {
      return 0;
    }
    int type = Octets.u8(bytes, offset + 5);
    int data = offset + X224_LENGTH;
    int length = captured - X224_LENGTH;
    if (type == REQUEST) {
      return isNegotiation(bytes, data, 1, 1) || Octets.startsWith(bytes, data, length, COOKIE)
          ? PayloadResult.fromClient(RDP)
          : 0;
    }
    return type == CONFIRM && isNegotiation(bytes, data, 2, 3) ? PayloadResult.fromServer(RDP) : 0;
  }

  private static boolean isNegotiation(ByteBuffer bytes, int data, int lowest, int highest) {
    int type = bytes.get(data);
    return type >= lowest
        && type <= highest
        && bytes.getShort(data + 2) == 0x0800
        && (bytes.getInt(data + 4) & 0x00ff_ffff) == 0;
  }

  static int recognizeDatagram(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (wireLength != UDP_HANDSHAKE_LENGTH || captured < 16) {
      return 0;
    }
    int flags = Octets.u16(bytes, offset + 6);
    int upstream = Octets.u16(bytes, offset + 12);
    int downstream = Octets.u16(bytes, offset + 14);
    if ((flags & UDP_SYN) == 0 || !isMtu(upstream) || !isMtu(downstream)) {
      return 0;
    }
    boolean first = bytes.getInt(offset) == -1;
    if ((flags & UDP_ACK) != 0) {
      return first ? 0 : PayloadResult.fromServer(RDP);
    }
    return first ? PayloadResult.fromClient(RDP) : 0;
  }

  private static boolean isMtu(int mtu) {
    return mtu >= UDP_LOWEST_MTU && mtu <= UDP_HANDSHAKE_LENGTH;
  }
}
