package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Gre;
import org.tidewaiter.captures.frame.Igmp;
import org.tidewaiter.captures.frame.Ipv6Extension;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Ppp;
import org.tidewaiter.captures.frame.Udp;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Trace;

/**
 * Flows that are neither TCP nor UDP nor ICMP: UDP-Lite, ESP, AH around UDP, IGMP, OSPF, PPTP's GRE
 * with PPP, protocol 253, which is for experiments; and a UDP datagram behind IPv4 options.
 */
public final class IpProtocols {
  private final Trace trace = Lan.trace("ip-protocols");

  private IpProtocols() {}

  /** The capture. */
  public static byte[] toByteArray() {
    IpProtocols capture = new IpProtocols();
    capture.between();
    capture.toGroups();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void between() {
    Payload text = Payload.text("low water at 20:19");
    trace
        .ip(1, Lan.CLIENT, Lan.SERVER)
        .client(Udp.lite(40_401, 9000, 8), text)
        .server(Udp.lite(9000, 40_401, 0), text);
    trace.ip(10, Lan.CLIENT, Lan.SERVER).client(esp(0x1001, 1)).server(esp(0x2001, 1));
    trace
        .ip(20, Lan.CLIENT, Lan.SERVER)
        .client(Ipv6Extension.authentication(0x3001, 1), Udp.ports(40_402, 9000), text)
        .server(Ipv6Extension.authentication(0x4001, 1), Udp.ports(9000, 40_402), text);
    Payload linkControl = Payload.hex("0901 0008 d2c8 0001").asEtherType(0xc021);
    trace
        .ip(30, Lan.CLIENT, Lan.SERVER)
        .client(Gre.pptp(7).sequence(1), Ppp.framed(), linkControl)
        .server(Gre.pptp(8).sequence(1).acknowledge(1), Ppp.framed(), linkControl);
    Payload experiment = Payload.text("an experiment").asIpProtocol(253);
    trace.ip(40, Lan.CLIENT, Lan.SERVER).client(experiment).server(experiment);
    IpOptions.datagram(trace, 50);
  }

  private void toGroups() {
    trace.ip(60, Lan.CLIENT, Host.multicast("239.1.2.3")).client(Igmp.reportV2("239.1.2.3"));
    Bytes hello = new Bytes().u8(2).u8(1).u16(44).add(Address.ip(Lan.ROUTER.ip())).zeros(4);
    hello.u16(0).u16(0).zeros(8).add(Address.ip("255.255.0.0")).u16(10).u8(2).u8(1).u32(40);
    hello.add(Address.ip(Lan.ROUTER.ip())).zeros(4);
    byte[] ospf = hello.toArray();
    hello.set16(12, onesComplement(ospf));
    Payload packet = Payload.of(hello.toArray()).asIpProtocol(89);
    trace.ip(70, Lan.ROUTER, Host.multicast("224.0.0.5")).client(packet);
  }

  private Payload esp(long parametersIndex, int sequence) {
    Bytes packet = new Bytes().u32(parametersIndex).u32(sequence).add(trace.randomBytes(88));
    return Payload.of(packet.toArray()).asIpProtocol(50);
  }

  private static int onesComplement(byte[] bytes) {
    int sum = 0;
    for (int i = 0; i < bytes.length; i += 2) {
      sum += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
    }
    return ~((sum & 0xffff) + (sum >> 16)) & 0xffff;
  }
}
