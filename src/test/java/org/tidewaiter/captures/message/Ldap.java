package org.tidewaiter.captures.message;

import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;

/** LDAP messages (RFC 4511), and those that Windows seals after a Kerberos bind (RFC 4752). */
public final class Ldap {
  /** Search scopes. */
  public static final int BASE = 0, ONE_LEVEL = 1, SUBTREE = 2;

  private Ldap() {}

  /** Simple bind with name and password in the clear, as printers do. */
  public static byte[] simpleBind(int id, String name, String password) {
    byte[] request =
        Der.application(
            0, Der.integer(3), Der.octets(name), Der.value(0x80, Bytes.ofText(password)));
    return message(id, request);
  }

  /** Bind with a GSS-SPNEGO token. */
  public static byte[] saslBind(int id, byte[] token) {
    byte[] sasl = Der.context(3, Der.octets("GSS-SPNEGO"), Der.octets(token));
    return message(id, Der.application(0, Der.integer(3), Der.octets(""), sasl));
  }

  /** Success of a bind, with the server's token or an empty one. */
  public static byte[] bindResponse(int id, byte[] token) {
    byte[] credentials = token.length == 0 ? token : Der.value(0x87, token);
    return message(id, Der.application(1, success(), credentials));
  }

  /** A search for attributes; see {@link #present} and {@link #equal} for the filter. */
  public static byte[] search(int id, String base, int scope, byte[] filter, String... attributes) {
    byte[][] names = new byte[attributes.length][];
    for (int i = 0; i < names.length; i++) {
      names[i] = Der.octets(attributes[i]);
    }
    byte[] request =
        Der.application(
            3,
            Der.octets(base),
            Der.enumerated(scope),
            Der.enumerated(0),
            Der.integer(0),
            Der.integer(120),
            Der.bool(false),
            filter,
            Der.sequence(names));
    return message(id, request);
  }

  /** Filter: the attribute exists. */
  public static byte[] present(String attribute) {
    return Der.value(0x87, Bytes.ofText(attribute));
  }

  /** Filter: the attribute has the value. */
  public static byte[] equal(String attribute, byte[] value) {
    return Der.context(3, Der.octets(attribute), Der.octets(value));
  }

  /** Filter: all of these. */
  public static byte[] and(byte[]... filters) {
    return Der.context(0, filters);
  }

  /** One found entry; see {@link #attribute}. */
  public static byte[] entry(int id, String name, byte[]... attributes) {
    return message(id, Der.application(4, Der.octets(name), Der.sequence(attributes)));
  }

  /** An attribute with its values. */
  public static byte[] attribute(String name, byte[]... values) {
    byte[][] octets = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      octets[i] = Der.octets(values[i]);
    }
    return Der.sequence(Der.octets(name), Der.set(octets));
  }

  /** The end of a search. */
  public static byte[] done(int id) {
    return message(id, Der.application(5, success()));
  }

  /** The client's goodbye. */
  public static byte[] unbind(int id) {
    return message(id, Der.value(0x42));
  }

  /** A message of that length, sealed after a Kerberos bind (RFC 4121 section 4.2.6.2). */
  public static byte[] sealed(boolean fromServer, long sequence, int length, Random random) {
    byte[] cipher = new byte[length + 28];
    random.nextBytes(cipher);
    Bytes token = new Bytes().u16(0x0504).u8(fromServer ? 7 : 6).u8(255).u16(0).u16(28);
    token.u64(sequence).add(cipher);
    return new Bytes().u32(token.size()).add(token.toArray()).toArray();
  }

  private static byte[] success() {
    return Bytes.concat(Der.enumerated(0), Der.octets(""), Der.octets(""));
  }

  private static byte[] message(int id, byte[] operation) {
    return Der.sequence(Der.integer(id), operation);
  }
}
