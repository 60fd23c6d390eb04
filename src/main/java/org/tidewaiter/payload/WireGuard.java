package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.WIREGUARD;

import java.nio.ByteBuffer;

/**
 * WireGuard messages (WireGuard white paper section 5.4), whose lengths are fixed.
 *
 * <pre>
 *  01 000000 initiation 148 bytes | 02 response 92 | 03 cookie reply 64
 *  04 000000 receiver (4) | counter (8, little endian) | data: a multiple of 16 with a tag of 16
 * </pre>
 */
final class WireGuard {
  private static final int INITIATION_LENGTH = 148;
  private static final int RESPONSE_LENGTH = 92;
  private static final int COOKIE_LENGTH = 64;
  private static final int DATA_HEADER_LENGTH = 16;

  /** A session is renewed after two minutes: counters never get far. */
  private static final long MAX_COUNTER = 1L << 32;

  private WireGuard() {}

  /** Called when the first byte is 1 to 4. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < DATA_HEADER_LENGTH || Octets.u24(bytes, offset + 1) != 0) {
      return 0;
    }
    return switch (bytes.get(offset)) {
      case 1 -> wireLength == INITIATION_LENGTH ? PayloadResult.fromClient(WIREGUARD) : 0;
      case 2 -> wireLength == RESPONSE_LENGTH ? PayloadResult.fromServer(WIREGUARD) : 0;
      case 3 -> wireLength == COOKIE_LENGTH ? PayloadResult.fromEither(WIREGUARD) : 0;
      case 4 -> isData(bytes, offset, wireLength) ? PayloadResult.fromEither(WIREGUARD) : 0;
      default -> 0;
    };
  }

  private static boolean isData(ByteBuffer bytes, int offset, int wireLength) {
    long counter = Long.reverseBytes(bytes.getLong(offset + 8));
    return wireLength >= DATA_HEADER_LENGTH + 16
        && wireLength % 16 == 0
        && bytes.getInt(offset + 4) != 0
        && counter >= 0
        && counter < MAX_COUNTER;
  }
}
