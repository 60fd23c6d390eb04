package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.IRC;

import java.nio.ByteBuffer;

/** IRC (RFC 2812 sections 3.1 and 5): registration commands, and the server's first messages. */
final class Irc {
  private static final byte[] NICK = Octets.ascii("NICK ");
  private static final byte[] CAP_LS = Octets.ascii("CAP LS");
  private static final byte[] USER = Octets.ascii("USER ");
  private static final byte[] NOTICE_AUTH = Octets.ascii("NOTICE AUTH ");
  private static final byte[] NOTICE = Octets.ascii("NOTICE ");
  private static final byte[] REAL_NAME = Octets.ascii(" :");

  /** Host names of servers are at most this long (RFC 2812 section 2.3.1). */
  private static final int MAX_SERVER_NAME_LENGTH = 64;

  private Irc() {}

  /** Called when the payload begins with a letter. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (Octets.startsWithIgnoreCase(bytes, offset, captured, NICK)
        || Octets.startsWith(bytes, offset, captured, CAP_LS)
        || isUser(bytes, offset, captured)) {
      return PayloadResult.fromClient(IRC);
    }
    return Octets.startsWith(bytes, offset, captured, NOTICE_AUTH)
        ? PayloadResult.fromServer(IRC)
        : 0;
  }

  /** Called when the payload begins with a colon: server name, then a notice or numeric reply. */
  static int recognizeServer(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    int last = Math.min(end, offset + MAX_SERVER_NAME_LENGTH + 2);
    int index = offset + 1;
    while (index < last && bytes.get(index) > ' ') {
      index++;
    }
    if (index >= last || bytes.get(index) != ' ' || index == offset + 1) {
      return 0;
    }
    int command = index + 1;
    boolean notice = Octets.startsWith(bytes, command, end - command, NOTICE);
    boolean numeric =
        end - command >= 4
            && Octets.isDigit(bytes.get(command))
            && Octets.isDigit(bytes.get(command + 1))
            && Octets.isDigit(bytes.get(command + 2))
            && bytes.get(command + 3) == ' ';
    return notice || numeric ? PayloadResult.fromServer(IRC) : 0;
  }

  /** {@code USER name mode unused :real name}: the colon tells it from FTP and POP3. */
  private static boolean isUser(ByteBuffer bytes, int offset, int captured) {
    if (!Octets.startsWith(bytes, offset, captured, USER)) {
      return false;
    }
    int end = offset + captured;
    int lineEnd = Octets.lineEnd(bytes, offset, end);
    int spaces = 0;
    int index = offset;
    while (index < lineEnd && spaces < 4) {
      spaces += bytes.get(index) == ' ' ? 1 : 0;
      index++;
    }
    return spaces == 4 && Octets.startsWith(bytes, index - 1, end - index + 1, REAL_NAME);
  }
}
