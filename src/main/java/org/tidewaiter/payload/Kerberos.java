package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.KERBEROS;

import java.nio.ByteBuffer;

/**
 * Kerberos 5 (RFC 4120 section 5) and password changes (RFC 3244).
 *
 * <pre>
 *  UDP: application tag | SEQUENCE | context tag 0 or 1 | INTEGER 5 …      TCP: length (4) before it
 *  change: length (2) | version 0001 or FF80 | length of AP-REQ or AP-REP (2) | that
 * </pre>
 */
final class Kerberos {
  private static final int STREAM_PREFIX_LENGTH = 4;
  private static final int CHANGE_HEADER_LENGTH = 6;
  private static final int LOWEST_TAG = 0x6a;
  private static final int ERROR_TAG = 0x7e;
  private static final int AP_REQUEST_TAG = 0x6e;
  private static final int AP_REPLY_TAG = 0x6f;

  /** Longest message that is believed; tickets with large authorisation data have some 60 KB. */
  private static final int MAX_LENGTH = 1 << 20;

  private static final int FROM_CLIENT = PayloadResult.fromClient(KERBEROS);
  private static final int FROM_SERVER = PayloadResult.fromServer(KERBEROS);

  private Kerberos() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int tag = Octets.u8(bytes, offset);
    boolean known = tag >= LOWEST_TAG && tag <= AP_REPLY_TAG || tag == ERROR_TAG;
    if (!known) {
      return 0;
    }
    int end = offset + captured;
    int sequence = Ber.contents(bytes, offset, end, tag);
    int first = Ber.contents(bytes, sequence, end, Ber.SEQUENCE);
    if (first < 0 || end - first < 5) {
      return 0;
    }
    // Requests to a KDC have pvno as element 1, all other messages as element 0 (section 5.4.1).
    boolean kdcRequest = tag == 0x6a || tag == 0x6c;
    boolean version5 =
        Octets.u8(bytes, first) == (kdcRequest ? 0xa1 : 0xa0)
            && bytes.getInt(first + 1) == 0x03020105;
    if (!version5) {
      return 0;
    }
    return switch (tag) {
      case 0x6a, 0x6c, AP_REQUEST_TAG -> FROM_CLIENT;
      default -> FROM_SERVER;
    };
  }

  static int recognizeStream(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < STREAM_PREFIX_LENGTH + CHANGE_HEADER_LENGTH) {
      return 0;
    }
    int length = bytes.getInt(offset);
    int message = offset + STREAM_PREFIX_LENGTH;
    int available = captured - STREAM_PREFIX_LENGTH;
    if (length <= CHANGE_HEADER_LENGTH || length > MAX_LENGTH) {
      return 0;
    }
    int result = recognize(bytes, message, available, wireLength - STREAM_PREFIX_LENGTH);
    return result != 0
        ? result
        : recognizeChange(bytes, message, available, wireLength - STREAM_PREFIX_LENGTH);
  }

  static int recognizeChange(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < CHANGE_HEADER_LENGTH + 2 || Octets.u16(bytes, offset) != wireLength) {
      return 0;
    }
    int version = Octets.u16(bytes, offset + 2);
    int ticketLength = Octets.u16(bytes, offset + 4);
    if (version != 1 && version != 0xff80 || ticketLength >= wireLength) {
      return 0;
    }
    int ticket = offset + CHANGE_HEADER_LENGTH;
    int tag = Octets.u8(bytes, ticket);
    if (tag != AP_REQUEST_TAG && tag != AP_REPLY_TAG && tag != ERROR_TAG) {
      return 0;
    }
    return recognize(
        bytes, ticket, captured - CHANGE_HEADER_LENGTH, wireLength - CHANGE_HEADER_LENGTH);
  }
}
