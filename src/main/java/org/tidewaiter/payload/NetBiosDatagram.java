package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.NBDGM;

import java.nio.ByteBuffer;

/**
 * NetBIOS datagrams: browser announcements and mailslots (RFC 1002 section 4.4).
 *
 * <pre>
 *  type (10 to 12 hex) | flags | id (2) | source address (4) | source port (2) | length (2)
 *  packet offset (2) | source name (34) | destination name (34) | data
 * </pre>
 */
final class NetBiosDatagram {
  private static final int HEADER_LENGTH = 14;
  private static final int FROM_EITHER = PayloadResult.fromEither(NBDGM);

  private NetBiosDatagram() {}

  /** Called when the first byte is 10, 11 or 12 hex. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured >= HEADER_LENGTH + NetBiosName.LENGTH
            && (bytes.get(offset + 1) & 0xe0) == 0
            && Octets.u16(bytes, offset + 10) <= wireLength - HEADER_LENGTH
            && NetBiosName.isEncoded(bytes, offset + HEADER_LENGTH, captured - HEADER_LENGTH)
        ? FROM_EITHER
        : 0;
  }
}
