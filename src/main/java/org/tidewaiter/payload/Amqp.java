package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.AMQP;

import java.nio.ByteBuffer;

/**
 * AMQP 0-9-1 and 1.0 (AMQP 0-9-1 section 4.2.2; OASIS AMQP 1.0 section 2.2).
 *
 * <pre>
 *  'AMQP' | 4 version bytes                                    0-9-1: client; 1.0: both sides
 *  01 | channel (2) | length (4) | class (2) method (2) … | CE   0-9-1: a method
 * </pre>
 */
final class Amqp {
  private static final byte[] HEADER = Octets.ascii("AMQP");
  private static final int HEADER_LENGTH = 8;
  private static final int CONNECTION_START = 0x000a000a;
  private static final int FRAME_HEADER_LENGTH = 7;
  private static final int FRAME_END = 0xce;
  private static final int HIGHEST_CLASS = 90;
  private static final int HIGHEST_METHOD = 120;

  private Amqp() {}

  /** Called when the first byte is A. */
  static int recognizeHeader(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH || !Octets.startsWith(bytes, offset, captured, HEADER)) {
      return 0;
    }
    // Protocol id 0 AMQP, 2 TLS, 3 SASL, 1 the old one; then major, minor, revision.
    int id = Octets.u8(bytes, offset + 4);
    int major = Octets.u8(bytes, offset + 5);
    if (id > 3 || major > 9) {
      return 0;
    }
    return major == 1 && id != 1 ? PayloadResult.fromEither(AMQP) : PayloadResult.fromClient(AMQP);
  }

  /**
   * Called when the first byte is 1: a method, which must end with its frame within the segment.
   */
  static int recognizeMethod(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < FRAME_HEADER_LENGTH + 5) {
      return 0;
    }
    int length = bytes.getInt(offset + 3);
    if (length < 4
        || length >= captured - FRAME_HEADER_LENGTH
        || Octets.u8(bytes, offset + FRAME_HEADER_LENGTH + length) != FRAME_END) {
      return 0;
    }
    int method = bytes.getInt(offset + FRAME_HEADER_LENGTH);
    if (method == CONNECTION_START) {
      return PayloadResult.fromServer(AMQP);
    }
    int classId = method >>> 16;
    boolean known = classId >= 10 && classId <= HIGHEST_CLASS && classId % 5 == 0;
    return known && (method & 0xffff) <= HIGHEST_METHOD ? PayloadResult.fromEither(AMQP) : 0;
  }
}
