package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * The ports that TCP, UDP, UDP-Lite, SCTP and DCCP have in common.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source port          |        Destination port       |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
final class Ports {
  static final int LENGTH = 4;

  private Ports() {}

  /** Source port in the upper, destination port in the lower 16 bits. */
  static int both(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset);
  }
}
