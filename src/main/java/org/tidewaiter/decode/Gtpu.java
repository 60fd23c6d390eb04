package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * GTP-U header, version 1 (3GPP TS 29.281 section 5.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----+-+-+-+-+-+---------------+-------------------------------+
 *  | Ver |P|-|E|S|N|  Message type |  Length, without these 8      |
 *  +-----+-+-+-+-+-+---------------+-------------------------------+
 *  |                   Tunnel endpoint identifier                  |
 *  +-------------------------------+---------------+---------------+
 *  |  Sequence number, if E S or N | N-PDU, dito   | Next extension|
 *  +---------------+---------------+---------------+---------------+
 *  |  Length, words|   Extension content           | Next extension|
 *  +---------------+-------------------------------+---------------+
 * </pre>
 */
final class Gtpu {
  static final int PORT = 2152;

  static final int MIN_HEADER_LENGTH = 8;

  private static final int FLAGS = 0;
  private static final int MESSAGE_TYPE = 1;
  private static final int LENGTH = 2;
  private static final int TEID = 4;
  private static final int NEXT_EXTENSION = 11;

  private static final int OPTIONAL_LENGTH = 4;

  /** Version 1 and protocol type GTP. */
  private static final int KIND_MASK = 0xf0;

  private static final int KIND = 0x30;
  private static final int OPTIONAL_BITS = 0x07;
  private static final int EXTENSION_BIT = 0x04;

  private static final int USER_PACKET = 255;

  /** Most extension headers that are passed over; user packets have one or two. */
  private static final int MAX_EXTENSIONS = 16;

  private Gtpu() {}

  /** True for version 1, whatever the message. */
  static boolean isGtp(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FLAGS) & KIND_MASK) == KIND;
  }

  /** True for a message that carries a user's packet (G-PDU). */
  static boolean isUserPacket(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + MESSAGE_TYPE) & 0xff) == USER_PACKET;
  }

  /** Index behind the message, as stated. */
  static int end(ByteBuffer bytes, int offset) {
    return offset + MIN_HEADER_LENGTH + (bytes.getShort(offset + LENGTH) & 0xffff);
  }

  static int teid(ByteBuffer bytes, int offset) {
    return bytes.getInt(offset + TEID);
  }

  /** Header length in bytes with the extensions, or -1 if the packet ends within it. */
  static int headerLength(ByteBuffer bytes, int offset, int end) {
    final int flags = bytes.get(offset + FLAGS);
    if ((flags & OPTIONAL_BITS) == 0) {
      return MIN_HEADER_LENGTH;
    }
    int length = MIN_HEADER_LENGTH + OPTIONAL_LENGTH;
    if (end - offset < length) {
      return -1;
    }
    int next = (flags & EXTENSION_BIT) != 0 ? bytes.get(offset + NEXT_EXTENSION) : 0;
    for (int i = 0; next != 0; i++) {
      final int extension = offset + length;
      if (i == MAX_EXTENSIONS || extension >= end) {
        return -1;
      }
      final int extensionLength = (bytes.get(extension) & 0xff) << 2;
      length += extensionLength;
      if (extensionLength == 0 || end - offset < length) {
        return -1;
      }
      next = bytes.get(offset + length - 1);
    }
    return length;
  }
}
