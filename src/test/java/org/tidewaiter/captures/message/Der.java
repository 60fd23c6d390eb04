package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Bytes;

/** ASN.1 values in their distinguished encoding (X.690): Kerberos, LDAP, SNMP and SPNEGO use it. */
public final class Der {
  private Der() {}

  /** A value with any one-byte tag. */
  public static byte[] value(int tag, byte[]... parts) {
    byte[] content = Bytes.concat(parts);
    Bytes bytes = new Bytes().u8(tag);
    if (content.length < 128) {
      bytes.u8(content.length);
    } else if (content.length < 256) {
      bytes.u8(0x81).u8(content.length);
    } else {
      bytes.u8(0x82).u16(content.length);
    }
    return bytes.add(content).toArray();
  }

  /** SEQUENCE or SEQUENCE OF. */
  public static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  /** SET OF. */
  public static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  /** A constructed, context-specific tag. */
  public static byte[] context(int number, byte[]... parts) {
    return value(0xa0 | number, parts);
  }

  /** A constructed application tag. */
  public static byte[] application(int number, byte[]... parts) {
    return value(0x60 | number, parts);
  }

  /** INTEGER. */
  public static byte[] integer(long number) {
    return value(0x02, minimal(number));
  }

  /** ENUMERATED. */
  public static byte[] enumerated(int number) {
    return value(0x0a, minimal(number));
  }

  /** BOOLEAN. */
  public static byte[] bool(boolean truth) {
    return value(0x01, Bytes.of(truth ? 0xff : 0));
  }

  /** OCTET STRING. */
  public static byte[] octets(byte[] bytes) {
    return value(0x04, bytes);
  }

  /** OCTET STRING holding text. */
  public static byte[] octets(String text) {
    return octets(Bytes.ofText(text));
  }

  /** GeneralString. */
  public static byte[] generalString(String text) {
    return value(0x1b, Bytes.ofText(text));
  }

  /** GeneralizedTime, written as {@code 20260303084000Z}. */
  public static byte[] time(String text) {
    return value(0x18, Bytes.ofText(text));
  }

  /** BIT STRING of 32 flags. */
  public static byte[] flags(long bits) {
    return value(0x03, new Bytes().u8(0).u32(bits).toArray());
  }

  /** OBJECT IDENTIFIER, written with dots. */
  public static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    Bytes bytes = new Bytes().u8(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          bytes.u8(0x80 | arc >> shift & 0x7f);
        }
      }
      bytes.u8(arc & 0x7f);
    }
    return value(0x06, bytes.toArray());
  }

  private static byte[] minimal(long number) {
    int length = 1;
    while (number >> (8 * length - 1) != 0 && number >> (8 * length - 1) != -1) {
      length++;
    }
    Bytes bytes = new Bytes();
    for (int i = length - 1; i >= 0; i--) {
      bytes.u8((int) (number >> 8 * i));
    }
    return bytes.toArray();
  }
}
