package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.VNC;

import java.nio.ByteBuffer;

/**
 * Remote framebuffer: {@code RFB 003.008} and a line feed from both sides (RFC 6143 section 7.1.1).
 */
final class Vnc {
  private static final byte[] VERSION = Octets.ascii("RFB 00");
  private static final int LENGTH = 12;

  private Vnc() {}

  /** Called when the first byte is R. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured >= LENGTH
            && wireLength == LENGTH
            && Octets.startsWith(bytes, offset, captured, VERSION)
            && bytes.get(offset + 7) == '.'
            && bytes.get(offset + 11) == '\n'
        ? PayloadResult.fromEither(VNC)
        : 0;
  }
}
