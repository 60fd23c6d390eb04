package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.POP3;
import static org.tidewaiter.payload.PayloadResult.MAYBE_POP3;
import static org.tidewaiter.payload.PayloadResult.MAYBE_REDIS;

import java.nio.ByteBuffer;

/**
 * POP3 (RFC 1939, RFC 2449): {@code +OK} with a text is its greeting; bare it is Redis' answer as
 * well.
 */
final class Pop3 {
  private static final byte[] OK = Octets.ascii("+OK");
  private static final byte[] ERROR = Octets.ascii("-ERR");
  private static final byte[] CAPA = Octets.ascii("CAPA\r\n");
  private static final byte[] APOP = Octets.ascii("APOP ");
  private static final byte[] STLS = Octets.ascii("STLS\r\n");

  private Pop3() {}

  /** Called when the payload begins with plus or minus. */
  static int recognizeReply(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (Octets.startsWith(bytes, offset, captured, OK)) {
      if (captured > OK.length + 1 && bytes.get(offset + OK.length) == ' ') {
        return PayloadResult.fromServer(POP3);
      }
      return captured > OK.length && bytes.get(offset + OK.length) == '\r'
          ? PayloadResult.hintFromServer(MAYBE_POP3 | MAYBE_REDIS)
          : 0;
    }
    return Octets.startsWith(bytes, offset, captured, ERROR)
        ? PayloadResult.hintFromServer(MAYBE_POP3 | MAYBE_REDIS)
        : 0;
  }

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWithIgnoreCase(bytes, offset, captured, CAPA)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, APOP)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, STLS)
        ? PayloadResult.fromClient(POP3)
        : 0;
  }
}
