package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frame that every block of a pcapng file has, and the blocks that we know.
 *
 * <pre>
 *  |                          block type                           |
 *  |              total length, a multiple of 4, at least 12       |
 *  |                             body                              |
 *  |                      total length, again                      |
 * </pre>
 *
 * <p>Source: draft-ietf-opsawg-pcapng sections 3.1 and 4. All accessors expect the byte order of
 * the section to be set on the buffer.
 */
final class PcapngBlock {
  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int OBSOLETE_PACKET = 2;
  static final int SIMPLE_PACKET = 3;
  static final int NAME_RESOLUTION = 4;
  static final int INTERFACE_STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;
  static final int SYSTEMD_JOURNAL = 9;
  static final int DECRYPTION_SECRETS = 10;
  static final int CUSTOM = 0x0bad;
  static final int CUSTOM_NOT_COPIED = 0x40000bad;

  /** Smallest block: type and two lengths. */
  static final int MIN_BYTES = 12;

  /** Type and first length. */
  static final int HEADER_BYTES = 8;

  static final int TRAILER_BYTES = 4;

  /** Bytes of a section header up to the end of its version. */
  static final int VERSION_END = 16;

  /** Longest block whose bytes are looked at; longer ones are stepped over. */
  static final int MAX_HELD_BYTES = PacketBatch.BUFFER_BYTES;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int MAGIC_AT = 8;

  private PcapngBlock() {}

  /** Whether the first bytes of a file are those of a pcapng file, perhaps a very short one. */
  static boolean beginsFile(byte[] first) {
    ByteBuffer bytes = ByteBuffer.wrap(first);
    if (first.length < 4 || type(bytes, 0) != SECTION_HEADER) {
      return false;
    }
    return first.length < MIN_BYTES || sectionOrder(bytes, 0) != null;
  }

  static int type(ByteBuffer bytes, int at) {
    return bytes.getInt(at);
  }

  /** Total length in bytes, unsigned. */
  static int length(ByteBuffer bytes, int at) {
    return bytes.getInt(at + 4);
  }

  /** Byte order of the section that begins at {@code at}, or null if its magic is none. */
  static ByteOrder sectionOrder(ByteBuffer bytes, int at) {
    int magic = bytes.getInt(at + MAGIC_AT);
    magic = bytes.order() == ByteOrder.BIG_ENDIAN ? magic : Integer.reverseBytes(magic);
    if (magic == BYTE_ORDER_MAGIC) {
      return ByteOrder.BIG_ENDIAN;
    }
    return Integer.reverseBytes(magic) == BYTE_ORDER_MAGIC ? ByteOrder.LITTLE_ENDIAN : null;
  }

  /** Fewest bytes that a block of the type can have. */
  static int minBytes(int type) {
    return switch (type) {
      case SECTION_HEADER -> 28;
      case INTERFACE_DESCRIPTION -> 20;
      case OBSOLETE_PACKET, ENHANCED_PACKET -> 32;
      case SIMPLE_PACKET -> 16;
      case INTERFACE_STATISTICS -> 24;
      default -> MIN_BYTES;
    };
  }

  /** Whether we need to see what is in a block of the type. */
  static boolean isRead(int type) {
    return minBytes(type) > MIN_BYTES;
  }

  /** What the specification calls the type. */
  static String name(int type) {
    return switch (type) {
      case SECTION_HEADER -> "section header";
      case INTERFACE_DESCRIPTION -> "interface description";
      case OBSOLETE_PACKET -> "obsolete packet";
      case SIMPLE_PACKET -> "simple packet";
      case INTERFACE_STATISTICS -> "interface statistics";
      case ENHANCED_PACKET -> "enhanced packet";
      default -> "type 0x" + Integer.toHexString(type);
    };
  }

  /** Whether the type is one of the specification's; others are legal but unknown to us. */
  static boolean isKnown(int type) {
    return switch (type) {
      case SECTION_HEADER,
          INTERFACE_DESCRIPTION,
          OBSOLETE_PACKET,
          SIMPLE_PACKET,
          NAME_RESOLUTION,
          INTERFACE_STATISTICS,
          ENHANCED_PACKET,
          SYSTEMD_JOURNAL,
          DECRYPTION_SECRETS,
          CUSTOM,
          CUSTOM_NOT_COPIED ->
          true;
      default -> false;
    };
  }

  /** Whether a length may be a block's of that type: large enough and a multiple of four. */
  static boolean lengthPossible(int type, int length) {
    return Integer.compareUnsigned(length, minBytes(type)) >= 0 && (length & 3) == 0;
  }
}
