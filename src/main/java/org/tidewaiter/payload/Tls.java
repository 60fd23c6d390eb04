package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.TLS;

import java.nio.ByteBuffer;

/**
 * TLS and SSL 3 records (RFC 8446 section 5.1), and the SSL 2 client hello that offers them (RFC
 * 5246 appendix E.2).
 *
 * <pre>
 *  type (14 to 17 hex) | version (03 00 to 03 04) | length (2) | handshake type, length (3), version
 * </pre>
 */
final class Tls {
  private static final int RECORD_HEADER_LENGTH = 5;
  private static final int HELLO_PREFIX_LENGTH = 11;

  /** 2^14 and the expansion that TLS 1.2 allows (RFC 5246 section 6.2.3). */
  private static final int MAX_RECORD_LENGTH = 16_384 + 2048;

  /** A record that goes on in the next segment says so by filling this one. */
  private static final int MIN_FULL_SEGMENT = 500;

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;

  private static final int FROM_CLIENT = PayloadResult.fromClient(TLS);
  private static final int FROM_SERVER = PayloadResult.fromServer(TLS);
  private static final int FROM_EITHER = PayloadResult.fromEither(TLS);

  private Tls() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (!isRecordHeader(bytes, offset, captured)) {
      return 0;
    }
    int recordLength = Octets.u16(bytes, offset + 3);
    if (Octets.u8(bytes, offset) == HANDSHAKE && captured >= HELLO_PREFIX_LENGTH) {
      int type = Octets.u8(bytes, offset + 5);
      if (Octets.u8(bytes, offset + 9) == 3 && Octets.u8(bytes, offset + 6) == 0) {
        if (type == CLIENT_HELLO) {
          return FROM_CLIENT;
        }
        if (type == SERVER_HELLO) {
          return FROM_SERVER;
        }
      }
    }
    return isPlausibleRecord(bytes, offset, captured, wireLength, recordLength) ? FROM_EITHER : 0;
  }

  /** A record that is no hello counts only if its length agrees with the segment. */
  private static boolean isPlausibleRecord(
      ByteBuffer bytes, int offset, int captured, int wireLength, int recordLength) {
    int type = Octets.u8(bytes, offset);
    if (type == CHANGE_CIPHER_SPEC && recordLength != 1 || type == ALERT && recordLength > 256) {
      return false;
    }
    int recordEnd = RECORD_HEADER_LENGTH + recordLength;
    if (recordEnd > wireLength) {
      return wireLength >= MIN_FULL_SEGMENT;
    }
    return recordEnd == wireLength
        || captured >= recordEnd + RECORD_HEADER_LENGTH
            && isRecordHeader(bytes, offset + recordEnd, captured - recordEnd);
  }

  private static boolean isRecordHeader(ByteBuffer bytes, int offset, int captured) {
    if (captured < RECORD_HEADER_LENGTH) {
      return false;
    }
    int type = Octets.u8(bytes, offset);
    int recordLength = Octets.u16(bytes, offset + 3);
    return type >= CHANGE_CIPHER_SPEC
        && type <= APPLICATION_DATA
        && Octets.u8(bytes, offset + 1) == 3
        && Octets.u8(bytes, offset + 2) <= 4
        && recordLength > 0
        && recordLength <= MAX_RECORD_LENGTH;
  }

  /** SSL 2: length with the top bit set, 01, version, lengths of ciphers, session id, challenge. */
  static int recognizeSsl2Hello(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HELLO_PREFIX_LENGTH
        || (Octets.u16(bytes, offset) & 0x7fff) + 2 != wireLength
        || bytes.get(offset + 2) != CLIENT_HELLO) {
      return 0;
    }
    int version = Octets.u16(bytes, offset + 3);
    int cipherLength = Octets.u16(bytes, offset + 5);
    int sessionLength = Octets.u16(bytes, offset + 7);
    int challengeLength = Octets.u16(bytes, offset + 9);
    boolean known = version == 2 || version >= 0x0300 && version <= 0x0304;
    return known
            && cipherLength % 3 == 0
            && HELLO_PREFIX_LENGTH + cipherLength + sessionLength + challengeLength == wireLength
        ? FROM_CLIENT
        : 0;
  }
}
