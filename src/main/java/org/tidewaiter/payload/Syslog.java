package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.SYSLOG;

import java.nio.ByteBuffer;

/** Syslog: a priority in angle brackets, then printable text (RFC 3164, RFC 5424). */
final class Syslog {
  /** Facility 23, severity 7. */
  private static final int HIGHEST_PRIORITY = 191;

  /** How much text must be there and printable: no other protocol has that after a number. */
  private static final int MIN_TEXT_LENGTH = 8;

  private static final int FROM_CLIENT = PayloadResult.fromClient(SYSLOG);

  private Syslog() {}

  /** Called when the first byte is an opening angle bracket. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int priority = 0;
    int index = offset + 1;
    int last = Math.min(offset + captured, offset + 4);
    while (index < last && Octets.isDigit(bytes.get(index))) {
      priority = priority * 10 + bytes.get(index) - '0';
      index++;
    }
    boolean bracket = index > offset + 1 && index < offset + captured && bytes.get(index) == '>';
    int text = index + 1;
    return bracket
            && priority <= HIGHEST_PRIORITY
            && offset + captured - text >= MIN_TEXT_LENGTH
            && isText(bytes, text)
        ? FROM_CLIENT
        : 0;
  }

  private static boolean isText(ByteBuffer bytes, int from) {
    byte first = bytes.get(from);
    return first != '<' && Octets.isPrintable(bytes, from, from + MIN_TEXT_LENGTH);
  }
}
