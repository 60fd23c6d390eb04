package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.SMTP;
import static org.tidewaiter.payload.PayloadResult.MAYBE_FTP;
import static org.tidewaiter.payload.PayloadResult.MAYBE_SMTP;

import java.nio.ByteBuffer;

/**
 * SMTP (RFC 5321 section 4): {@code EHLO}, {@code HELO} and {@code LHLO} of the client, greetings
 * of the server, which FTP's look like.
 */
final class Smtp {
  private static final byte[] EHLO = Octets.ascii("EHLO ");
  private static final byte[] HELO = Octets.ascii("HELO ");
  private static final byte[] LHLO = Octets.ascii("LHLO ");
  private static final byte[] SMTP_WORD = Octets.ascii("SMTP");
  private static final byte[] READY = Octets.ascii("220");
  private static final byte[] UNAVAILABLE = Octets.ascii("421");
  private static final byte[] REFUSED = Octets.ascii("554");

  /** How much of a greeting is searched for the word that tells. */
  private static final int MAX_GREETING_LENGTH = 256;

  private Smtp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWithIgnoreCase(bytes, offset, captured, EHLO)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, HELO)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, LHLO)
        ? PayloadResult.fromClient(SMTP)
        : 0;
  }

  /** A reply code of SMTP or FTP: named if a word of the line tells, else a hint. */
  static int recognizeGreeting(ByteBuffer bytes, int offset, int captured, int wireLength) {
    boolean ready = Octets.startsWith(bytes, offset, captured, READY);
    boolean refused = Octets.startsWith(bytes, offset, captured, REFUSED);
    if (!ready && !refused && !Octets.startsWith(bytes, offset, captured, UNAVAILABLE)) {
      return 0;
    }
    byte separator = captured > 3 ? bytes.get(offset + 3) : 0;
    if (separator != ' ' && separator != '-') {
      return 0;
    }
    int end = offset + Math.min(captured, MAX_GREETING_LENGTH);
    if (!Octets.isPrintable(bytes, offset, Octets.lineEnd(bytes, offset, end))) {
      return 0;
    }
    boolean smtp = Octets.indexOfIgnoreCase(bytes, offset, end, SMTP_WORD) >= 0;
    boolean ftp = Octets.indexOfIgnoreCase(bytes, offset, end, Ftp.WORD) >= 0;
    if (smtp && !ftp) {
      return PayloadResult.fromServer(SMTP);
    }
    if (ftp && !smtp && !refused) {
      return PayloadResult.fromServer(PayloadProtocol.FTP);
    }
    return PayloadResult.hintFromServer(refused ? MAYBE_SMTP : MAYBE_SMTP | MAYBE_FTP);
  }
}
