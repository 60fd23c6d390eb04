package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.RADIUS;

import java.nio.ByteBuffer;

/**
 * RADIUS (RFC 2865 section 3, RFC 2866, RFC 5176).
 *
 * <pre>
 *  code | id | length (2) | authenticator (16) | attributes: type | length | value …
 * </pre>
 *
 * <p>The attributes must fill the stated length exactly.
 */
final class Radius {
  private static final int HEADER_LENGTH = 20;
  private static final int MAX_LENGTH = 4096;

  /** Access request, accounting request, status server, disconnect and change requests. */
  private static final long CLIENT_CODES = 1L << 1 | 1L << 4 | 1L << 12 | 1L << 40 | 1L << 43;

  /** Accept, reject, accounting response, challenge, and answers to disconnect and change. */
  private static final long SERVER_CODES =
      1L << 2 | 1L << 3 | 1L << 5 | 1L << 11 | 1L << 41 | 1L << 42 | 1L << 44 | 1L << 45;

  private Radius() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int code = Octets.u8(bytes, offset);
    if (captured < HEADER_LENGTH || code > 45) {
      return 0;
    }
    int length = Octets.u16(bytes, offset + 2);
    boolean client = (CLIENT_CODES >> code & 1) != 0;
    boolean server = (SERVER_CODES >> code & 1) != 0;
    if (!client && !server
        || length != wireLength
        || length != captured
        || length > MAX_LENGTH
        || length == HEADER_LENGTH && client
        || !hasAttributes(bytes, offset, length)) {
      return 0;
    }
    return client ? PayloadResult.fromClient(RADIUS) : PayloadResult.fromServer(RADIUS);
  }

  private static boolean hasAttributes(ByteBuffer bytes, int offset, int length) {
    int attribute = HEADER_LENGTH;
    while (attribute + 2 <= length) {
      int attributeLength = Octets.u8(bytes, offset + attribute + 1);
      if (bytes.get(offset + attribute) == 0 || attributeLength < 2) {
        return false;
      }
      attribute += attributeLength;
    }
    return attribute == length;
  }
}
