package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Follows a row that carries another packet by its IP protocol; UDP is handed on. */
final class TunnelDecoder {
  private final Frame frame;
  private final UdpTunnelDecoder udpTunnels;
  private LinkDecoder link;
  private NetworkDecoder network;
  private TagDecoder tags;

  TunnelDecoder(Frame frame) {
    this.frame = frame;
    this.udpTunnels = new UdpTunnelDecoder(frame);
  }

  /** Tunnels lead back to the layers before them. */
  void connect(LinkDecoder linkDecoder, NetworkDecoder networkDecoder, TagDecoder tagDecoder) {
    link = linkDecoder;
    network = networkDecoder;
    tags = tagDecoder;
    udpTunnels.connect(linkDecoder, networkDecoder, tagDecoder);
  }

  /**
   * Decodes what the row carries, if it is a tunnel; adds rows for it.
   *
   * @param offset index of what follows the IP header
   */
  void follow(int row, int protocol, int offset) {
    switch (protocol) {
      case IpProtocol.IPV4:
        if (frame.enter(isIpv6(row) ? Tunnel.IP4_IN_IP6 : Tunnel.IP4_IN_IP4, 0, row)) {
          frame.counters.countInner(network.ipv4(offset));
        }
        break;
      case IpProtocol.IPV6:
        if (frame.enter(isIpv6(row) ? Tunnel.IP6_IN_IP6 : Tunnel.IP6_IN_IP4, 0, row)) {
          frame.counters.countInner(network.ipv6(offset));
        }
        break;
      case IpProtocol.GRE:
        gre(row, offset);
        break;
      case IpProtocol.ETHERIP:
        etherIp(row, offset);
        break;
      case IpProtocol.MPLS:
        if (frame.enter(Tunnel.MPLS, 0, row)) {
          frame.counters.countInner(tags.mpls(offset));
        }
        break;
      default:
        break;
    }
  }

  /** Decodes what a UDP row carries. */
  void followUdp(int row, int ports, int offset) {
    udpTunnels.follow(row, ports, offset);
  }

  private boolean isIpv6(int row) {
    return (frame.columns.flags[row] & HeaderColumns.IPV6) != 0;
  }

  private void etherIp(int row, int offset) {
    if (frame.captured(offset) < EtherIp.HEADER_LENGTH) {
      frame.counters.count(DecodeEvent.TUNNEL_HEADER_CUT);
    } else if (!EtherIp.isVersion3(frame.bytes, offset)) {
      frame.counters.count(DecodeEvent.TUNNEL_MISMATCH);
    } else if (frame.enter(Tunnel.ETHERIP, 0, row)) {
      frame.counters.countInner(link.ethernet(offset + EtherIp.HEADER_LENGTH));
    }
  }

  private void gre(int row, int offset) {
    final ByteBuffer bytes = frame.bytes;
    final int headerLength =
        frame.captured(offset) < Gre.MIN_HEADER_LENGTH
            ? -1
            : Gre.headerLength(bytes, offset, frame.captureEnd);
    if (headerLength < 0) {
      frame.counters.count(DecodeEvent.TUNNEL_HEADER_CUT);
      return;
    }
    final int next = offset + headerLength;
    if (next >= frame.wireEnd) {
      return; // a bare acknowledgement or keepalive
    }
    final int protocol = Gre.protocol(bytes, offset);
    final int key = Gre.key(bytes, offset);
    if (Gre.version(bytes, offset) > 1) {
      frame.counters.count(DecodeEvent.TUNNEL_MISMATCH);
    } else if (protocol == Gre.PPP) {
      if (frame.enter(Tunnel.PPTP, key & 0xffff, row)) {
        frame.counters.countInner(tags.ppp(next));
      }
    } else if (protocol == Gre.ERSPAN_3
        || protocol == Gre.ERSPAN && Gre.hasSequence(bytes, offset)) {
      erspan(row, next);
    } else if (protocol == Gre.ERSPAN) {
      if (frame.enter(Tunnel.ERSPAN, 0, row)) {
        frame.counters.countInner(link.ethernet(next));
      }
    } else if (frame.enter(Tunnel.GRE, key, row)) {
      frame.counters.countInner(link.etherType(protocol, next));
    }
  }

  private void erspan(int row, int offset) {
    final ByteBuffer bytes = frame.bytes;
    if (frame.captured(offset) < Erspan.MIN_HEADER_LENGTH) {
      frame.counters.count(DecodeEvent.TUNNEL_HEADER_CUT);
      return;
    }
    final int version = Erspan.version(bytes, offset);
    if (version != Erspan.VERSION_2 && version != Erspan.VERSION_3) {
      frame.counters.count(DecodeEvent.TUNNEL_MISMATCH);
      return;
    }
    final int headerLength = Erspan.headerLength(bytes, offset, frame.captureEnd);
    if (headerLength < 0) {
      frame.counters.count(DecodeEvent.TUNNEL_HEADER_CUT);
      return;
    }
    if (frame.enter(Tunnel.ERSPAN, Erspan.session(bytes, offset), row)) {
      frame.vlan = Erspan.vlan(bytes, offset);
      frame.counters.countInner(mirrored(Erspan.frameType(bytes, offset), offset + headerLength));
    }
  }

  private DecodeOutcome mirrored(int frameType, int offset) {
    if (frameType == Erspan.FRAME_ETHERNET) {
      return link.ethernet(offset);
    }
    return frameType == Erspan.FRAME_IP
        ? network.ip(offset)
        : frame.notIp(NumberSpace.ERSPAN, frameType);
  }
}
