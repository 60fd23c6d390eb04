package org.tidewaiter.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Unsigned reads and text comparison over payload bytes. The caller has checked the length. */
final class Octets {
  private Octets() {}

  /** The bytes of a constant, to be compared with. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static int u8(ByteBuffer bytes, int index) {
    return bytes.get(index) & 0xff;
  }

  static int u16(ByteBuffer bytes, int index) {
    return bytes.getShort(index) & 0xffff;
  }

  static int u24(ByteBuffer bytes, int index) {
    return u8(bytes, index) << 16 | u16(bytes, index + 1);
  }

  static int u16LittleEndian(ByteBuffer bytes, int index) {
    return Short.reverseBytes(bytes.getShort(index)) & 0xffff;
  }

  static int u24LittleEndian(ByteBuffer bytes, int index) {
    return u16LittleEndian(bytes, index) | u8(bytes, index + 2) << 16;
  }

  static int i32LittleEndian(ByteBuffer bytes, int index) {
    return Integer.reverseBytes(bytes.getInt(index));
  }

  /** Whether the payload begins with the text, case counting. */
  static boolean startsWith(ByteBuffer bytes, int offset, int captured, byte[] text) {
    return captured >= text.length && equals(bytes, offset, text);
  }

  /** Whether the payload begins with the upper-case text, whatever its own case. */
  static boolean startsWithIgnoreCase(ByteBuffer bytes, int offset, int captured, byte[] text) {
    return captured >= text.length && equalsIgnoreCase(bytes, offset, text);
  }

  /** Index of the upper-case text within a range, whatever the case there, or -1. */
  static int indexOfIgnoreCase(ByteBuffer bytes, int from, int end, byte[] text) {
    int last = end - text.length;
    for (int index = from; index <= last; index++) {
      if (equalsIgnoreCase(bytes, index, text)) {
        return index;
      }
    }
    return -1;
  }

  /** Index of the first carriage return or line feed of a range, or {@code end}. */
  static int lineEnd(ByteBuffer bytes, int from, int end) {
    for (int index = from; index < end; index++) {
      byte octet = bytes.get(index);
      if (octet == '\r' || octet == '\n') {
        return index;
      }
    }
    return end;
  }

  /** Whether all bytes of a range are printable ASCII, space or tab. */
  static boolean isPrintable(ByteBuffer bytes, int from, int end) {
    for (int index = from; index < end; index++) {
      byte octet = bytes.get(index);
      if (octet < ' ' && octet != '\t' || octet == 0x7f) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }

  private static boolean equals(ByteBuffer bytes, int offset, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (bytes.get(offset + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalsIgnoreCase(ByteBuffer bytes, int offset, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      int octet = bytes.get(offset + i);
      if (octet >= 'a' && octet <= 'z') {
        octet -= 'a' - 'A';
      }
      if (octet != text[i]) {
        return false;
      }
    }
    return true;
  }
}
