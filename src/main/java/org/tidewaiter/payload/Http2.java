package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.HTTP2;

import java.nio.ByteBuffer;

/**
 * HTTP/2 in clear (RFC 9113 sections 3.4 and 6.5): the client's preface, the server's SETTINGS.
 *
 * <pre>
 *  length (3), a multiple of 6 | type 04 | flags 00 | stream 00000000 | identifier (2) value (4) …
 * </pre>
 */
final class Http2 {
  private static final byte[] PREFACE = Octets.ascii("PRI * HTTP/2.0\r\n");
  private static final int FRAME_HEADER_LENGTH = 9;
  private static final int SETTING_LENGTH = 6;

  /** Most settings that are believed; nine are registered. */
  private static final int MAX_SETTINGS = 12;

  /** Highest registered identifier (IANA), and beyond it reserved ones. */
  private static final int HIGHEST_IDENTIFIER = 0x10;

  private Http2() {}

  static int recognizePreface(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWith(bytes, offset, captured, PREFACE)
        ? PayloadResult.fromClient(HTTP2)
        : 0;
  }

  /** An empty SETTINGS frame is all but zeros and is not believed. */
  static int recognizeSettings(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < FRAME_HEADER_LENGTH + SETTING_LENGTH
        || bytes.getShort(offset + 3) != 0x0400
        || bytes.getInt(offset + 5) != 0) {
      return 0;
    }
    int length = Octets.u24(bytes, offset);
    if (length == 0
        || length % SETTING_LENGTH != 0
        || length > MAX_SETTINGS * SETTING_LENGTH
        || FRAME_HEADER_LENGTH + length > captured) {
      return 0;
    }
    for (int i = 0; i < length; i += SETTING_LENGTH) {
      int identifier = Octets.u16(bytes, offset + FRAME_HEADER_LENGTH + i);
      if (identifier == 0 || identifier > HIGHEST_IDENTIFIER) {
        return 0;
      }
    }
    return PayloadResult.fromServer(HTTP2);
  }
}
