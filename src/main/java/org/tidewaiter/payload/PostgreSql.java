package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.POSTGRESQL;

import java.nio.ByteBuffer;

/**
 * PostgreSQL frontend/backend protocol 3, opening messages (PostgreSQL manual, "Message Formats").
 *
 * <pre>
 *  length (4) | 00 03 00 00 | name 00 value 00 …          startup
 *  00000008   | 04D2162F or 04D21630                      encryption wanted
 *  'R' | length (4) | kind of authentication (4)          server
 *  'E' | length (4) | 'S' ERROR or FATAL …                server
 * </pre>
 */
final class PostgreSql {
  private static final int PROTOCOL_3 = 0x0003_0000;
  private static final int ENCRYPTION_REQUEST = 0x04d2162f;
  private static final int GSS_REQUEST = 0x04d21630;
  private static final int CANCEL_REQUEST = 0x04d2162e;
  private static final int MAX_STARTUP_LENGTH = 10_000;

  /** Highest kind of authentication request: SASL final. */
  private static final int HIGHEST_AUTHENTICATION = 12;

  private static final byte[] USER = Octets.ascii("user");
  private static final byte[] DATABASE = Octets.ascii("database");
  private static final byte[] SEVERITY_FATAL = Octets.ascii("SFATAL");
  private static final byte[] SEVERITY_ERROR = Octets.ascii("SERROR");

  private PostgreSql() {}

  /** Called when the first byte is zero. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 8) {
      return 0;
    }
    int length = bytes.getInt(offset);
    int code = bytes.getInt(offset + 4);
    boolean opening =
        length == 8 && (code == ENCRYPTION_REQUEST || code == GSS_REQUEST)
            || length == 16 && code == CANCEL_REQUEST
            || code == PROTOCOL_3 && isStartup(bytes, offset, captured, length);
    return opening ? PayloadResult.fromClient(POSTGRESQL) : 0;
  }

  /** Called when the first byte is R or E. */
  static int recognizeServer(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 9) {
      return 0;
    }
    int length = bytes.getInt(offset + 1);
    if (bytes.get(offset) == 'R') {
      int kind = bytes.getInt(offset + 5);
      return length >= 8 && length <= wireLength && kind >= 0 && kind <= HIGHEST_AUTHENTICATION
          ? PayloadResult.fromServer(POSTGRESQL)
          : 0;
    }
    int fields = offset + 5;
    return length < MAX_STARTUP_LENGTH
            && (Octets.startsWith(bytes, fields, captured - 5, SEVERITY_FATAL)
                || Octets.startsWith(bytes, fields, captured - 5, SEVERITY_ERROR))
        ? PayloadResult.fromServer(POSTGRESQL)
        : 0;
  }

  private static boolean isStartup(ByteBuffer bytes, int offset, int captured, int length) {
    return length > 8
        && length <= MAX_STARTUP_LENGTH
        && (Octets.startsWith(bytes, offset + 8, captured - 8, USER)
            || Octets.startsWith(bytes, offset + 8, captured - 8, DATABASE));
  }
}
