package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Solaris IP observability (LINKTYPE_IPNET), followed by IP.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |    Version    | Address family|           Hook type           |
 *  +---------------+---------------+-------------------------------+
 *  |            Length, interfaces and zones, 20 bytes             |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class SolarisIpnet {
  static final int HEADER_LENGTH = 24;

  private static final int FAMILY = 1;

  private SolarisIpnet() {}

  /** {@link AddressFamily}. */
  static int family(ByteBuffer bytes, int offset) {
    return bytes.get(offset + FAMILY) & 0xff;
  }
}
