package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.TDS;

import java.nio.ByteBuffer;

/**
 * Tabular Data Stream of SQL Server (MS-TDS section 2.2.3.1).
 *
 * <pre>
 *  type 12 prelogin, 10 login, 04 response | status | length (2) | SPID (2) | packet id | window 00
 * </pre>
 */
final class Tds {
  private static final int HEADER_LENGTH = 8;
  private static final int LOGIN_FIXED_LENGTH = 36;
  private static final int RESPONSE = 0x04;
  private static final int LOGIN = 0x10;
  private static final int PRELOGIN = 0x12;
  private static final int LAST_PACKET = 1;

  private Tds() {}

  /** Called when the first byte is one of the three types. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH + 6
        || bytes.get(offset + 1) != LAST_PACKET
        || Octets.u16(bytes, offset + 2) != wireLength
        || bytes.get(offset + 7) != 0) {
      return 0;
    }
    int body = offset + HEADER_LENGTH;
    return switch (Octets.u8(bytes, offset)) {
      case PRELOGIN ->
          bytes.getShort(offset + 4) == 0 && isOptionList(bytes, body, wireLength - HEADER_LENGTH)
              ? PayloadResult.fromClient(TDS)
              : 0;
      case RESPONSE ->
          isOptionList(bytes, body, wireLength - HEADER_LENGTH) || isTokenStream(bytes, body)
              ? PayloadResult.fromServer(TDS)
              : 0;
      case LOGIN -> isLogin(bytes, body, captured, wireLength) ? PayloadResult.fromClient(TDS) : 0;
      default -> 0;
    };
  }

  /** First option: VERSION, whose data begin after the list and have six bytes. */
  private static boolean isOptionList(ByteBuffer bytes, int body, int length) {
    int dataOffset = Octets.u16(bytes, body + 1);
    return bytes.get(body) == 0
        && dataOffset >= 6
        && dataOffset + 6 <= length
        && Octets.u16(bytes, body + 3) == 6;
  }

  /** A login's answer begins with ENVCHANGE, INFO, ERROR or LOGINACK and its length. */
  private static boolean isTokenStream(ByteBuffer bytes, int body) {
    int token = Octets.u8(bytes, body);
    return (token == 0xe3 || token == 0xab || token == 0xaa || token == 0xad)
        && Octets.u16LittleEndian(bytes, body + 1) > 0;
  }

  /** LOGIN7: its length, little endian, and a TDS version 7.x. */
  private static boolean isLogin(ByteBuffer bytes, int body, int captured, int wireLength) {
    return captured >= HEADER_LENGTH + LOGIN_FIXED_LENGTH
        && Octets.i32LittleEndian(bytes, body) == wireLength - HEADER_LENGTH
        && Octets.u8(bytes, body + 7) >= 0x70
        && Octets.u8(bytes, body + 7) <= 0x7f;
  }
}
