package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Organisation and type (IEEE 802 clause 9.5) behind {@link Llc}, or behind an NLPID of frame
 * relay.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----------------------------------------------+---------------+
 *  |                  Organisation                 |      Type     |
 *  +---------------+-------------------------------+---------------+
 *  |  (type)       |
 *  +---------------+
 * </pre>
 */
final class Snap {
  static final int HEADER_LENGTH = 5;

  /** The type is an ethertype (RFC 1042). */
  static final int ETHERTYPE = 0x000000;

  /** The type is an ethertype, in bridge tunnels (IEEE 802.1H). */
  static final int BRIDGE_TUNNEL = 0x0000f8;

  /** The type says which kind of bridged frame follows (RFC 2427, RFC 2684). */
  static final int BRIDGE = 0x0080c2;

  /** Ethernet without its checksum. */
  static final int BRIDGED_ETHERNET = 0x0007;

  /**
   * Between the type and a bridged frame behind LLC (RFC 2684 section 5.2); none in frame relay.
   */
  static final int BRIDGE_PAD_LENGTH = 2;

  private static final int OUI = 0;
  private static final int TYPE = 3;

  private Snap() {}

  static int organisation(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + OUI) >>> 8;
  }

  static int type(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + TYPE) & 0xffff;
  }
}
