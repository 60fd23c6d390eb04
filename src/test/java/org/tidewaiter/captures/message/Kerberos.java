package org.tidewaiter.captures.message;

import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;

/** Kerberos 5 (RFC 4120) as Windows speaks it over TCP: each message after its length. */
public final class Kerberos {
  private static final int AES256 = 18;
  private static final int RC4 = 23;
  private static final long TICKET_OPTIONS = 0x40810010L;

  private final String realm;
  private final String time;
  private final Random random;

  /**
   * The messages of one realm.
   *
   * @param realm in capitals
   * @param time when it is, written as {@code 20260303084000Z}
   */
  public Kerberos(String realm, String time, Random random) {
    this.realm = realm;
    this.time = time;
    this.random = random;
  }

  /** Asks for a ticket-granting ticket, with an encrypted timestamp or without. */
  public byte[] asRequest(String user, boolean preAuthenticated) {
    byte[] pac = paData(128, Der.sequence(Der.context(0, Der.bool(true))));
    byte[] stamp = preAuthenticated ? paData(2, encryptedData(AES256, 0, 56)) : new byte[0];
    byte[] body =
        body(Der.context(1, principal(1, user)), principal(2, "krbtgt", realm), TICKET_OPTIONS);
    return framed(10, message(10, Der.context(3, Der.sequence(stamp, pac)), Der.context(4, body)));
  }

  /** Refuses: pre-authentication required (25). */
  public byte[] preAuthenticationRequired() {
    byte[] info =
        Der.sequence(
            Der.sequence(
                Der.context(0, Der.integer(AES256)),
                Der.context(1, Der.generalString(realm + "host"))));
    byte[] methods = Der.sequence(paData(19, info), paData(2, new byte[0]));
    byte[] error =
        Der.sequence(
            Der.context(0, Der.integer(5)),
            Der.context(1, Der.integer(30)),
            Der.context(4, Der.time(time)),
            Der.context(5, Der.integer(217_402)),
            Der.context(6, Der.integer(25)),
            Der.context(9, Der.generalString(realm)),
            Der.context(10, principal(2, "krbtgt", realm)),
            Der.context(12, Der.octets(methods)));
    return framed(30, error);
  }

  /** Grants the ticket-granting ticket. */
  public byte[] asReply(String user) {
    return reply(11, user, ticket(1100, "krbtgt", realm), 305);
  }

  /** Asks for a service ticket. */
  public byte[] tgsRequest(String service, String host) {
    byte[] apRequest = apRequest(ticket(1100, "krbtgt", realm), 182);
    byte[] body = body(new byte[0], principal(2, service, host), TICKET_OPTIONS);
    byte[] preAuthentication = Der.context(3, Der.sequence(paData(1, apRequest)));
    return framed(12, message(12, preAuthentication, Der.context(4, body)));
  }

  /** Grants the service ticket. */
  public byte[] tgsReply(String user, String service, String host) {
    return reply(13, user, ticket(1134, service, host), 273);
  }

  /**
   * The token by which a client opens an authenticated session: SPNEGO around a Kerberos ticket.
   */
  public byte[] negotiateToken(String service, String host) {
    byte[] mechanism = Der.oid("1.2.840.113554.1.2.2");
    byte[] request = apRequest(ticket(1134, service, host), 268);
    byte[] kerberosToken = Der.application(0, mechanism, Bytes.of(1, 0), request);
    byte[] mechanisms =
        Der.sequence(Der.oid("1.2.840.48018.1.2.2"), mechanism, Der.oid("1.3.6.1.4.1.311.2.2.10"));
    byte[] init =
        Der.sequence(Der.context(0, mechanisms), Der.context(2, Der.octets(kerberosToken)));
    return Der.application(0, Der.oid("1.3.6.1.5.5.2"), Der.context(0, init));
  }

  /** The server's answer to that token. */
  public byte[] acceptToken() {
    byte[] reply =
        Der.application(
            15,
            Der.sequence(
                Der.context(0, Der.integer(5)),
                Der.context(1, Der.integer(15)),
                Der.context(2, encryptedData(AES256, 0, 106))));
    byte[] wrapped = Der.application(0, Der.oid("1.2.840.113554.1.2.2"), Bytes.of(2, 0), reply);
    return Der.context(
        1,
        Der.sequence(
            Der.context(0, Der.enumerated(0)),
            Der.context(1, Der.oid("1.2.840.48018.1.2.2")),
            Der.context(2, Der.octets(wrapped))));
  }

  private byte[] reply(int type, String user, byte[] ticket, int encryptedBytes) {
    byte[] reply =
        Der.sequence(
            Der.context(0, Der.integer(5)),
            Der.context(1, Der.integer(type)),
            Der.context(3, Der.generalString(realm)),
            Der.context(4, principal(1, user)),
            Der.context(5, ticket),
            Der.context(6, encryptedData(AES256, 3, encryptedBytes)));
    return framed(type, reply);
  }

  private byte[] apRequest(byte[] ticket, int authenticatorBytes) {
    return Der.application(
        14,
        Der.sequence(
            Der.context(0, Der.integer(5)),
            Der.context(1, Der.integer(14)),
            Der.context(2, Der.flags(0x20000000L)),
            Der.context(3, ticket),
            Der.context(4, encryptedData(AES256, 0, authenticatorBytes))));
  }

  private byte[] ticket(int bytes, String... service) {
    return Der.application(
        1,
        Der.sequence(
            Der.context(0, Der.integer(5)),
            Der.context(1, Der.generalString(realm)),
            Der.context(2, principal(2, service)),
            Der.context(3, encryptedData(AES256, 2, bytes))));
  }

  private byte[] body(byte[] client, byte[] service, long options) {
    return Der.sequence(
        Der.context(0, Der.flags(options)),
        client,
        Der.context(2, Der.generalString(realm)),
        Der.context(3, service),
        Der.context(5, Der.time("20370913024805Z")),
        Der.context(7, Der.integer(random.nextInt() & 0x7fffffff)),
        Der.context(8, Der.sequence(Der.integer(AES256), Der.integer(17), Der.integer(RC4))));
  }

  private byte[] encryptedData(int type, int keyVersion, int bytes) {
    byte[] cipher = new byte[bytes];
    random.nextBytes(cipher);
    return Der.sequence(
        Der.context(0, Der.integer(type)),
        keyVersion == 0 ? new byte[0] : Der.context(1, Der.integer(keyVersion)),
        Der.context(2, Der.octets(cipher)));
  }

  private static byte[] message(int type, byte[] preAuthentication, byte[] body) {
    return Der.sequence(
        Der.context(1, Der.integer(5)), Der.context(2, Der.integer(type)), preAuthentication, body);
  }

  private static byte[] paData(int type, byte[] value) {
    return Der.sequence(Der.context(1, Der.integer(type)), Der.context(2, Der.octets(value)));
  }

  private static byte[] principal(int type, String... names) {
    byte[][] parts = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      parts[i] = Der.generalString(names[i]);
    }
    return Der.sequence(Der.context(0, Der.integer(type)), Der.context(1, Der.sequence(parts)));
  }

  private static byte[] framed(int application, byte[] content) {
    byte[] message = Der.application(application, content);
    return new Bytes().u32(message.length).add(message).toArray();
  }
}
