package org.tidewaiter.captures.theme;

import static org.tidewaiter.captures.theme.Carriers.inner;
import static org.tidewaiter.captures.theme.Carriers.mirrored;
import static org.tidewaiter.captures.theme.Carriers.overIpv4;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Erspan;
import org.tidewaiter.captures.frame.Geneve;
import org.tidewaiter.captures.frame.Gre;
import org.tidewaiter.captures.frame.GtpU;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Udp;
import org.tidewaiter.captures.frame.Vxlan;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Link;
import org.tidewaiter.captures.talk.Trace;

/**
 * One web page per kind of tunnel between 172.16.0.1 and 172.16.0.2, from client ports 42001 on:
 * VXLAN, GENEVE, four kinds of GRE, ERSPAN I to III, GTP-U, IP in IP in its four combinations,
 * Teredo, VXLAN within GRE, and one ping twelve IP headers deep.
 */
public final class Tunnels {
  private static final int DEEP = 12;

  private Tunnels() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("tunnels");
    page(trace, 42_001, overIpv4(from -> vxlan(from, 5001)));
    byte[] option = Bytes.ofHex("00000001");
    page(
        trace,
        42_002,
        overIpv4(
            from ->
                List.of(
                    Udp.ports(50_002, Geneve.PORT),
                    Geneve.network(5002).option(0x0102, 0x80, option),
                    inner(from))));
    page(trace, 42_003, overIpv4(from -> List.of(Gre.plain())));
    page(trace, 42_004, overIpv4(from -> List.of(Gre.plain().key(7).sequence(1).withChecksum())));
    page(trace, 42_005, overIpv4(from -> List.of(Gre.plain().key(99), inner(from))));
    page(trace, 42_006, mirrored(from -> List.of(Gre.plain(), Erspan.typeOne())));
    page(
        trace, 42_007, mirrored(from -> List.of(Gre.plain().sequence(8), Erspan.typeTwo(77, 100))));
    page(
        trace,
        42_008,
        mirrored(from -> List.of(Gre.plain().sequence(9), Erspan.typeThree(78, 100, 123_456))));
    page(
        trace,
        42_009,
        overIpv4(
            from ->
                List.of(
                    Udp.ports(GtpU.PORT, GtpU.PORT),
                    GtpU.tunnel(from.name().equals("client") ? 0x1001 : 0x2001))));
    page(trace, 42_010, overIpv4(from -> List.of()));
    page(trace, 42_011, Carriers.overIpv6());
    trace.link(overIpv4(from -> List.of()));
    Lan.web(trace, 120, Lan.CLIENT6, 42_012, Lan.SERVER6, 80);
    trace.link(Carriers.overIpv6());
    Lan.web(trace, 130, Lan.CLIENT6, 42_013, Lan.SERVER6, 80);
    teredo(trace);
    page(
        trace,
        42_015,
        overIpv4(
            from -> {
              List<Layer> layers = new ArrayList<>();
              layers.add(Gre.plain());
              layers.add(Ipv4.between("172.17.0.1", "172.17.0.2"));
              layers.addAll(vxlan(from, 6001));
              return layers;
            }));
    trace.link(overIpv4(from -> deep()));
    Pings.four(trace, 160, Lan.CLIENT, Lan.SERVER);
    return Pcap.of(trace).toByteArray();
  }

  private static void page(Trace trace, int clientPort, Link link) {
    trace.link(link);
    Lan.web(trace, 10 * (clientPort - 42_000), Lan.CLIENT, clientPort, Lan.SERVER, 80);
  }

  private static List<Layer> vxlan(Host from, int network) {
    int entropy = from.name().equals("client") ? 50_001 : 50_101;
    return List.of(
        Udp.ports(entropy, Vxlan.PORT).withoutChecksum(), Vxlan.network(network), inner(from));
  }

  /** A client behind the left end reaches an IPv6 server through a relay at the right one. */
  private static void teredo(Trace trace) {
    // 2001:0: server 172.16.0.2, flags, port 50014 and address 172.16.0.1 inverted (RFC 4380).
    Host client = Lan.CLIENT.withIp("2001:0:ac10:2:0:3ca1:53ef:fffe");
    trace.link(
        overIpv4(
            from ->
                List.of(
                    from.name().equals("client")
                        ? Udp.ports(50_014, 3544)
                        : Udp.ports(3544, 50_014))));
    Lan.web(trace, 140, client, 42_014, Lan.SERVER6.withIp("2001:db8::80"), 80);
  }

  private static List<Layer> deep() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 2; i < DEEP; i++) {
      layers.add(Ipv4.between("172.18.0." + i, "172.18.1." + i));
    }
    return layers;
  }
}
