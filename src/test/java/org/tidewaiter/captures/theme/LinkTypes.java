package org.tidewaiter.captures.theme;

import java.nio.ByteOrder;
import java.util.List;
import org.tidewaiter.captures.file.LinkType;
import org.tidewaiter.captures.file.Option;
import org.tidewaiter.captures.file.Pcapng;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.CiscoHdlc;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.LinuxCooked;
import org.tidewaiter.captures.frame.Llc;
import org.tidewaiter.captures.frame.Loopback;
import org.tidewaiter.captures.frame.Ppp;
import org.tidewaiter.captures.frame.Wireless;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Link;
import org.tidewaiter.captures.talk.Trace;
import org.tidewaiter.captures.talk.TracePacket;

/**
 * One pcapng file that libpcap refuses: thirteen interfaces of thirteen link types with different
 * snaplens in a little-endian section, a web page and a DNS question on each from client ports
 * 45001 and 46001 on; then a big-endian section with other clocks, simple and obsolete packet
 * blocks, and blocks that a reader should skip.
 */
public final class LinkTypes {
  private static final String ACCESS_POINT = "02:00:00:00:01:ff";
  private static final Link NOTHING = (from, to) -> List.of();

  private record Interface(int linkType, int snaplen, Link link) {}

  private static final List<Interface> INTERFACES =
      List.of(
          new Interface(LinkType.ETHERNET, 262_144, Link.ETHERNET),
          new Interface(LinkType.RAW, 0, NOTHING),
          new Interface(LinkType.IPV4, 128, NOTHING),
          new Interface(LinkType.IPV6, 256, NOTHING),
          new Interface(LinkType.NULL, 96, (f, t) -> List.of(Loopback.littleEndian(30))),
          new Interface(LinkType.LOOP, 65_535, (f, t) -> List.of(Loopback.bigEndian(24))),
          new Interface(LinkType.PPP, 1600, (f, t) -> List.of(Ppp.framed())),
          new Interface(LinkType.C_HDLC, 1600, (f, t) -> List.of(CiscoHdlc.unicast())),
          new Interface(LinkType.LINUX_SLL, 200, (f, t) -> List.of(LinuxCooked.v1(3, f.mac()))),
          new Interface(LinkType.LINUX_SLL2, 200, (f, t) -> List.of(LinuxCooked.v2(3, f.mac()))),
          new Interface(LinkType.IEEE802_11, 2304, (f, t) -> List.of(wireless(f, t), Llc.snap())),
          new Interface(
              LinkType.IEEE802_11_RADIOTAP,
              2400,
              (f, t) -> List.of(wireless(f, t).withQuality().withRadiotap(), Llc.snap())),
          new Interface(
              LinkType.ETHERNET,
              1518,
              (f, t) -> List.of(Ethernet.between(f.mac(), t.mac()).withLength(), Llc.snap())));

  private LinkTypes() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Pcapng file = new Pcapng();
    file.section(ByteOrder.LITTLE_ENDIAN, Option.comment("one interface per link type"));
    Trace trace = Lan.trace("link-types");
    for (int i = 0; i < INTERFACES.size(); i++) {
      Interface one = INTERFACES.get(i);
      file.networkInterface(one.linkType, one.snaplen, Option.name("if" + i));
      trace.onInterface(i).link(one.link);
      boolean six = one.linkType == LinkType.IPV6;
      Host client = six ? Lan.CLIENT6 : Lan.CLIENT;
      Host server = six ? Lan.SERVER6 : Lan.SERVER;
      Lan.web(trace, 10 * i, client, 45_001 + i, server, 80);
      Lan.lookup(trace, 10 * i + 5, client, 46_001 + i, server);
    }
    file.packets(trace.packets());
    secondSection(file);
    return file.toByteArray();
  }

  private static void secondSection(Pcapng file) {
    file.section(ByteOrder.BIG_ENDIAN, Option.comment("other clocks, old blocks"));
    long offset = 1_000_000_000L;
    file.networkInterface(LinkType.ETHERNET, 262_144, Option.resolutionPower10(9));
    file.networkInterface(LinkType.ETHERNET, 262_144, Option.resolutionPower2(20));
    file.networkInterface(
        LinkType.RAW, 262_144, Option.resolutionPower10(3), Option.timeOffset(offset));
    file.block(0x0bad, Bytes.ofText("a block that nobody knows"));
    file.nameResolution(Bytes.of(10, 1, 0, 80), "server.quay.example");
    Trace trace = Lan.trace("link-types-2");
    Lan.web(trace, 200, Lan.CLIENT, 45_101, Lan.SERVER, 80);
    trace.onInterface(1);
    Lan.web(trace, 210, Lan.CLIENT, 45_102, Lan.SERVER, 80);
    trace.onInterface(2).link(NOTHING);
    Lan.lookup(trace, 220, Lan.CLIENT, 46_103, Lan.SERVER);
    file.packets(trace.packets());
    oldBlocks(file);
    List<TracePacket> all = trace.packets();
    file.statistics(0, all.get(all.size() - 1).timeNanos(), Option.received(10), Option.dropped(2));
  }

  /** Packets as simple blocks, which have no time, and as obsolete ones, which count drops. */
  private static void oldBlocks(Pcapng file) {
    Trace simple = Lan.trace("link-types-3");
    Lan.lookup(simple, 230, Lan.CLIENT, 46_104, Lan.SERVER);
    simple.packets().forEach(packet -> file.simplePacket(packet.bytes()));
    Trace obsolete = Lan.trace("link-types-4");
    Lan.lookup(obsolete, 240, Lan.CLIENT, 46_105, Lan.SERVER);
    obsolete.packets().forEach(packet -> file.obsoletePacket(packet, 3));
  }

  private static Wireless wireless(Host from, Host to) {
    return from.name().equals("client")
        ? Wireless.toAccessPoint(from.mac(), ACCESS_POINT, to.mac())
        : Wireless.fromAccessPoint(ACCESS_POINT, to.mac(), from.mac());
  }
}
