package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DC;
import static org.tidewaiter.captures.office.Office.DOMAIN;

import java.util.HashSet;
import java.util.Set;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.UdpConversation;

/** Everybody asks the domain controller; it knows its own zone and forwards the rest to 9.9.9.9. */
final class NameService {
  private static final String PRIMARY = "dc01." + DOMAIN;
  private static final Host RESOLVER = Office.outside("quad9", "9.9.9.9", 8, 11_400);

  private final Office office;
  private final Set<String> cached = new HashSet<>();

  NameService(Office office) {
    this.office = office;
  }

  /** A name of the office's own zone; returns when the answer has come. */
  double lookupInside(double at, Host client, String name, String ip) {
    UdpConversation talk = ask(at, client);
    int id = office.id();
    talk.client(Dns.query(id, name, Dns.A));
    byte[] answer =
        new Dns(id, Dns.AUTHORITATIVE)
            .question(name, Dns.A, 1)
            .address(name, 1200, ip)
            .toByteArray();
    return talk.server(answer).seconds();
  }

  /** A name of the zone that does not exist. */
  double lookupMissing(double at, Host client, String name) {
    int id = office.id();
    return ask(at, client)
        .client(Dns.query(id, name, Dns.A))
        .server(Dns.noSuchName(id, name, Dns.A, DOMAIN, PRIMARY))
        .seconds();
  }

  /** Who offers a service of the zone: the record and, with it, the target's address. */
  double lookupService(double at, Host client, String name, int port, Host target) {
    int id = office.id();
    String fullName = target.name() + "." + DOMAIN;
    byte[] answer =
        new Dns(id, Dns.AUTHORITATIVE)
            .question(name, Dns.SRV, 1)
            .service(name, 600, port, fullName)
            .additionalAddress(fullName, 3600, target.ip())
            .toByteArray();
    return ask(at, client).client(Dns.query(id, name, Dns.SRV)).server(answer).seconds();
  }

  /**
   * A name outside: its IPv4 address and a second record that most sites do not have.
   *
   * @param second {@link Dns#HTTPS} for a browser, {@link Dns#AAAA} for other programs
   */
  double lookupOutside(double at, Host client, Host site, int second) {
    double answered = at;
    for (int type : new int[] {Dns.A, second}) {
      UdpConversation talk = ask(at, client);
      int id = office.id();
      talk.client(Dns.query(id, site.name(), type));
      if (cached.add(site.name() + type)) {
        double asked = talk.seconds();
        talk.pause(forward(asked, site, type) - asked);
      }
      answered = Math.max(answered, talk.server(outsideAnswer(id, site, type)).seconds());
    }
    return answered;
  }

  /** A workstation registers the address it has got. */
  void register(double at, Host client) {
    int id = office.id();
    String fullName = client.name() + "." + DOMAIN;
    byte[] update =
        new Dns(id, 0x2800)
            .question(DOMAIN, Dns.SOA, 1)
            .record(2, fullName, Dns.A, 255, 0, new byte[0])
            .address(2, fullName, 1, 1200, client.ip())
            .toByteArray();
    byte[] reply = new Dns(id, 0xa800).question(DOMAIN, Dns.SOA, 1).toByteArray();
    ask(at, client).client(update).server(reply);
  }

  private double forward(double at, Host site, int type) {
    int id = office.id();
    byte[] query = new Dns(id, Dns.QUERY).question(site.name(), type, 1).edns(4000).toByteArray();
    return office
        .udp(at, DC, RESOLVER, 53)
        .client(query)
        .server(outsideAnswer(id, site, type))
        .seconds();
  }

  private static byte[] outsideAnswer(int id, Host site, int type) {
    String zone = site.name().substring(site.name().indexOf('.') + 1);
    Dns answer = new Dns(id, Dns.ANSWER).question(site.name(), type, 1);
    return type == Dns.A
        ? answer.address(site.name(), 300, site.ip()).toByteArray()
        : answer.soa(zone, "ns1." + zone).toByteArray();
  }

  private UdpConversation ask(double at, Host client) {
    return office.udp(at, client, DC, 53);
  }
}
