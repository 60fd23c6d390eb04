package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.SSRP;

import java.nio.ByteBuffer;

/**
 * SQL Server resolution (MC-SQLR section 2.2.5): the server's answer. A client's question may be a
 * single byte and is not recognised.
 *
 * <pre>
 *  05 | length (2, little endian) | ServerName;…
 * </pre>
 */
final class Ssrp {
  private static final byte[] SERVER_NAME = Octets.ascii("ServerName;");
  private static final int HEADER_LENGTH = 3;

  private Ssrp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured > HEADER_LENGTH
            && bytes.get(offset) == 5
            && Octets.startsWith(
                bytes, offset + HEADER_LENGTH, captured - HEADER_LENGTH, SERVER_NAME)
        ? PayloadResult.fromServer(SSRP)
        : 0;
  }
}
