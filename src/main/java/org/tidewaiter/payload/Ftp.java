package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.FTP;
import static org.tidewaiter.payload.PayloadResult.MAYBE_FTP;
import static org.tidewaiter.payload.PayloadResult.MAYBE_IRC;
import static org.tidewaiter.payload.PayloadResult.MAYBE_POP3;
import static org.tidewaiter.payload.PayloadResult.MAYBE_SMTP;

import java.nio.ByteBuffer;

/**
 * Commands of an FTP client (RFC 959 section 4.1, RFC 2389, RFC 4217). {@code USER} and {@code
 * PASS} it shares with POP3 and IRC; the greeting is read by {@link Smtp#recognizeGreeting}.
 */
final class Ftp {
  static final byte[] WORD = Octets.ascii("FTP");

  private static final byte[] USER = Octets.ascii("USER ");
  private static final byte[] PASS = Octets.ascii("PASS ");
  private static final byte[] QUIT = Octets.ascii("QUIT\r\n");

  /** Commands that no other protocol of this package opens with. */
  private static final byte[][] OWN_COMMANDS = {
    Octets.ascii("AUTH TLS\r\n"), Octets.ascii("AUTH SSL\r\n"), Octets.ascii("FEAT\r\n"),
    Octets.ascii("SYST\r\n"), Octets.ascii("PASV\r\n"), Octets.ascii("EPSV"),
    Octets.ascii("PORT "), Octets.ascii("EPRT "), Octets.ascii("TYPE I\r\n"),
    Octets.ascii("TYPE A\r\n"), Octets.ascii("OPTS UTF8"), Octets.ascii("CLNT ")
  };

  private Ftp() {}

  /** Called when the payload begins with a letter. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (Octets.startsWithIgnoreCase(bytes, offset, captured, USER)) {
      return PayloadResult.hintFromClient(MAYBE_FTP | MAYBE_POP3 | MAYBE_IRC);
    }
    if (Octets.startsWithIgnoreCase(bytes, offset, captured, PASS)) {
      return PayloadResult.hintFromClient(MAYBE_FTP | MAYBE_POP3 | MAYBE_IRC);
    }
    if (Octets.startsWithIgnoreCase(bytes, offset, captured, QUIT)) {
      return PayloadResult.hintFromClient(MAYBE_FTP | MAYBE_POP3 | MAYBE_SMTP);
    }
    for (byte[] command : OWN_COMMANDS) {
      if (Octets.startsWithIgnoreCase(bytes, offset, captured, command)) {
        return PayloadResult.fromClient(FTP);
      }
    }
    return 0;
  }
}
