package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Cisco HDLC (LINKTYPE_C_HDLC; RFC 1547 section 4.3.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |    Address    |  Control (00) |           Ethertype           |
 *  +---------------+---------------+-------------------------------+
 * </pre>
 */
final class CiscoHdlc {
  static final int HEADER_LENGTH = 4;

  private static final int ADDRESS = 0;
  private static final int TYPE = 2;

  private static final int UNICAST = 0x0f;
  private static final int BROADCAST = 0x8f;

  /** Serial line address resolution, Cisco's own; the ethertype is RARP's. */
  static final int SLARP = 0x8035;

  private CiscoHdlc() {}

  /** True for an address byte that tells Cisco HDLC from PPP. */
  static boolean hasAddress(ByteBuffer bytes, int offset) {
    final int address = bytes.get(offset + ADDRESS) & 0xff;
    return address == UNICAST || address == BROADCAST;
  }

  static int type(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
