package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.MYSQL;

import java.nio.ByteBuffer;

/**
 * MySQL and MariaDB, connection phase (MySQL internals: Protocol::HandshakeV10,
 * HandshakeResponse41, ERR_Packet).
 *
 * <pre>
 *  length (3, little endian) | sequence 00 | 0A | version text | 00 | thread id (4) | salt (8) | 00 …
 *  length (3)                | sequence 01 | capabilities (4) | max packet (4) | charset | 23 zeros …
 *  length (3)                | sequence 00 | FF | error 1000 to 1999 (2) | text
 * </pre>
 */
final class MySql {
  private static final int HEADER_LENGTH = 4;
  private static final int PROTOCOL_10 = 0x0a;
  private static final int ERROR = 0xff;
  private static final int PROTOCOL_41 = 0x0200;
  private static final int MAX_VERSION_LENGTH = 64;

  /** Capabilities, packet size, character set, and the filler that must be zero. */
  private static final int RESPONSE_FIXED_LENGTH = 32;

  private MySql() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH + 8
        || Octets.u24LittleEndian(bytes, offset) != wireLength - HEADER_LENGTH) {
      return 0;
    }
    int body = offset + HEADER_LENGTH;
    int end = offset + captured;
    int sequence = bytes.get(offset + 3);
    if (sequence == 1) {
      return isResponse(bytes, body, end) ? PayloadResult.fromClient(MYSQL) : 0;
    }
    if (sequence != 0) {
      return 0;
    }
    int first = Octets.u8(bytes, body);
    boolean greeting = first == PROTOCOL_10 && isGreeting(bytes, body + 1, end);
    return greeting || first == ERROR && isError(bytes, body, end)
        ? PayloadResult.fromServer(MYSQL)
        : 0;
  }

  private static boolean isGreeting(ByteBuffer bytes, int version, int end) {
    int last = Math.min(end, version + MAX_VERSION_LENGTH);
    int index = version;
    while (index < last && bytes.get(index) > ' ') {
      index++;
    }
    return Octets.isDigit(bytes.get(version))
        && index < last
        && bytes.get(index) == 0
        && end - index > 13
        && bytes.get(index + 13) == 0;
  }

  private static boolean isResponse(ByteBuffer bytes, int body, int end) {
    if (end - body < RESPONSE_FIXED_LENGTH
        || (Octets.u16LittleEndian(bytes, body) & PROTOCOL_41) == 0) {
      return false;
    }
    // MariaDB puts capabilities of its own into the last four bytes of the filler.
    return bytes.getLong(body + 9) == 0 && bytes.getLong(body + 17) == 0;
  }

  private static boolean isError(ByteBuffer bytes, int body, int end) {
    int code = Octets.u16LittleEndian(bytes, body + 1);
    return code >= 1000 && code < 2000 && Octets.isPrintable(bytes, body + 3, end);
  }
}
