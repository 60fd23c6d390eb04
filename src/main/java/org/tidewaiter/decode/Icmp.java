package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * ICMP (RFC 792) and ICMPv6 (RFC 4443) header, and what stands for ports.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |      Type     |      Code     |            Checksum           |
 *  +---------------+---------------+-------------------------------+
 *  |                       (own to each type)                      |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Where a type has a counterpart (request and reply), the two take the place of the ports, so
 * both directions are one flow. Where it has none, type and code do, and the two directions are
 * flows of their own. The pairs are those of Community ID version 1, so that ids agree with other
 * tools.
 */
final class Icmp {
  /** What comes before the payload, as Zeek counts it. */
  static final int HEADER_LENGTH = 8;

  /** Bytes that must be there for type and code. */
  static final int CODE_END = 2;

  private static final int TYPE = 0;
  private static final int CODE = 1;

  private Icmp() {}

  static int type(ByteBuffer bytes, int offset) {
    return bytes.get(offset + TYPE) & 0xff;
  }

  static int code(ByteBuffer bytes, int offset) {
    return bytes.get(offset + CODE) & 0xff;
  }

  /** The ICMP type that answers the type or is answered by it, or -1. */
  static int counterpart(int type) {
    switch (type) {
      case 0: // echo reply
        return 8;
      case 8: // echo
        return 0;
      case 9: // router advertisement
        return 10;
      case 10: // router solicitation
        return 9;
      case 13: // timestamp
        return 14;
      case 14:
        return 13;
      case 15: // information
        return 16;
      case 16:
        return 15;
      case 17: // address mask
        return 18;
      case 18:
        return 17;
      default:
        return -1;
    }
  }

  /** The ICMPv6 type that answers the type or is answered by it, or -1. */
  static int counterpart6(int type) {
    switch (type) {
      case 128: // echo
      case 130: // multicast listener query, report
      case 144: // home agent address discovery
        return type + 1;
      case 129:
      case 131:
      case 145:
        return type - 1;
      case 133: // router solicitation, advertisement
      case 135: // neighbour solicitation, advertisement
      case 139: // node information query, response
        return type + 1;
      case 134:
      case 136:
      case 140:
        return type - 1;
      default:
        return -1;
    }
  }
}
