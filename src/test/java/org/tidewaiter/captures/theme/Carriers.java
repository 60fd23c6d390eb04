package org.tidewaiter.captures.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Ipv6;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Link;

/** The two ends of tunnels, and links that go through them. */
final class Carriers {
  static final Host LEFT = Host.linux("left", "02:00:00:00:09:01", "172.16.0.1");
  static final Host RIGHT = Host.linux("right", "02:00:00:00:09:02", "172.16.0.2");
  private static final String LEFT6 = "fd00:9::1";
  private static final String RIGHT6 = "fd00:9::2";

  private Carriers() {}

  /** IPv4 between the ends; {@code after} gives what follows for packets of a sender. */
  static Link overIpv4(Function<Host, List<Layer>> after) {
    return (from, to) -> {
      boolean fromLeft = from.name().equals("client");
      Host sender = fromLeft ? LEFT : RIGHT;
      Host receiver = fromLeft ? RIGHT : LEFT;
      List<Layer> layers = new ArrayList<>();
      layers.add(Ethernet.between(sender.mac(), receiver.mac()));
      layers.add(Ipv4.between(sender.ip(), receiver.ip()).ttl(63));
      layers.addAll(after.apply(from));
      return layers;
    };
  }

  /** IPv6 between the ends and nothing more. */
  static Link overIpv6() {
    return (from, to) -> {
      boolean fromLeft = from.name().equals("client");
      return List.of(
          Ethernet.between(
              fromLeft ? LEFT.mac() : RIGHT.mac(), fromLeft ? RIGHT.mac() : LEFT.mac()),
          Ipv6.between(fromLeft ? LEFT6 : RIGHT6, fromLeft ? RIGHT6 : LEFT6));
    };
  }

  /** IPv4 from the left end to the right one, whoever sent what is inside: a mirror's way. */
  static Link mirrored(Function<Host, List<Layer>> after) {
    return (from, to) -> {
      List<Layer> layers = new ArrayList<>();
      layers.add(Ethernet.between(LEFT.mac(), RIGHT.mac()));
      layers.add(Ipv4.between(LEFT.ip(), RIGHT.ip()));
      layers.addAll(after.apply(from));
      layers.add(Ethernet.between(from.mac(), to.mac()).unpadded());
      return layers;
    };
  }

  /** The inner Ethernet header of a packet, as a virtual switch sends it. */
  static Layer inner(Host from) {
    boolean fromClient = from.name().equals("client");
    String client = Lan.CLIENT.mac();
    String server = Lan.SERVER.mac();
    return Ethernet.between(fromClient ? client : server, fromClient ? server : client).unpadded();
  }
}
