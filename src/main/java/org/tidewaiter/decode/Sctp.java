package org.tidewaiter.decode;

/**
 * SCTP common header (RFC 9260 section 3.1); the ports are read by {@link Ports}.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source port          |        Destination port       |
 *  +-------------------------------+-------------------------------+
 *  |                        Verification tag                       |
 *  +---------------------------------------------------------------+
 *  |                            Checksum                           |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Sctp {
  static final int HEADER_LENGTH = 12;

  private Sctp() {}
}
