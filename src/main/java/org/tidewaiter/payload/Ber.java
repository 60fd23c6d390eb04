package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/**
 * Reads tag and length of BER elements, as LDAP, SNMP and Kerberos use them (X.690 section 8.1).
 */
final class Ber {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int ENUMERATED = 0x0a;
  static final int SEQUENCE = 0x30;

  private Ber() {}

  /**
   * Index of the contents of the element at {@code index} if it has this tag, else -1. The length
   * must be definite; it is read with {@link #length}.
   */
  static int contents(ByteBuffer bytes, int index, int end, int tag) {
    if (index < 0 || end - index < 2 || Octets.u8(bytes, index) != tag) {
      return -1;
    }
    int form = Octets.u8(bytes, index + 1);
    int contents = form < 0x80 ? index + 2 : index + 2 + (form & 0x7f);
    return form == 0x80 || form > 0x84 || contents > end || length(bytes, index) < 0
        ? -1
        : contents;
  }

  /** Length in bytes of the contents of an element for which {@link #contents} was not -1. */
  static int length(ByteBuffer bytes, int index) {
    int form = Octets.u8(bytes, index + 1);
    return switch (form) {
      case 0x81 -> Octets.u8(bytes, index + 2);
      case 0x82 -> Octets.u16(bytes, index + 2);
      case 0x83 -> Octets.u24(bytes, index + 2);
      case 0x84 -> bytes.getInt(index + 2);
      default -> form;
    };
  }
}
