package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.OPENVPN;

import java.nio.ByteBuffer;

/**
 * OpenVPN hard resets: the first packet of each side (OpenVPN doxygen, "Network protocol").
 *
 * <pre>
 *  opcode, key 0 | session id (8) | [HMAC | packet id (4) | time (4)] | acks (1) … | packet id (4)
 *  tls-crypt:      session id (8) | packet id (4) | time (4) | HMAC (32) | encrypted
 * </pre>
 *
 * <p>TCP puts a length of 2 bytes before it. A key of its own for each packet field leaves only
 * lengths to check, so those of the usual digests are demanded.
 */
final class OpenVpn {
  private static final int CLIENT_RESET = 7 << 3;
  private static final int SERVER_RESET = 8 << 3;
  private static final int CLIENT_RESET_V3 = 10 << 3;
  private static final int SESSION_END = 9;

  private OpenVpn() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int opcode = Octets.u8(bytes, offset);
    boolean client = opcode == CLIENT_RESET || opcode == CLIENT_RESET_V3;
    if (!client && opcode != SERVER_RESET || captured < SESSION_END + 5) {
      return 0;
    }
    int acked = client ? 0 : 1;
    boolean reset =
        isPlain(bytes, offset, captured, wireLength, acked)
            || isAuthenticated(bytes, offset, captured, wireLength, acked, 16)
            || isAuthenticated(bytes, offset, captured, wireLength, acked, 20)
            || isAuthenticated(bytes, offset, captured, wireLength, acked, 32)
            || isAuthenticated(bytes, offset, captured, wireLength, acked, 64)
            || isEncrypted(bytes, offset, captured, wireLength);
    if (!reset) {
      return 0;
    }
    return client ? PayloadResult.fromClient(OPENVPN) : PayloadResult.fromServer(OPENVPN);
  }

  static int recognizeStream(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured > 2 && Octets.u16(bytes, offset) == wireLength - 2
        ? recognize(bytes, offset + 2, captured - 2, wireLength - 2)
        : 0;
  }

  /** No tls-auth: an empty list of acks, or one ack and the other's session id; packet id 0. */
  private static boolean isPlain(
      ByteBuffer bytes, int offset, int captured, int wireLength, int acked) {
    int length = SESSION_END + 1 + acked * 12 + 4;
    return wireLength == length && captured == length && isTail(bytes, offset + SESSION_END, acked);
  }

  private static boolean isAuthenticated(
      ByteBuffer bytes, int offset, int captured, int wireLength, int acked, int digestLength) {
    int replay = SESSION_END + digestLength;
    int length = replay + 8 + 1 + acked * 12 + 4;
    return wireLength == length
        && captured == length
        && isReplayId(bytes, offset + replay)
        && isTail(bytes, offset + replay + 8, acked);
  }

  /** tls-crypt: what follows the digest is encrypted; a reset has 5 bytes of it, or 17. */
  private static boolean isEncrypted(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int digestEnd = SESSION_END + 8 + 32;
    return (wireLength == digestEnd + 5 || wireLength == digestEnd + 17)
        && captured >= SESSION_END + 8
        && isReplayId(bytes, offset + SESSION_END);
  }

  /** Packet id 1 to 255 (resets are repeated), and a time since 2001. */
  private static boolean isReplayId(ByteBuffer bytes, int index) {
    int id = bytes.getInt(index);
    int time = bytes.getInt(index + 4);
    return id > 0 && id < 256 && (time < 0 || time > 1_000_000_000);
  }

  private static boolean isTail(ByteBuffer bytes, int index, int acked) {
    int id = index + 1 + acked * 12;
    return bytes.get(index) == acked && bytes.getInt(id) == 0;
  }
}
