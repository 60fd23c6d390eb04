package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.TELNET;

import java.nio.ByteBuffer;

/**
 * Telnet option negotiation (RFC 854, RFC 855): FF, then FB to FE and an option. Without it a
 * Telnet session is just text.
 */
final class Telnet {
  private static final int INTERPRET_AS_COMMAND = 0xff;
  private static final int SUBNEGOTIATION = 0xfa;
  private static final int LOWEST_NEGOTIATION = 0xfb;
  private static final int HIGHEST_NEGOTIATION = 0xfe;

  /** How much text behind a single negotiation is looked at. */
  private static final int MAX_TEXT_LENGTH = 16;

  /** Highest registered option below the extended list (IANA). */
  private static final int HIGHEST_OPTION = 49;

  private Telnet() {}

  /** Called when the first byte is FF hex. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int negotiations = 0;
    int end = offset + captured;
    int index = offset;
    while (end - index >= 3 && Octets.u8(bytes, index) == INTERPRET_AS_COMMAND) {
      int command = Octets.u8(bytes, index + 1);
      if (command == SUBNEGOTIATION) {
        break;
      }
      if (command < LOWEST_NEGOTIATION
          || command > HIGHEST_NEGOTIATION
          || Octets.u8(bytes, index + 2) > HIGHEST_OPTION) {
        return 0;
      }
      negotiations++;
      index += 3;
    }
    boolean enough = negotiations > 1 || negotiations == 1 && isText(bytes, index, end);
    return enough ? PayloadResult.fromEither(TELNET) : 0;
  }

  /** What follows a single negotiation: nothing, another command, or text. */
  private static boolean isText(ByteBuffer bytes, int from, int end) {
    int last = Math.min(end, from + MAX_TEXT_LENGTH);
    for (int index = from; index < last; index++) {
      int octet = Octets.u8(bytes, index);
      if (octet == INTERPRET_AS_COMMAND) {
        return true;
      }
      if (octet >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
