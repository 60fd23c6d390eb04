package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.IMAP;

import java.nio.ByteBuffer;

/** IMAP (RFC 9051 section 2.2): a tag and a command; an untagged {@code * OK} as greeting. */
final class Imap {
  private static final byte[] OK = Octets.ascii("* OK ");
  private static final byte[] PREAUTH = Octets.ascii("* PREAUTH ");
  private static final byte[] BYE = Octets.ascii("* BYE ");
  private static final byte[] CAPABILITIES = Octets.ascii("* CAPABILITY ");

  private static final byte[][] COMMANDS = {
    Octets.ascii("CAPABILITY\r\n"), Octets.ascii("LOGIN "), Octets.ascii("AUTHENTICATE "),
    Octets.ascii("STARTTLS\r\n"), Octets.ascii("ID ("), Octets.ascii("ID NIL"),
    Octets.ascii("NOOP\r\n"), Octets.ascii("SELECT "), Octets.ascii("LOGOUT\r\n")
  };

  private static final int MAX_TAG_LENGTH = 12;

  private Imap() {}

  /** Called when the payload begins with an asterisk. */
  static int recognizeGreeting(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWithIgnoreCase(bytes, offset, captured, OK)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, PREAUTH)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, BYE)
            || Octets.startsWithIgnoreCase(bytes, offset, captured, CAPABILITIES)
        ? PayloadResult.fromServer(IMAP)
        : 0;
  }

  /** Called when the payload begins with a letter or digit. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    int last = Math.min(end, offset + MAX_TAG_LENGTH + 1);
    int index = offset;
    boolean digit = false;
    while (index < last && isTagLetter(bytes.get(index))) {
      digit |= Octets.isDigit(bytes.get(index));
      index++;
    }
    if (!digit || index >= last || bytes.get(index) != ' ') {
      return 0;
    }
    int command = index + 1;
    for (byte[] name : COMMANDS) {
      if (Octets.startsWithIgnoreCase(bytes, command, end - command, name)) {
        return PayloadResult.fromClient(IMAP);
      }
    }
    return 0;
  }

  private static boolean isTagLetter(byte octet) {
    return octet >= 'A' && octet <= 'Z'
        || octet >= 'a' && octet <= 'z'
        || Octets.isDigit(octet)
        || octet == '.'
        || octet == '$'
        || octet == '_';
  }
}
