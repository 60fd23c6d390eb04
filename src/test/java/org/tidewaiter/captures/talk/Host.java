package org.tidewaiter.captures.talk;

import java.util.HexFormat;
import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Ipv6;
import org.tidewaiter.captures.frame.Layer;

/**
 * Somebody who sends and receives, as seen from where the capture is taken.
 *
 * @param name short name, used by messages that carry one
 * @param mac hardware address; for a host beyond a router the router's
 * @param ip numeric IPv4 or IPv6 address
 * @param stack what its TCP looks like
 * @param hops routers between it and the capture
 * @param replyMicros time until its answer to a packet is seen, in microseconds
 */
public record Host(String name, String mac, String ip, TcpStack stack, int hops, int replyMicros) {

  /** A Windows host on the captured network. */
  public static Host windows(String name, String mac, String ip) {
    return new Host(name, mac, ip, TcpStack.WINDOWS, 0, 260);
  }

  /** A Linux host on the captured network. */
  public static Host linux(String name, String mac, String ip) {
    return new Host(name, mac, ip, TcpStack.LINUX, 0, 180);
  }

  /** A Linux host beyond a router. */
  public static Host remote(String name, Host router, String ip, int hops, int roundTripMicros) {
    return new Host(name, router.mac, ip, TcpStack.LINUX, hops, roundTripMicros);
  }

  /** All hosts of an IPv4 network, by its broadcast address. */
  public static Host broadcast(String ip) {
    return new Host("broadcast", Ethernet.BROADCAST, ip, TcpStack.LINUX, 0, 0);
  }

  /** A multicast group, its hardware address made of the IP address (RFC 1112, RFC 2464). */
  public static Host multicast(String ip) {
    byte[] address = Address.ip(ip);
    int n = address.length;
    Bytes mac = new Bytes();
    if (n == 4) {
      mac.u24(0x01005e).u8(address[1] & 0x7f).u8(address[2]).u8(address[3]);
    } else {
      mac.u16(0x3333).u8(address[n - 4]).u8(address[n - 3]).u8(address[n - 2]).u8(address[n - 1]);
    }
    String written = HexFormat.ofDelimiter(":").formatHex(mac.toArray());
    return new Host("multicast", written, ip, TcpStack.LINUX, 0, 0);
  }

  /** The same host with another of its addresses. */
  public Host withIp(String address) {
    return new Host(name, mac, address, stack, hops, replyMicros);
  }

  /** The same host with another TCP. */
  public Host withStack(TcpStack other) {
    return new Host(name, mac, ip, other, hops, replyMicros);
  }

  /** The IP header of a packet from here; {@code identification} is for IPv4 only. */
  public Layer ipTo(Host receiver, int identification, boolean dontFragment) {
    int ttl = receiver.isGroup() ? groupTtl(receiver.ip) : stack.ttl() - hops;
    if (Address.isIpv6(ip)) {
      return Ipv6.between(ip, receiver.ip).hopLimit(ttl);
    }
    Ipv4 header = Ipv4.between(ip, receiver.ip).ttl(ttl).id(identification);
    return dontFragment ? header.dontFragment() : header;
  }

  private boolean isGroup() {
    return ip.startsWith("ff") || ip.startsWith("224.") || ip.startsWith("239.");
  }

  /** One hop, except for mDNS (RFC 6762 section 11). */
  private static int groupTtl(String group) {
    return group.equals("224.0.0.251") || group.equals("ff02::fb") ? 255 : 1;
  }
}
