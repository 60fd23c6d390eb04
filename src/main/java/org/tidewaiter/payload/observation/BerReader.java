package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads the kind of LDAP, Kerberos and SNMP messages, which are BER (X.690): RFC 4511 section
 * 4.1.1, RFC 4120 section 5, RFC 3416 section 3.
 */
final class BerReader {
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int ENUMERATED = 0x0a;
  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED_APPLICATION = 0x60;
  private static final int SEARCH_ENTRY = 4;
  private static final int SEARCH_REFERENCE = 19;
  private static final int KERBEROS_ERROR = 30;
  private static final int KERBEROS_ERROR_CODE = 0xa6;
  private static final int SNMP_VERSION_3 = 3;

  /** LDAP application tags that servers send, as bits: 1, 4, 5, 7, 9, 11, 13, 15, 19, 24, 25. */
  private static final int LDAP_RESPONSES =
      1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 9 | 1 << 11 | 1 << 13 | 1 << 15 | 1 << 19 | 1 << 24
          | 1 << 25;

  private BerReader() {}

  static boolean wantsSequence(ByteBuffer bytes, int offset, int captured) {
    return captured > 7 && bytes.get(offset) == SEQUENCE;
  }

  static boolean wantsKerberos(ByteBuffer bytes, int offset, int captured, boolean stream) {
    int message = stream ? offset + 4 : offset;
    if (captured < (stream ? 8 : 4)) {
      return false;
    }
    return switch (bytes.get(message)) {
      case 0x6b, 0x6d, 0x6f, 0x7e -> true;
      default -> false;
    };
  }

  static boolean readLdap(Cursor payload, Envelope envelope, List<Observation> found) {
    Cursor message = element(payload, SEQUENCE);
    element(message, INTEGER);
    int tag = message.u8();
    int operation = tag & 0x1f;
    boolean response =
        (tag & 0xe0) == CONSTRUCTED_APPLICATION && (LDAP_RESPONSES >> operation & 1) != 0;
    if (!response || message.overrun()) {
      return true;
    }
    int resultCode = -1;
    if (operation != SEARCH_ENTRY && operation != SEARCH_REFERENCE) {
      length(message);
      resultCode = integer(element(message, ENUMERATED));
      if (message.overrun()) {
        return false;
      }
    }
    found.add(new LdapResponse(envelope, operation, resultCode));
    return true;
  }

  static boolean readKerberos(
      Cursor payload, boolean stream, Envelope envelope, List<Observation> found) {
    if (stream) {
      payload.skip(4);
    }
    int type = payload.u8() & 0x1f;
    length(payload);
    Cursor fields = element(payload, SEQUENCE);
    int errorCode = -1;
    while (type == KERBEROS_ERROR && fields.has(2) && errorCode < 0) {
      int tag = fields.u8();
      Cursor value = contents(fields);
      if (tag == KERBEROS_ERROR_CODE) {
        errorCode = integer(element(value, INTEGER));
      }
    }
    found.add(new KerberosReply(envelope, type, errorCode));
    return true;
  }

  static boolean readSnmp(Cursor payload, Envelope envelope, List<Observation> found) {
    Cursor message = element(payload, SEQUENCE);
    int version = integer(element(message, INTEGER));
    int pduType = -1;
    if (version != SNMP_VERSION_3) {
      element(message, OCTET_STRING);
      pduType = message.u8();
    }
    if (message.overrun()) {
      return false;
    }
    found.add(new SnmpVersion(envelope, version, pduType));
    return true;
  }

  /** The contents of the next element if it has this tag; otherwise the cursor is overrun. */
  private static Cursor element(Cursor cursor, int tag) {
    if (cursor.u8() != tag) {
      cursor.skip(Integer.MAX_VALUE);
    }
    return contents(cursor);
  }

  /** The contents of an element whose tag was read; what is beyond the segment is missing. */
  private static Cursor contents(Cursor cursor) {
    int length = length(cursor);
    int start = cursor.index;
    int end = cursor.has(length) ? start + length : cursor.end;
    cursor.index = end;
    return new Cursor(cursor.bytes, start, end);
  }

  private static int length(Cursor cursor) {
    int form = cursor.u8();
    if (form < 0x80) {
      return form;
    }
    int length = 0;
    for (int i = 0; i < (form & 0x7f) && i < 4; i++) {
      length = length << 8 | cursor.u8();
    }
    return length < 0 ? Integer.MAX_VALUE : length;
  }

  private static int integer(Cursor value) {
    int number = 0;
    while (value.has(1)) {
      number = number << 8 | value.u8();
    }
    return number;
  }
}
