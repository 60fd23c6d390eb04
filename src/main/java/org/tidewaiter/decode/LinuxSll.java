package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Linux cooked capture, version 1 (LINKTYPE_LINUX_SLL).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Packet type          |         ARPHRD_ type          |
 *  +-------------------------------+-------------------------------+
 *  |         Address length        |                               |
 *  +-------------------------------+     Sender address, 8 bytes   |
 *  |                                                               |
 *  |                               +-------------------------------+
 *  |                               |            Protocol           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
final class LinuxSll {
  static final int HEADER_LENGTH = 16;

  /** Protocol that stands for a frame beginning with LLC; others below 0x0600 are Linux's own. */
  static final int LLC = 0x0004;

  private static final int PACKET_TYPE = 0;
  private static final int PROTOCOL = 14;

  private static final int BROADCAST = 1;
  private static final int MULTICAST = 2;

  private LinuxSll() {}

  static boolean isToGroup(int packetType) {
    return packetType == BROADCAST || packetType == MULTICAST;
  }

  static int packetType(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + PACKET_TYPE) & 0xffff;
  }

  static int protocol(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + PROTOCOL) & 0xffff;
  }
}
