package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Linux netfilter log (LINKTYPE_NFLOG): a list of attributes, one of which is the packet.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  | Address family|    Version    |          Resource id          |
 *  +---------------+---------------+-------------------------------+
 *  |  Length, with this header     |              Type             |  each attribute, in the
 *  +-------------------------------+-------------------------------+  byte order of whoever
 *  |                 Value, padded to 4 bytes                      |  captured
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Nflog {
  static final int HEADER_LENGTH = 4;

  private static final int FAMILY = 0;

  private static final int ATTRIBUTE_HEADER_LENGTH = 4;
  private static final int ATTRIBUTE_LENGTH = 0;
  private static final int ATTRIBUTE_TYPE = 2;
  private static final int PAYLOAD = 9;

  /** Most attributes that are looked at; the kernel knows about twenty. */
  private static final int MAX_ATTRIBUTES = 64;

  private Nflog() {}

  /** {@link AddressFamily}. */
  static int family(ByteBuffer bytes, int offset) {
    return bytes.get(offset + FAMILY) & 0xff;
  }

  /** Index of the attribute that is the packet, or -1 if there is none. */
  static int payloadAttribute(ByteBuffer bytes, int offset, int end) {
    int attribute = offset + HEADER_LENGTH;
    for (int i = 0; i < MAX_ATTRIBUTES && end - attribute >= ATTRIBUTE_HEADER_LENGTH; i++) {
      final boolean swapped = isSwapped(bytes, attribute, end);
      if (number(bytes, attribute + ATTRIBUTE_TYPE, swapped) == PAYLOAD) {
        return attribute;
      }
      final int length = number(bytes, attribute + ATTRIBUTE_LENGTH, swapped);
      if (length < ATTRIBUTE_HEADER_LENGTH) {
        return -1;
      }
      attribute += length + 3 & ~3;
    }
    return -1;
  }

  /** Index of the first byte of the attribute's value. */
  static int value(int attribute) {
    return attribute + ATTRIBUTE_HEADER_LENGTH;
  }

  /** Index behind the last byte of the attribute's value, as stated. */
  static int valueEnd(ByteBuffer bytes, int attribute, int end) {
    return attribute
        + number(bytes, attribute + ATTRIBUTE_LENGTH, isSwapped(bytes, attribute, end));
  }

  /** True if the attribute's numbers make more sense with the lower byte first. */
  private static boolean isSwapped(ByteBuffer bytes, int attribute, int end) {
    return number(bytes, attribute + ATTRIBUTE_TYPE, false)
        > number(bytes, attribute + ATTRIBUTE_TYPE, true);
  }

  private static int number(ByteBuffer bytes, int offset, boolean swapped) {
    final short number = bytes.getShort(offset);
    return (swapped ? Short.reverseBytes(number) : number) & 0xffff;
  }
}
