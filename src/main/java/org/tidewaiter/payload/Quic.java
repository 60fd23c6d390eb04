package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.QUIC;

import java.nio.ByteBuffer;

/**
 * QUIC long headers (RFC 9000 section 17.2, RFC 9369) and Google's QUIC before them.
 *
 * <pre>
 *  11tt xxxx | version (4) | length, destination id | length, source id | …
 *  Google: flags 0000 1x01 | connection id (8) | 'Q0nn' | …
 * </pre>
 *
 * <p>Short headers have no field that tells them.
 */
final class Quic {
  private static final int MAX_ID_LENGTH = 20;
  private static final int VERSION_1 = 1;
  private static final int VERSION_2 = 0x6b3343cf;
  private static final int MIN_INITIAL_LENGTH = 1200;

  private static final int TYPE_SHIFT = 4;

  private static final int GOOGLE_VERSION_END = 13;

  private Quic() {}

  /** Called when the upper bit of the first byte is set. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 7) {
      return 0;
    }
    int version = bytes.getInt(offset + 1);
    if (version == 0) {
      return isNegotiation(bytes, offset, captured, wireLength)
          ? PayloadResult.fromServer(QUIC)
          : 0;
    }
    if (!isVersion(version)) {
      return 0;
    }
    if (isGoogle(version)) {
      return wireLength >= MIN_INITIAL_LENGTH ? PayloadResult.fromEither(QUIC) : 0;
    }
    int idLength = Octets.u8(bytes, offset + 5);
    int source = 6 + idLength;
    if (idLength > MAX_ID_LENGTH
        || captured <= source
        || Octets.u8(bytes, offset + source) > MAX_ID_LENGTH
        || (bytes.get(offset) & 0x40) == 0) {
      return 0;
    }
    return byType(Octets.u8(bytes, offset), version);
  }

  /** Called for a first byte of Google's public flags with version and connection id. */
  static int recognizeGoogle(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int flags = Octets.u8(bytes, offset);
    boolean versionAndId = (flags & 0x09) == 0x09 && (flags & 0xc2) == 0;
    return versionAndId && captured >= GOOGLE_VERSION_END && isGoogle(bytes.getInt(offset + 9))
        ? PayloadResult.fromClient(QUIC)
        : 0;
  }

  /** Version 2 counts the packet types from one further on (RFC 9369 section 3.2). */
  private static int byType(int first, int version) {
    int type = first >> TYPE_SHIFT & 3;
    int shifted = version == VERSION_2 ? type + 3 & 3 : type;
    return switch (shifted) {
      // 0-RTT and Retry; Initial and Handshake come from both sides.
      case 1 -> PayloadResult.fromClient(QUIC);
      case 3 -> PayloadResult.fromServer(QUIC);
      default -> PayloadResult.fromEither(QUIC);
    };
  }

  /** Version 1 and 2, drafts, Facebook's, Google's; reserved ones that force negotiation. */
  private static boolean isVersion(int version) {
    return version == VERSION_1
        || version == VERSION_2
        || version >>> 8 == 0xff0000 && (version & 0xff) >= 17 && (version & 0xff) <= 34
        || version >>> 4 == 0xfaceb00
        || isGoogle(version);
  }

  /** 'Q' or 'T', then 0 and two digits. */
  private static boolean isGoogle(int version) {
    int family = version >>> 16;
    return (family == 0x5130 || family == 0x5430)
        && Octets.isDigit(version >> 8 & 0xff)
        && Octets.isDigit(version & 0xff);
  }

  /** Version 0: ids, then the versions the server has, one of them known. */
  private static boolean isNegotiation(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int source = 6 + Octets.u8(bytes, offset + 5);
    if (source > 6 + MAX_ID_LENGTH || captured <= source) {
      return false;
    }
    int versions = source + 1 + Octets.u8(bytes, offset + source);
    if (versions > source + 1 + MAX_ID_LENGTH || (wireLength - versions) % 4 != 0) {
      return false;
    }
    for (int index = versions; index + 4 <= captured; index += 4) {
      if (isVersion(bytes.getInt(offset + index))) {
        return true;
      }
    }
    return false;
  }
}
