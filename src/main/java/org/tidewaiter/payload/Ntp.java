package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.NTP;

import java.nio.ByteBuffer;

/**
 * NTP (RFC 5905 section 7.3), its control messages (RFC 9327) and the private mode 7 of ntpd.
 *
 * <pre>
 *  leap, version, mode | stratum | poll | precision | root delay (4) | root dispersion (4) | id (4)
 *  four timestamps (8 each) | optional key id and digest, extension fields
 * </pre>
 */
final class Ntp {
  private static final int LENGTH = 48;
  private static final int CONTROL_LENGTH = 12;
  private static final int HIGHEST_OPCODE = 12;

  /** Key id and digest behind a control message. */
  private static final int MAX_AUTHENTICATOR_LENGTH = 24;

  private static final int PRIVATE_LENGTH = 8;
  private static final int HIGHEST_STRATUM = 16;
  private static final int HIGHEST_POLL = 17;

  /** Lowest precision believed: 2^-32 s. Zero and small powers of two occur in simple clients. */
  private static final int LOWEST_PRECISION = -32;

  /** Seconds of root delay and dispersion that are believed; they are fixed point 16.16. */
  private static final int MAX_ROOT_SECONDS = 256;

  private static final int CLIENT = 3;
  private static final int SERVER = 4;
  private static final int BROADCAST = 5;
  private static final int CONTROL = 6;
  private static final int PRIVATE = 7;

  /** Error codes of mode 7 end here. */
  private static final int HIGHEST_ERROR = 7;

  /** Implementation numbers of mode 7: universal, and two of ntpd's. */
  private static final int HIGHEST_IMPLEMENTATION = 3;

  private Ntp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int first = Octets.u8(bytes, offset);
    int mode = first & 7;
    int version = first >> 3 & 7;
    if (version < 1 || version > 4) {
      return 0;
    }
    return switch (mode) {
      case 1, 2, CLIENT, SERVER, BROADCAST ->
          isTime(bytes, offset, captured, wireLength) ? byMode(mode) : 0;
      case CONTROL -> control(bytes, offset, captured, wireLength);
      case PRIVATE -> privateMode(bytes, offset, captured, wireLength);
      default -> 0;
    };
  }

  private static int byMode(int mode) {
    return switch (mode) {
      case CLIENT -> PayloadResult.fromClient(NTP);
      case SERVER, BROADCAST -> PayloadResult.fromServer(NTP);
      default -> PayloadResult.fromEither(NTP);
    };
  }

  private static boolean isTime(ByteBuffer bytes, int offset, int captured, int wireLength) {
    // Digests have 16 or 20 bytes after a key id of 4; extension fields come in words.
    if (captured < LENGTH || wireLength % 4 != 0) {
      return false;
    }
    int precision = bytes.get(offset + 3);
    return Octets.u8(bytes, offset + 1) <= HIGHEST_STRATUM
        && Octets.u8(bytes, offset + 2) <= HIGHEST_POLL
        && precision >= LOWEST_PRECISION
        && precision <= 8
        && Octets.u16(bytes, offset + 4) < MAX_ROOT_SECONDS
        && Octets.u16(bytes, offset + 8) < MAX_ROOT_SECONDS
        && hasTimestamps(bytes, offset);
  }

  /**
   * Reference and receive timestamps are zero or lie between 1968 and 2036, or up to 2053 in the
   * next era. The two others may be random numbers: clients that give away little send such.
   */
  private static boolean hasTimestamps(ByteBuffer bytes, int offset) {
    return isTimestamp(bytes, offset + 16) && isTimestamp(bytes, offset + 32);
  }

  private static boolean isTimestamp(ByteBuffer bytes, int index) {
    int seconds = bytes.getInt(index);
    return seconds < 0x2000_0000;
  }

  private static int control(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < CONTROL_LENGTH) {
      return 0;
    }
    int operation = Octets.u8(bytes, offset + 1);
    int count = Octets.u16(bytes, offset + 10);
    int opcode = operation & 0x1f;
    int padded = CONTROL_LENGTH + (count + 3 & ~3);
    boolean fits = wireLength >= padded && wireLength <= padded + MAX_AUTHENTICATOR_LENGTH;
    if (opcode == 0 || opcode > HIGHEST_OPCODE || !fits || Octets.u8(bytes, offset) >= 0x40) {
      return 0;
    }
    if (operation >= 0x80) {
      return PayloadResult.fromServer(NTP);
    }
    // A request has no status yet.
    return bytes.getShort(offset + 4) == 0 ? PayloadResult.fromClient(NTP) : 0;
  }

  private static int privateMode(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < PRIVATE_LENGTH
        || Octets.u8(bytes, offset + 2) > HIGHEST_IMPLEMENTATION
        || Octets.u8(bytes, offset + 3) > 45) {
      return 0;
    }
    int items = Octets.u16(bytes, offset + 4) & 0x0fff;
    int itemLength = Octets.u16(bytes, offset + 6);
    int error = Octets.u8(bytes, offset + 4) >> 4;
    if (itemLength > 0x0fff || PRIVATE_LENGTH + items * itemLength > wireLength) {
      return 0;
    }
    if (Octets.u8(bytes, offset) >= 0x80) {
      return error <= HIGHEST_ERROR ? PayloadResult.fromServer(NTP) : 0;
    }
    return error == 0 ? PayloadResult.fromClient(NTP) : 0;
  }
}
