package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.REDIS;
import static org.tidewaiter.payload.PayloadResult.MAYBE_REDIS;

import java.nio.ByteBuffer;

/**
 * Redis serialization protocol: commands are arrays of bulk strings, {@code *2 CRLF $3 CRLF GET …};
 * bare {@code PING} and the answer {@code $5 CRLF …} alone are hints.
 */
final class Redis {
  private static final byte[] PONG = Octets.ascii("+PONG\r\n");
  private static final byte[] NO_AUTH = Octets.ascii("-NOAUTH ");
  private static final byte[] PING = Octets.ascii("PING\r\n");
  private static final byte[] INFO = Octets.ascii("INFO\r\n");
  private static final byte[] AUTH = Octets.ascii("AUTH ");

  /** Digits of a length: bulk strings end at 512 MB. */
  private static final int MAX_DIGITS = 9;

  private Redis() {}

  /** Called when the payload begins with an asterisk. */
  static int recognizeArray(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    int element = afterNumber(bytes, offset + 1, end);
    if (element < 0 || element >= end || bytes.get(element) != '$') {
      return 0;
    }
    int text = afterNumber(bytes, element + 1, end);
    if (text < 0 || text >= end) {
      return 0;
    }
    byte letter = bytes.get(text);
    boolean command = letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
    return command ? PayloadResult.fromEither(REDIS) : 0;
  }

  /** Called when the payload begins with a dollar sign. */
  static int recognizeBulk(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return afterNumber(bytes, offset + 1, offset + captured) > 0
        ? PayloadResult.hintFromServer(MAYBE_REDIS)
        : 0;
  }

  /** Called when the payload begins with plus or minus. */
  static int recognizeReply(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWith(bytes, offset, captured, PONG)
            || Octets.startsWith(bytes, offset, captured, NO_AUTH)
        ? PayloadResult.fromServer(REDIS)
        : 0;
  }

  /** Called when the payload begins with a letter. */
  static int recognizeInline(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWithIgnoreCase(bytes, offset, captured, PING)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, INFO)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, AUTH)
        ? PayloadResult.hintFromClient(MAYBE_REDIS)
        : 0;
  }

  /** Index after digits and CRLF, or -1. */
  private static int afterNumber(ByteBuffer bytes, int from, int end) {
    int index = from;
    int last = Math.min(end, from + MAX_DIGITS + 1);
    while (index < last && Octets.isDigit(bytes.get(index))) {
      index++;
    }
    return index > from
            && end - index >= 2
            && bytes.get(index) == '\r'
            && bytes.get(index + 1) == '\n'
        ? index + 2
        : -1;
  }
}
