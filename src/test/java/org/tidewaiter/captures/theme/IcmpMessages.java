package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.frame.Icmp;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Udp;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpStack;
import org.tidewaiter.captures.talk.Trace;

/**
 * ICMP: echo in both families, a question that stays without reply, a reply without question,
 * timestamps; errors that quote a datagram (port unreachable, three hops of a traceroute, redirect,
 * packet too big) and must not count for the quoted flow; neighbour discovery.
 */
public final class IcmpMessages {
  private static final int QUOTED = 8;

  private final Trace trace = Lan.trace("icmp");

  private IcmpMessages() {}

  /** The capture. */
  public static byte[] toByteArray() {
    IcmpMessages capture = new IcmpMessages();
    Pings.four(capture.trace, 1, Lan.CLIENT, Lan.SERVER);
    Pings.four(capture.trace, 11, Lan.CLIENT6, Lan.SERVER6);
    capture.unpaired();
    capture.errors();
    capture.neighbours();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void unpaired() {
    Payload data = Payload.text("abcdefghijklmnopqrstuvwabcdefghi");
    Host silent = Lan.SERVER.withIp("10.1.0.81");
    trace.ip(20, Lan.CLIENT, silent).client(Icmp.echo(false, 2, 1), data);
    trace.ip(25, Lan.CLIENT, Lan.SERVER.withIp("10.1.0.82")).server(Icmp.echo(true, 3, 1), data);
    Payload asked = Payload.of(new Bytes().u32(32_400_000).zeros(8).toArray());
    Payload told =
        Payload.of(new Bytes().u32(32_400_000).u32(32_400_001).u32(32_400_001).toArray());
    trace
        .ip(30, Lan.CLIENT, Lan.SERVER)
        .client(Icmp.v4(13, 0, 0x0004_0001L), asked)
        .server(Icmp.v4(14, 0, 0x0004_0001L), told);
  }

  private void errors() {
    byte[] refused = datagram(Lan.SERVER, 64, 40_101, 9999);
    trace.frame(40, refused);
    error(40.0003, Lan.SERVER, Icmp.v4(3, 3, 0), refused);
    for (int hop = 1; hop <= 3; hop++) {
      byte[] probe = datagram(Lan.OUTSIDE, hop, 40_200, 33_433 + hop);
      trace.frame(50 + hop, probe);
      Host router = hop == 1 ? Lan.ROUTER : Lan.ROUTER.withIp("10.255.0." + hop);
      error(50.004 + hop, router, Icmp.v4(11, 0, 0), probe);
    }
    byte[] detour = datagram(Lan.OUTSIDE, 64, 40_102, 9999);
    trace.frame(60, detour);
    error(60.0003, Lan.ROUTER, Icmp.v4(5, 1, 0x0a01_0002L), detour);
    trace.frame(70, detour);
    error(70.0003, Lan.ROUTER, Icmp.v4(3, 4, 1400), detour);
    byte[] quoted =
        new Bytes()
            .hex("6000000004001100")
            .add(Address.ip(Lan.CLIENT6.ip()))
            .add(Address.ip(Lan.SERVER6.ip()))
            .hex("9c44270f04000000")
            .zeros(64)
            .toArray();
    trace
        .ip(80, Lan.ROUTER.withIp("fd00:1::1"), Lan.CLIENT6)
        .client(Icmp.v6(2, 0, 1280), Payload.of(quoted));
  }

  private void neighbours() {
    byte[] asked = Address.ip(Lan.SERVER6.ip());
    byte[] askerMac = Bytes.concat(Bytes.of(1, 1), Address.mac(Lan.CLIENT.mac()));
    byte[] answerMac = Bytes.concat(Bytes.of(2, 1), Address.mac(Lan.SERVER.mac()));
    Host client = hopLimited(Lan.CLIENT6);
    Host server = hopLimited(Lan.SERVER6);
    trace
        .ip(90, client, server)
        .client(Icmp.v6(135, 0, 0), Payload.of(Bytes.concat(asked, askerMac)))
        .server(Icmp.v6(136, 0, 0x6000_0000L), Payload.of(Bytes.concat(asked, answerMac)));
  }

  private byte[] datagram(Host to, int ttl, int fromPort, int toPort) {
    return Frame.of(
        Ethernet.between(Lan.CLIENT.mac(), to.mac()),
        Ipv4.between(Lan.CLIENT.ip(), to.ip()).ttl(ttl).dontFragment(),
        Udp.ports(fromPort, toPort),
        Payload.text("is anybody there, at the other end?"));
  }

  private void error(double at, Host from, Layer message, byte[] about) {
    trace.ip(at, from, Lan.CLIENT).client(message, Icmp.quote(about, QUOTED));
  }

  /** Neighbour discovery is valid only with hop limit 255: no router was passed. */
  private static Host hopLimited(Host host) {
    return host.withStack(new TcpStack(255, 0, -1, 0, false));
  }
}
