package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Bytes;

/** SNMP version 1 and 2c messages (RFC 3416) about one variable. */
public final class Snmp {
  /** Kinds of message. */
  public static final int GET = 0, GET_NEXT = 1, RESPONSE = 2;

  private Snmp() {}

  /** A question for a variable. */
  public static byte[] get(String community, int requestId, String oid) {
    return message(1, community, GET, requestId, oid, Bytes.of(5, 0));
  }

  /** The answer: text. */
  public static byte[] response(String community, int requestId, String oid, String text) {
    return message(1, community, RESPONSE, requestId, oid, Der.octets(text));
  }

  /** The answer: a number. */
  public static byte[] response(String community, int requestId, String oid, int number) {
    return message(1, community, RESPONSE, requestId, oid, Der.integer(number));
  }

  private static byte[] message(
      int version, String community, int kind, int requestId, String oid, byte[] value) {
    byte[] variables = Der.sequence(Der.sequence(Der.oid(oid), value));
    byte[] request =
        Der.context(kind, Der.integer(requestId), Der.integer(0), Der.integer(0), variables);
    return Der.sequence(Der.integer(version), Der.octets(community), request);
  }
}
