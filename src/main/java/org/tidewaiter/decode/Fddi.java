package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * FDDI (LINKTYPE_FDDI; RFC 1188), followed by LLC.
 *
 * <pre>
 *  +---------------+
 *  | Frame control |
 *  +---------------+-----------------------------------------------+
 *  |                 Destination address, 6 bytes                  |
 *  +---------------------------------------------------------------+
 *  |                    Source address, 6 bytes                    |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Fddi {
  static final int HEADER_LENGTH = 13;

  private static final int FRAME_CONTROL = 0;

  /** Class and format bits of asynchronous and synchronous LLC frames. */
  private static final int FORMAT_MASK = 0x30;

  private static final int FORMAT_LLC = 0x10;

  private Fddi() {}

  static boolean isLlc(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FRAME_CONTROL) & FORMAT_MASK) == FORMAT_LLC;
  }
}
