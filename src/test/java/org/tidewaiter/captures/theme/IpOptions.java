package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Udp;
import org.tidewaiter.captures.talk.Trace;

/** Datagrams whose IPv4 header is longer than twenty bytes. */
final class IpOptions {
  private IpOptions() {}

  /** One with a router alert, one with forty bytes of "record route". */
  static void datagram(Trace trace, double at) {
    Bytes route = new Bytes().u8(7).u8(39).u8(4).zeros(36);
    byte[][] options = {Bytes.of(0x94, 4, 0, 0), route.toArray()};
    for (int i = 0; i < options.length; i++) {
      byte[] frame =
          Frame.of(
              Ethernet.between(Lan.CLIENT.mac(), Lan.SERVER.mac()),
              Ipv4.between(Lan.CLIENT.ip(), Lan.SERVER.ip()).ttl(128).options(options[i]),
              Udp.ports(40_403 + i, 9000),
              Payload.text("low water at 20:19"));
      trace.frame(at + i, frame);
    }
  }
}
