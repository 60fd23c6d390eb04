package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.DCERPC;

import java.nio.ByteBuffer;

/**
 * DCE/RPC, connection-oriented over TCP and connectionless over UDP (C706 chapter 12, MS-RPCE).
 *
 * <pre>
 *  TCP: 05 minor type flags | data representation (4) | fragment length (2) auth length (2) | call id
 *  UDP: 04 type flags flags2 | data representation (3) serial | object | interface | activity | …
 * </pre>
 */
final class DceRpc {
  private static final int COMMON_HEADER_LENGTH = 16;
  private static final int DATAGRAM_HEADER_LENGTH = 80;

  /** A PDU that goes on in the next segment says so by filling this one. */
  private static final int MIN_FULL_SEGMENT = 500;

  /** Bit per PDU type that clients send: request, bind, alter context, auth3, cancel, orphaned. */
  private static final int CLIENT_TYPES = 1 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 18 | 1 << 19;

  /**
   * Bit per PDU type that servers send: response, fault, bind ack and nak, alter reply, shutdown.
   */
  private static final int SERVER_TYPES = 1 << 2 | 1 << 3 | 1 << 12 | 1 << 13 | 1 << 15 | 1 << 17;

  /** Datagram types of clients: request, ping, ack, cancel. */
  private static final int DATAGRAM_CLIENT_TYPES = 1 | 1 << 1 | 1 << 7 | 1 << 8;

  /** Datagram types of servers: response, fault, working, nocall, reject, cancel ack. */
  private static final int DATAGRAM_SERVER_TYPES =
      1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 10;

  /** What RPC over HTTP version 1 servers greet with (MS-RPCH section 2.1.1.2). */
  private static final byte[] HTTP_BANNER = Octets.ascii("ncacn_http/1.0");

  private static final int FROM_CLIENT = PayloadResult.fromClient(DCERPC);
  private static final int FROM_SERVER = PayloadResult.fromServer(DCERPC);

  private DceRpc() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < COMMON_HEADER_LENGTH
        || Octets.u8(bytes, offset) != 5
        || Octets.u8(bytes, offset + 1) > 1
        || Octets.u8(bytes, offset + 2) > 19
        || !isDataRepresentation(bytes, offset + 4)
        || bytes.get(offset + 7) != 0) {
      return 0;
    }
    boolean littleEndian = isLittleEndian(bytes, offset + 4);
    int fragmentLength = u16(bytes, offset + 8, littleEndian);
    int authLength = u16(bytes, offset + 10, littleEndian);
    if (fragmentLength < COMMON_HEADER_LENGTH
        || authLength > fragmentLength - COMMON_HEADER_LENGTH) {
      return 0;
    }
    if (!isLengthPlausible(bytes, offset, captured, wireLength, fragmentLength)) {
      return 0;
    }
    return byType(Octets.u8(bytes, offset + 2), CLIENT_TYPES, SERVER_TYPES);
  }

  static int recognizeDatagram(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < DATAGRAM_HEADER_LENGTH
        || Octets.u8(bytes, offset) != 4
        || Octets.u8(bytes, offset + 1) > 10
        || !isDataRepresentation(bytes, offset + 4)) {
      return 0;
    }
    boolean littleEndian = isLittleEndian(bytes, offset + 4);
    int bodyLength = u16(bytes, offset + 74, littleEndian);
    if (bodyLength > wireLength - DATAGRAM_HEADER_LENGTH) {
      return 0;
    }
    return byType(Octets.u8(bytes, offset + 1), DATAGRAM_CLIENT_TYPES, DATAGRAM_SERVER_TYPES);
  }

  /** The PDU ends with the segment, or another one follows it, or it fills a large segment. */
  private static boolean isLengthPlausible(
      ByteBuffer bytes, int offset, int captured, int wireLength, int fragmentLength) {
    if (fragmentLength > wireLength) {
      return wireLength >= MIN_FULL_SEGMENT;
    }
    return fragmentLength == wireLength
        || fragmentLength >= captured
        || bytes.get(offset + fragmentLength) == 5;
  }

  /** Called when the first byte is n. */
  static int recognizeHttpBanner(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWith(bytes, offset, captured, HTTP_BANNER) ? FROM_SERVER : 0;
  }

  /**
   * Integers big or little endian, ASCII, IEEE floats, then zero: all that implementations send.
   */
  private static boolean isDataRepresentation(ByteBuffer bytes, int index) {
    return (bytes.get(index) & 0xef) == 0 && bytes.get(index + 1) == 0 && bytes.get(index + 2) == 0;
  }

  private static boolean isLittleEndian(ByteBuffer bytes, int index) {
    return (bytes.get(index) & 0x10) != 0;
  }

  private static int u16(ByteBuffer bytes, int index, boolean littleEndian) {
    return littleEndian ? Octets.u16LittleEndian(bytes, index) : Octets.u16(bytes, index);
  }

  private static int byType(int type, int clientTypes, int serverTypes) {
    int bit = 1 << type;
    if ((bit & clientTypes) != 0) {
      return FROM_CLIENT;
    }
    return (bit & serverTypes) != 0 ? FROM_SERVER : 0;
  }
}
