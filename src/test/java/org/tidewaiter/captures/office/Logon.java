package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DC;
import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.REALM;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.Kerberos;
import org.tidewaiter.captures.message.Ldap;
import org.tidewaiter.captures.message.Netlogon;
import org.tidewaiter.captures.message.Ntp;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;

/** What a domain member does to log on: find a controller, get tickets, read the directory. */
final class Logon {
  private static final DateTimeFormatter KERBEROS_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String CONTROLLER = "dc01." + DOMAIN;

  private final Office office;
  private final NameService names;

  Logon(Office office, NameService names) {
    this.office = office;
    this.names = names;
  }

  /** Finds the domain controller: DNS, then the locator's ping. */
  double findController(double at, Host client) {
    String site = "_ldap._tcp.Default-First-Site-Name._sites.dc._msdcs." + DOMAIN;
    double found = names.lookupService(at, client, site, 389, DC);
    names.lookupService(at + 0.004, client, "_ldap._tcp.dc._msdcs." + DOMAIN, 389, DC);
    return office
        .udp(found + 0.011, client, DC, 389)
        .client(Netlogon.ping(1, DOMAIN, client.name()))
        .server(Netlogon.reply(1, DOMAIN, Office.FLAT_DOMAIN, DC.name()))
        .seconds();
  }

  /** Gets a ticket-granting ticket: first without, then with pre-authentication. */
  double logOn(double at, Host client, String user) {
    Kerberos kerberos = kerberos(at);
    double refused =
        exchange(at, client, kerberos.asRequest(user, false), kerberos.preAuthenticationRequired());
    return exchange(
        refused + 0.006, client, kerberos.asRequest(user, true), kerberos.asReply(user));
  }

  /** Gets a ticket for a service. */
  double ticket(double at, Host client, String user, String service, String host) {
    Kerberos kerberos = kerberos(at);
    return exchange(
        at, client, kerberos.tgsRequest(service, host), kerberos.tgsReply(user, service, host));
  }

  /** Reads the directory: what the server is, then an authenticated and sealed search. */
  void readDirectory(double at, Host client, int searches) {
    Kerberos kerberos = kerberos(at);
    TcpConversation talk = office.tcp(at, client, DC, 389);
    talk.handshake()
        .client(
            Ldap.search(
                1,
                "",
                Ldap.BASE,
                Ldap.present("objectClass"),
                "supportedSASLMechanisms",
                "defaultNamingContext"));
    talk.server(Bytes.concat(rootEntry(), Ldap.done(1)));
    talk.client(Ldap.saslBind(2, kerberos.negotiateToken("ldap", CONTROLLER)));
    talk.server(Ldap.bindResponse(2, kerberos.acceptToken()));
    for (int i = 0; i < searches; i++) {
      talk.client(Ldap.sealed(false, i, 180 + office.random().nextInt(160), office.random()));
      talk.server(Ldap.sealed(true, i, 300 + office.random().nextInt(2400), office.random()));
    }
    talk.pause(0.4).client(Ldap.sealed(false, searches, 30, office.random())).clientCloses();
  }

  /** Sets the clock by the domain controller, signed as domain members ask for. */
  void setClock(double at, Host client) {
    byte[] keyAndNoSignature =
        new Bytes().le32(1104 + client.ip().hashCode() % 50).zeros(16).toArray();
    byte[] keyAndSignature =
        Bytes.concat(new Bytes().le32(1104).toArray(), office.trace().randomBytes(16));
    long nanos = Office.nanosAt(at);
    office
        .udp(at, client, 123, DC, 123)
        .client(Bytes.concat(Ntp.request(nanos), keyAndNoSignature))
        .server(Bytes.concat(Ntp.reply(nanos, nanos + 214_000, "162.159.200.1"), keyAndSignature));
  }

  Kerberos kerberos(double at) {
    String time = KERBEROS_TIME.format(Office.START.plusSeconds((long) at));
    return new Kerberos(REALM, time, office.random());
  }

  private double exchange(double at, Host client, byte[] request, byte[] reply) {
    return office
        .tcp(at, client, DC, 88)
        .handshake()
        .client(request)
        .server(reply)
        .clientCloses()
        .seconds();
  }

  private static byte[] rootEntry() {
    return Ldap.entry(
        1,
        "",
        Ldap.attribute("defaultNamingContext", Bytes.ofText("DC=harbour,DC=example")),
        Ldap.attribute(
            "supportedSASLMechanisms",
            Bytes.ofText("GSSAPI"),
            Bytes.ofText("GSS-SPNEGO"),
            Bytes.ofText("EXTERNAL"),
            Bytes.ofText("DIGEST-MD5")));
  }
}
