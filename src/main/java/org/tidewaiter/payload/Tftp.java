package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.TFTP;

import java.nio.ByteBuffer;

/**
 * TFTP (RFC 1350 section 5, RFC 2347).
 *
 * <pre>
 *  00 01 or 00 02 | file name | 00 | mode | 00 …       request
 *  00 03 | block (2) | data      00 04 | block (2)     data, acknowledgement: first blocks only
 *  00 05 | code (2) | text | 00                        error
 *  00 06 | option | 00 | value | 00 …                  option acknowledgement
 * </pre>
 */
final class Tftp {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int DATA = 3;
  private static final int ACK = 4;
  private static final int ERROR = 5;
  private static final int OPTION_ACK = 6;
  private static final int HEADER_LENGTH = 4;
  private static final int MAX_FILE_NAME_LENGTH = 255;
  private static final int HIGHEST_ERROR = 8;
  private static final byte[] OCTET = Octets.ascii("OCTET");
  private static final byte[] NETASCII = Octets.ascii("NETASCII");
  private static final byte[] MAIL = Octets.ascii("MAIL");

  private Tftp() {}

  /** Called when the first byte is zero. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    if (captured < HEADER_LENGTH) {
      return 0;
    }
    switch (Octets.u16(bytes, offset)) {
      case READ, WRITE:
        return isRequest(bytes, offset + 2, end) ? PayloadResult.fromClient(TFTP) : 0;
      case DATA:
        // A full first block of the default size; any other size could be anything.
        return Octets.u16(bytes, offset + 2) == 1 && wireLength == HEADER_LENGTH + 512
            ? PayloadResult.fromEither(TFTP)
            : 0;
      case ACK:
        return wireLength == HEADER_LENGTH && Octets.u16(bytes, offset + 2) <= 1
            ? PayloadResult.fromEither(TFTP)
            : 0;
      case ERROR:
        return isError(bytes, offset, captured, wireLength) ? PayloadResult.fromEither(TFTP) : 0;
      case OPTION_ACK:
        return isOptionAck(bytes, offset + 2, end) ? PayloadResult.fromServer(TFTP) : 0;
      default:
        return 0;
    }
  }

  private static boolean isRequest(ByteBuffer bytes, int name, int end) {
    int mode = afterText(bytes, name, end, MAX_FILE_NAME_LENGTH);
    if (mode < 0) {
      return false;
    }
    int length = end - mode;
    byte[] word =
        Octets.startsWithIgnoreCase(bytes, mode, length, OCTET)
            ? OCTET
            : Octets.startsWithIgnoreCase(bytes, mode, length, NETASCII) ? NETASCII : MAIL;
    return Octets.startsWithIgnoreCase(bytes, mode, length, word)
        && length > word.length
        && bytes.get(mode + word.length) == 0;
  }

  private static boolean isError(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    return captured > HEADER_LENGTH
        && captured == wireLength
        && Octets.u16(bytes, offset + 2) <= HIGHEST_ERROR
        && bytes.get(end - 1) == 0
        && Octets.isPrintable(bytes, offset + HEADER_LENGTH, end - 1);
  }

  private static boolean isOptionAck(ByteBuffer bytes, int option, int end) {
    int value = afterText(bytes, option, end, MAX_FILE_NAME_LENGTH);
    int next = value < 0 ? -1 : afterText(bytes, value, end, MAX_FILE_NAME_LENGTH);
    return next > 0 && bytes.get(option) >= 'A' && Octets.isDigit(bytes.get(value));
  }

  /** Index after the closing zero of a printable text of at least one character, or -1. */
  private static int afterText(ByteBuffer bytes, int from, int end, int maxLength) {
    int last = Math.min(end, from + maxLength + 1);
    for (int index = from; index < last; index++) {
      byte octet = bytes.get(index);
      if (octet == 0) {
        return index > from ? index + 1 : -1;
      }
      if (octet > 0 && octet < ' ' || octet == 0x7f) {
        return -1;
      }
    }
    return -1;
  }
}
