package org.tidewaiter.captures.theme;

import static org.tidewaiter.captures.frame.Ipv6Extension.authentication;
import static org.tidewaiter.captures.frame.Ipv6Extension.destinationPadding;
import static org.tidewaiter.captures.frame.Ipv6Extension.fragment;
import static org.tidewaiter.captures.frame.Ipv6Extension.routerAlert;
import static org.tidewaiter.captures.frame.Ipv6Extension.routing;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.frame.Icmp;
import org.tidewaiter.captures.frame.Ipv6;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Udp;
import org.tidewaiter.captures.talk.Trace;

/**
 * IPv6 extension headers, alone, all together and in an order that nobody recommends, before a
 * datagram from udp/43001 on to udp/9000; then before an echo request, a packet that ends after its
 * extension headers, and one whose rest is encrypted.
 */
public final class Ipv6Extensions {
  private final Trace trace = Lan.trace("ipv6-extensions");
  private int port = 43_001;

  private Ipv6Extensions() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Ipv6Extensions capture = new Ipv6Extensions();
    capture.datagrams();
    capture.others();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void datagrams() {
    String server = Lan.SERVER6.ip();
    datagram();
    datagram(routerAlert());
    datagram(destinationPadding(0));
    datagram(destinationPadding(30));
    datagram(routing(server));
    datagram(fragment(0, false, 4711));
    datagram(authentication(0x1000, 1));
    datagram(
        routerAlert(),
        destinationPadding(1),
        routing(server),
        fragment(0, false, 4712),
        authentication(0x1000, 2),
        destinationPadding(2));
    datagram(
        destinationPadding(0), fragment(0, false, 4713), destinationPadding(1), routing(server));
  }

  private void others() {
    send(100, routerAlert(), Icmp.echo6(false, 9, 1), Payload.text("abcdefgh"));
    send(110, destinationPadding(0));
    Payload encrypted = Payload.of(trace.randomBytes(96)).asIpProtocol(50);
    send(120, destinationPadding(0), encrypted);
  }

  private void datagram(Layer... extensions) {
    List<Layer> layers = new ArrayList<>(List.of(extensions));
    layers.add(Udp.ports(port, 9000));
    layers.add(Payload.text("high water at 14:07"));
    send(10 * (port - 43_000), layers.toArray(Layer[]::new));
    port++;
  }

  private void send(double at, Layer... layers) {
    List<Layer> all = new ArrayList<>();
    all.add(Ethernet.between(Lan.CLIENT.mac(), Lan.SERVER.mac()));
    all.add(Ipv6.between(Lan.CLIENT6.ip(), Lan.SERVER6.ip()));
    all.addAll(List.of(layers));
    trace.frame(at, Frame.of(all));
  }
}
