package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Linux cooked capture, version 2 (LINKTYPE_LINUX_SLL2); packet type and protocol as in {@link
 * LinuxSll}.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |            Protocol           |            Reserved           |
 *  +-------------------------------+-------------------------------+
 *  |                        Interface index                        |
 *  +-------------------------------+---------------+---------------+
 *  |         ARPHRD_ type          |  Packet type  | Address length|
 *  +-------------------------------+---------------+---------------+
 *  |                    Sender address, 8 bytes                    |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class LinuxSll2 {
  static final int HEADER_LENGTH = 20;

  private static final int PROTOCOL = 0;
  private static final int PACKET_TYPE = 10;

  private LinuxSll2() {}

  static int protocol(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + PROTOCOL) & 0xffff;
  }

  static int packetType(ByteBuffer bytes, int offset) {
    return bytes.get(offset + PACKET_TYPE) & 0xff;
  }
}
