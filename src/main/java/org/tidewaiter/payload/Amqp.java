package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.AMQP;

import java.nio.ByteBuffer;

/**
 * AMQP 0-9-1 and 1.0 (AMQP 0-9-1 section 4.2.2; OASIS AMQP 1.0 section 2.2).
 *
 * <pre>
 *  'AMQP' | 4 version bytes                                    0-9-1: client; 1.0: both sides
 *  01 | channel 0000 | length (4) | class 000A method 000A …   0-9-1: Connection.Start of the server
 * </pre>
 */
final class Amqp {
  private static final byte[] HEADER = Octets.ascii("AMQP");
  private static final int HEADER_LENGTH = 8;
  private static final int CONNECTION_START = 0x000a000a;
  private static final int MAX_START_LENGTH = 131_072;

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

  /** Called when the first byte is 1. */
  static int recognizeStart(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 11 || Octets.u24(bytes, offset) != 0x010000) {
      return 0;
    }
    int length = bytes.getInt(offset + 3);
    return length >= 12
            && length <= MAX_START_LENGTH
            && bytes.getInt(offset + 7) == CONNECTION_START
        ? PayloadResult.fromServer(AMQP)
        : 0;
  }
}
