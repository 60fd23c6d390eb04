package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Logical link control (IEEE 802.2) and, behind it, SNAP (RFC 1042).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+---------------+---------------+
 *  |      DSAP     |      SSAP     |    Control    |  Organisation |  SNAP from here
 *  +---------------+---------------+---------------+---------------+
 *  |          Organisation         |              Type             |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
final class Llc {
  static final int HEADER_LENGTH = 3;
  static final int SNAP_HEADER_LENGTH = 8;

  /** DSAP and SSAP AA with the control byte of unnumbered information. */
  static final int SNAP = 0xaaaa03;

  /** DSAP and SSAP 06 with the control byte of unnumbered information: IPv4. */
  static final int IPV4 = 0x060603;

  /** Organisation that stands for an ethertype (RFC 1042). */
  static final int OUI_ETHERTYPE = 0x000000;

  /** Organisation that stands for an ethertype in bridge tunnels (IEEE 802.1H). */
  static final int OUI_BRIDGE_TUNNEL = 0x0000f8;

  private static final int DSAP = 0;
  private static final int CONTROL = 2;
  private static final int OUI = 3;
  private static final int TYPE = 6;

  private Llc() {}

  /** DSAP, SSAP and control from the highest byte. */
  static int header(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset + DSAP) & 0xffff) << 8 | bytes.get(offset + CONTROL) & 0xff;
  }

  static int destinationSap(ByteBuffer bytes, int offset) {
    return bytes.get(offset + DSAP) & 0xff;
  }

  static int organisation(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + OUI) >>> 8;
  }

  static int type(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
