package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.message.Dhcp;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Trace;

/**
 * Two DHCP servers answer one discover (the same transaction). The client takes the faster answer,
 * that of a small router somebody brought along, which also names itself as gateway and name
 * server; it answers the client's DNS question as well. A second client's lease, renewed at the
 * proper server, is as it should be.
 */
public final class RogueDhcp {
  private static final Host PROPER = Host.windows("dhcp", "02:00:00:00:01:05", "10.1.0.5");
  private static final Host ROGUE = Host.linux("rogue", "02:00:00:00:01:99", "10.1.0.199");
  private static final Host EVERYBODY = Host.broadcast("255.255.255.255");
  private static final long TRANSACTION = 0x5eaf00d1L;

  private RogueDhcp() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("rogue-dhcp");
    String mac = Lan.CLIENT.mac();
    Host unnamed = Lan.CLIENT.withIp("0.0.0.0");
    byte[] discover =
        Dhcp.request(Dhcp.DISCOVER, TRANSACTION, mac).windowsClient("client").toByteArray();
    byte[] request =
        Dhcp.request(Dhcp.REQUEST, TRANSACTION, mac)
            .address(50, "10.1.0.150")
            .address(54, ROGUE.ip())
            .windowsClient("client")
            .toByteArray();
    trace.udp(0, unnamed, 68, EVERYBODY, 67).client(discover);
    answer(trace, 0.0021, ROGUE, Dhcp.OFFER, "10.1.0.150", ROGUE.ip(), "lan");
    answer(trace, 0.0318, PROPER, Dhcp.OFFER, Lan.CLIENT.ip(), PROPER.ip(), Lan.DOMAIN);
    trace.udp(0.0402, unnamed, 68, EVERYBODY, 67).client(request);
    answer(trace, 0.0437, ROGUE, Dhcp.ACK, "10.1.0.150", ROGUE.ip(), "lan");
    Host misled = Lan.CLIENT.withIp("10.1.0.150");
    Lan.lookup(trace, 5, misled, 52_011, ROGUE);
    proper(trace);
    return Pcap.of(trace).toByteArray();
  }

  private static void answer(
      Trace trace, double at, Host server, int type, String ip, String router, String domain) {
    byte[] reply =
        Dhcp.reply(type, TRANSACTION, Lan.CLIENT.mac(), server.ip(), ip)
            .network(router, router, domain)
            .toByteArray();
    trace.udp(at, server, 67, EVERYBODY, 68).client(reply);
  }

  private static void proper(Trace trace) {
    Host other = Host.windows("other", "02:00:00:00:01:12", "10.1.0.12");
    byte[] renewal =
        Dhcp.request(Dhcp.REQUEST, 0x77L, other.mac())
            .clientIp(other.ip())
            .windowsClient("other")
            .toByteArray();
    byte[] ack =
        Dhcp.reply(Dhcp.ACK, 0x77L, other.mac(), PROPER.ip(), other.ip())
            .network(Lan.ROUTER.ip(), PROPER.ip(), Lan.DOMAIN)
            .toByteArray();
    trace.udp(60, other, 68, PROPER, 67).client(renewal).server(ack);
    String name = "berths." + Lan.DOMAIN;
    byte[] answer =
        new Dns(9, Dns.AUTHORITATIVE)
            .question(name, Dns.A, 1)
            .address(name, 300, Lan.SERVER.ip())
            .toByteArray();
    trace.udp(65, other, 52_012, PROPER, 53).client(Dns.query(9, name, Dns.A)).server(answer);
  }
}
