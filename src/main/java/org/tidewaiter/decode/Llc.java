package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Logical link control (IEEE 802.2).
 *
 * <pre>
 *   0                   1                   2
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3
 *  +---------------+---------------+---------------+
 *  |      DSAP     |      SSAP     |    Control    |
 *  +---------------+---------------+---------------+
 * </pre>
 */
final class Llc {
  static final int HEADER_LENGTH = 3;

  /** DSAP and SSAP AA with the control byte of unnumbered information: {@link Snap} follows. */
  static final int SNAP = 0xaaaa03;

  /** DSAP and SSAP 06 with the control byte of unnumbered information: IPv4 follows. */
  static final int IPV4 = 0x060603;

  private static final int DSAP = 0;
  private static final int CONTROL = 2;

  private Llc() {}

  /** DSAP, SSAP and control from the highest byte. */
  static int header(ByteBuffer bytes, int offset) {
    return (bytes.getShort(offset + DSAP) & 0xffff) << 8 | bytes.get(offset + CONTROL) & 0xff;
  }

  static int destinationSap(ByteBuffer bytes, int offset) {
    return bytes.get(offset + DSAP) & 0xff;
  }
}
