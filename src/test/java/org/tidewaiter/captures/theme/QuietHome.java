package org.tidewaiter.captures.theme;

import java.util.Random;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Arp;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.message.Dhcp;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.Ntp;
import org.tidewaiter.captures.message.Quic;
import org.tidewaiter.captures.message.Tls;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Trace;
import org.tidewaiter.captures.talk.UdpConversation;

/**
 * Ten minutes of a home where nothing is wrong: a router that is DHCP and name server, a notebook,
 * a telephone and a television; TLS and QUIC to the web, time, mDNS, a search for devices. Whoever
 * reports something grave here is wrong.
 */
public final class QuietHome {
  private static final Host ROUTER = Host.linux("router", "3c:a6:2f:10:00:01", "192.168.178.1");
  private static final Host NOTEBOOK =
      Host.linux("notebook", "8c:8c:aa:10:00:21", "192.168.178.21");
  private static final Host PHONE = Host.linux("phone", "3c:22:fb:10:00:22", "192.168.178.22");
  private static final Host TELEVISION = Host.linux("tv", "b8:27:eb:10:00:23", "192.168.178.23");
  private static final Host EVERYBODY = Host.broadcast("255.255.255.255");
  private static final Host SITE =
      Host.remote("www.example.com", ROUTER, "93.184.216.34", 11, 16_000);
  private static final Host FILMS =
      Host.remote("films.example.com", ROUTER, "93.184.216.52", 10, 14_000);
  private static final Host CLOCK =
      Host.remote("time.example.com", ROUTER, "162.159.200.1", 8, 12_000);

  private final Trace trace = Lan.trace("quiet-home");
  private final Random random = trace.random();

  private QuietHome() {}

  /** The capture. */
  public static byte[] toByteArray() {
    QuietHome capture = new QuietHome();
    capture.phoneComesHome(1);
    capture.browse(20, NOTEBOOK, 51_001);
    capture.browse(140, PHONE, 51_101);
    capture.film(180, TELEVISION, 51_201);
    capture.film(300, PHONE, 51_301);
    capture.household();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void phoneComesHome(double at) {
    Host unnamed = PHONE.withIp("0.0.0.0");
    Dhcp discover = Dhcp.request(Dhcp.DISCOVER, 0xcafeL, PHONE.mac()).text(12, "phone");
    Dhcp request = Dhcp.request(Dhcp.REQUEST, 0xcafeL, PHONE.mac()).text(12, "phone");
    request.address(50, PHONE.ip()).address(54, ROUTER.ip());
    trace
        .udp(at, unnamed, 68, EVERYBODY, 67)
        .client(discover.toByteArray())
        .pause(0.05)
        .client(request.toByteArray());
    lease(at + 0.02, Dhcp.OFFER);
    lease(at + 0.07, Dhcp.ACK);
    Ethernet ethernet = Ethernet.between(PHONE.mac(), Ethernet.BROADCAST);
    Arp question = Arp.request(PHONE.mac(), PHONE.ip(), ROUTER.ip());
    trace.frame(at + 0.09, Frame.of(ethernet, question));
  }

  private void lease(double at, int type) {
    Dhcp reply = Dhcp.reply(type, 0xcafeL, PHONE.mac(), ROUTER.ip(), PHONE.ip());
    reply.network(ROUTER.ip(), ROUTER.ip(), "home.arpa");
    trace.udp(at, ROUTER, 67, PHONE, 68).client(reply.toByteArray());
  }

  private void browse(double at, Host client, int port) {
    resolve(at, client, port, SITE);
    trace
        .tcp(at + 0.03, client, port, SITE, 443)
        .handshake()
        .client(Tls.clientHello(SITE.name(), random, "h2", "http/1.1"))
        .server(Tls.serverHello(random, 2500))
        .client(Tls.clientFinished(random))
        .client(Tls.applicationData(420, random))
        .server(Tls.applicationData(5200, random))
        .pause(20)
        .clientCloses();
  }

  /** A film over QUIC: both first packets readable, the rest is not. */
  private void film(double at, Host client, int port) {
    resolve(at, client, port, FILMS);
    byte[] connection = trace.randomBytes(8);
    byte[] server = trace.randomBytes(8);
    UdpConversation talk = trace.udp(at + 0.03, client, port, FILMS, 443);
    talk.client(Quic.clientInitial(connection, FILMS.name(), random));
    talk.server(Quic.serverInitial(connection, server, random));
    for (int i = 0; i < 8; i++) {
      talk.client(Quic.protectedPacket(server, 40 + random.nextInt(200), random));
      talk.server(Quic.protectedPacket(new byte[0], 1100, random));
      talk.pause(0.5);
    }
  }

  private void household() {
    long nanos = trace.packets().get(0).timeNanos();
    trace
        .udp(240, TELEVISION, 45_321, CLOCK, 123)
        .client(Ntp.request(nanos))
        .server(Ntp.reply(nanos, nanos + 6_000_000, "10.21.8.34"));
    byte[] question = new Dns(0, 0).question("_googlecast._tcp.local", Dns.PTR, 1).toByteArray();
    byte[] answer =
        new Dns(0, 0x8400)
            .pointer(1, "_googlecast._tcp.local", Dns.PTR, 1, 120, "tv._googlecast._tcp.local")
            .service(3, "tv._googlecast._tcp.local", 0x8001, 120, 8009, "tv.local")
            .address(3, "tv.local", 0x8001, 120, TELEVISION.ip())
            .toByteArray();
    Host mdns = Host.multicast("224.0.0.251");
    trace.udp(150, PHONE, 5353, mdns, 5353).client(question);
    trace.udp(150.02, TELEVISION, 5353, mdns, 5353).client(answer);
    byte[] search =
        Bytes.ofText(
            "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n"
                + "MX: 1\r\nST: ssdp:all\r\n\r\n");
    Host devices = Host.multicast("239.255.255.250");
    trace.udp(160, NOTEBOOK, 50_555, devices, 1900).client(search);
    byte[] found =
        Bytes.ofText(
            "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nST: upnp:rootdevice\r\n"
                + "USN: uuid:7f0a::upnp:rootdevice\r\nLOCATION: http://192.168.178.23:49000/\r\n\r\n");
    trace.udp(160.3, TELEVISION, 1900, NOTEBOOK, 50_555).client(found);
    Pings.four(trace, 400, NOTEBOOK, ROUTER);
  }

  private void resolve(double at, Host client, int port, Host site) {
    int id = port & 0xffff;
    byte[] answer =
        new Dns(id, Dns.ANSWER)
            .question(site.name(), Dns.A, 1)
            .address(site.name(), 60, site.ip())
            .toByteArray();
    trace
        .udp(at, client, port + 1000, ROUTER, 53)
        .client(Dns.query(id, site.name(), Dns.A))
        .pause(0.011)
        .server(answer);
  }
}
