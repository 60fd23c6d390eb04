package org.tidewaiter.decode;

import java.nio.MappedByteBuffer;

/**
 * The shape that nearly every packet has, in one straight line: Ethernet, at most one VLAN tag,
 * IPv4 without options and no fragment, or IPv6 without extension headers, then TCP or UDP in no
 * tunnel, headers captured whole and lengths that agree.
 *
 * <p>It knows nothing that the decoders of the layers do not know: what it takes, they would decode
 * to the same columns without counting an event, and what is unusual in any way it leaves to them.
 * It is here because most of the time of decoding goes into looks into the buffer and calls between
 * the layers; so it reads words of eight bytes, several fields at once.
 */
final class PlainDecoder {
  /** Bytes that must be there: Ethernet, IPv4, TCP. No look goes beyond them. */
  private static final int MIN_CAPTURED =
      Ethernet.HEADER_LENGTH + Ipv4.MIN_HEADER_LENGTH + Tcp.MIN_HEADER_LENGTH;

  /** The same for IPv6, with a VLAN tag and UDP. */
  private static final int MIN_CAPTURED_IPV6 =
      Ethernet.HEADER_LENGTH + Vlan.HEADER_LENGTH + Ipv6.HEADER_LENGTH + Udp.HEADER_LENGTH;

  /** Ethertype, and the first byte behind it: version 4, header of 20 bytes. */
  private static final int IPV4 = EtherType.IPV4 << 8 | 0x45;

  /** Ethertype, and the first four bits behind it. */
  private static final int IPV6 = EtherType.IPV6 << 4 | 6;

  /** More fragments, and the fragment offset, where they stand in a word. */
  private static final long FRAGMENT = 0x3fffL << 48;

  private final RowWriter rows;

  PlainDecoder(RowWriter rows) {
    this.rows = rows;
  }

  /**
   * Writes the row of a packet if it has the usual shape.
   *
   * @param at index of the Ethernet header
   * @param captured bytes that were captured
   * @param wire bytes that were on the wire
   * @return false if it has not, and nothing was done
   */
  boolean decode(MappedByteBuffer bytes, int packet, int at, int captured, int wire) {
    if (captured < MIN_CAPTURED) {
      return false;
    }
    int network = at + Ethernet.HEADER_LENGTH;
    int vlan = 0;
    // The type and the first six bytes of IP.
    long first = bytes.getLong(network - 2);
    if (first >>> 48 == EtherType.VLAN) {
      vlan = (int) (first >>> 32) & Vlan.NUMBER_MASK;
      network += Vlan.HEADER_LENGTH;
      first = bytes.getLong(network - 2);
    }
    int flags = HeaderColumns.HAS_PORTS;
    if (Ethernet.hasGroupDestination(bytes, at)) {
      flags |= HeaderColumns.LINK_BROADCAST;
    }
    final int protocol;
    final int transport;
    final int end;
    long sourceHigh = 0;
    long destinationHigh = 0;
    final long sourceLow;
    final long destinationLow;
    if (first >>> 40 == IPV4) {
      // From the fragment offset to half of the source, and from there into the source port.
      final long second = bytes.getLong(network + 6);
      final long third = bytes.getLong(network + 14);
      if ((second & FRAGMENT) != 0) {
        return false;
      }
      protocol = (int) (second >>> 32) & 0xff;
      transport = network + Ipv4.MIN_HEADER_LENGTH;
      end = network + ((int) (first >>> 16) & 0xffff);
      sourceLow = Ipv4.mapped(second << 16 | third >>> 48);
      destinationLow = Ipv4.mapped(third >>> 16);
    } else if (first >>> 44 == IPV6 && captured >= MIN_CAPTURED_IPV6) {
      flags |= HeaderColumns.IPV6;
      protocol = Ipv6.nextHeader(bytes, network);
      transport = network + Ipv6.HEADER_LENGTH;
      end = transport + ((int) first & 0xffff);
      sourceHigh = Ipv6.sourceHigh(bytes, network);
      sourceLow = Ipv6.sourceLow(bytes, network);
      destinationHigh = Ipv6.destinationHigh(bytes, network);
      destinationLow = Ipv6.destinationLow(bytes, network);
    } else {
      return false;
    }
    if (end - at > wire) {
      return false;
    }
    final int captureEnd = Math.min(end, at + captured);
    // The ports, and the length where the protocol is UDP.
    final long head = bytes.getLong(transport);
    final int ports = (int) (head >>> 32);
    int payload = transport + Udp.HEADER_LENGTH;
    int tcpFlags = 0;
    if (protocol == IpProtocol.TCP) {
      if (captureEnd - transport < Tcp.MIN_HEADER_LENGTH) {
        return false;
      }
      final int lengthAndFlags = Tcp.lengthAndFlags(bytes, transport);
      tcpFlags = lengthAndFlags;
      payload = transport + Tcp.headerLength(lengthAndFlags);
      if (payload - transport < Tcp.MIN_HEADER_LENGTH) {
        return false;
      }
    } else if (protocol != IpProtocol.UDP
        || ((int) head >>> 16) != end - transport
        || UdpTunnelDecoder.isTunnel(ports)) {
      return false;
    }
    if (payload > captureEnd) {
      return false;
    }
    rows.write(
        packet,
        protocol,
        flags,
        tcpFlags,
        vlan,
        ports,
        sourceHigh,
        sourceLow,
        destinationHigh,
        destinationLow,
        payload,
        end - payload,
        captureEnd - payload);
    return true;
  }
}
