package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Follows a UDP row that carries another packet.
 *
 * <p>The port says which tunnel it may be, as in Wireshark; the bytes must agree before it is
 * believed.
 */
final class UdpTunnelDecoder {
  /** MPLS in UDP (RFC 7510); there is no header of its own. */
  private static final int MPLS_PORT = 6635;

  private final Frame frame;
  private LinkDecoder link;
  private NetworkDecoder network;
  private TagDecoder tags;
  private WlanDecoder wlan;

  UdpTunnelDecoder(Frame frame) {
    this.frame = frame;
  }

  void connect(LinkDecoder linkDecoder, NetworkDecoder networkDecoder, TagDecoder tagDecoder) {
    link = linkDecoder;
    network = networkDecoder;
    tags = tagDecoder;
    wlan = new WlanDecoder(frame, linkDecoder);
  }

  /** True if one of the ports (source in the upper 16 bits) is that of a tunnel. */
  static boolean isTunnel(int ports) {
    return isTunnelPort(ports & 0xffff) || isTunnelPort(ports >>> 16);
  }

  /**
   * Decodes what the row carries.
   *
   * @param ports source port in the upper, destination port in the lower 16 bits
   * @param offset index of the UDP payload
   */
  void follow(int row, int ports, int offset) {
    final int destination = ports & 0xffff;
    tunnel(isTunnelPort(destination) ? destination : ports >>> 16, row, offset);
  }

  private static boolean isTunnelPort(int port) {
    switch (port) {
      case L2tp.PORT:
      case Gtpu.PORT:
      case Teredo.PORT:
      case Lisp.PORT:
      case Lisp.CONTROL_PORT:
      case Vxlan.PORT:
      case Vxlan.GPE_PORT:
      case Vxlan.LINUX_PORT:
      case Ayiya.PORT:
      case Capwap.PORT:
      case Geneve.PORT:
      case MPLS_PORT:
      case Tzsp.PORT:
        return true;
      default:
        return false;
    }
  }

  private void tunnel(int port, int row, int offset) {
    if (frame.wireEnd <= offset) {
      return;
    }
    switch (port) {
      case L2tp.PORT:
        l2tp(row, offset);
        break;
      case Gtpu.PORT:
        gtpu(row, offset);
        break;
      case Teredo.PORT:
        teredo(row, offset);
        break;
      case Lisp.PORT:
        lisp(row, offset);
        break;
      case Lisp.CONTROL_PORT:
        lispControl(row, offset);
        break;
      case Vxlan.PORT:
      case Vxlan.GPE_PORT:
      case Vxlan.LINUX_PORT:
        vxlan(row, offset);
        break;
      case Ayiya.PORT:
        ayiya(row, offset);
        break;
      case Capwap.PORT:
        capwap(row, offset);
        break;
      case Geneve.PORT:
        geneve(row, offset);
        break;
      case MPLS_PORT:
        mpls(row, offset);
        break;
      default:
        tzsp(row, offset);
        break;
    }
  }

  private void vxlan(int row, int offset) {
    if (isCut(offset, Vxlan.HEADER_LENGTH) || isMismatch(Vxlan.isLikely(frame.bytes, offset))) {
      return;
    }
    if (frame.enter(Tunnel.VXLAN, Vxlan.vni(frame.bytes, offset), row)) {
      final int next = offset + Vxlan.HEADER_LENGTH;
      frame.counters.countInner(
          Vxlan.hasNextProtocol(frame.bytes, offset)
              ? tags.nextProtocol(Nsh.nextProtocol(frame.bytes, offset), next)
              : link.ethernet(next));
    }
  }

  private void geneve(int row, int offset) {
    if (isCut(offset, Geneve.MIN_HEADER_LENGTH)
        || isMismatch(Geneve.isLikely(frame.bytes, offset))
        || isCut(offset, Geneve.headerLength(frame.bytes, offset))) {
      return;
    }
    final ByteBuffer bytes = frame.bytes;
    if (frame.enter(Tunnel.GENEVE, Geneve.vni(bytes, offset), row)) {
      frame.counters.countInner(
          link.etherType(
              Geneve.protocol(bytes, offset), offset + Geneve.headerLength(bytes, offset)));
    }
  }

  private void gtpu(int row, int offset) {
    if (isCut(offset, Gtpu.MIN_HEADER_LENGTH) || isMismatch(Gtpu.isGtp(frame.bytes, offset))) {
      return;
    }
    final ByteBuffer bytes = frame.bytes;
    if (!Gtpu.isUserPacket(bytes, offset)) {
      return;
    }
    final int headerLength = Gtpu.headerLength(bytes, offset, frame.captureEnd);
    if (isCut(offset, headerLength) || isMismatch(Gtpu.end(bytes, offset) <= frame.wireEnd)) {
      return;
    }
    if (frame.enter(Tunnel.GTPU, Gtpu.teid(bytes, offset), row)) {
      frame.endAt(Gtpu.end(bytes, offset));
      frame.counters.countInner(network.ip(offset + headerLength));
    }
  }

  private void teredo(int row, int offset) {
    final int packet = Teredo.packet(frame.bytes, offset, frame.captureEnd);
    if (isCut(packet, Ipv6.HEADER_LENGTH)) {
      return;
    }
    final long first = Ipv6.first(frame.bytes, packet);
    final boolean fits =
        Ipv6.version(first) == 6
            && Ipv6.payloadLength(first) <= frame.wireEnd - packet - Ipv6.HEADER_LENGTH;
    if (!isMismatch(fits) && frame.enter(Tunnel.TEREDO, 0, row)) {
      frame.counters.countInner(network.ipv6(packet));
    }
  }

  private void l2tp(int row, int offset) {
    if (isCut(offset, L2tp.MIN_HEADER_LENGTH)
        || isMismatch(L2tp.isVersion2(frame.bytes, offset))
        || L2tp.isControl(frame.bytes, offset)) {
      return;
    }
    final int headerLength = L2tp.headerLength(frame.bytes, offset, frame.captureEnd);
    if (!isCut(offset, headerLength)
        && frame.enter(Tunnel.L2TP, L2tp.tunnelAndSession(frame.bytes, offset), row)) {
      frame.counters.countInner(tags.ppp(offset + headerLength));
    }
  }

  private void ayiya(int row, int offset) {
    if (isCut(offset, Ayiya.MIN_HEADER_LENGTH)) {
      return;
    }
    final ByteBuffer bytes = frame.bytes;
    final int next = Ayiya.nextHeader(bytes, offset);
    final boolean carriesIp = next == IpProtocol.IPV4 || next == IpProtocol.IPV6;
    if (!Ayiya.isForward(bytes, offset) || isMismatch(carriesIp)) {
      return;
    }
    final int headerLength = Ayiya.headerLength(bytes, offset);
    if (!isCut(offset, headerLength) && frame.enter(Tunnel.AYIYA, 0, row)) {
      frame.counters.countInner(network.ip(offset + headerLength));
    }
  }

  private void lisp(int row, int offset) {
    if (isCut(offset, Lisp.HEADER_LENGTH + 1)) {
      return;
    }
    final int next = offset + Lisp.HEADER_LENGTH;
    if (!isMismatch(network.isIp(next))
        && frame.enter(Tunnel.LISP, Lisp.instance(frame.bytes, offset), row)) {
      frame.counters.countInner(network.ip(next));
    }
  }

  /** A LISP control message may hold another one with its IP and UDP headers. */
  private void lispControl(int row, int offset) {
    if (isCut(offset, Lisp.CONTROL_HEADER_LENGTH + 1)
        || !Lisp.isEncapsulated(frame.bytes, offset)) {
      return;
    }
    final int next = offset + Lisp.CONTROL_HEADER_LENGTH;
    if (!isMismatch(network.isIp(next)) && frame.enter(Tunnel.LISP, 0, row)) {
      frame.counters.countInner(network.ip(next));
    }
  }

  private void capwap(int row, int offset) {
    if (isCut(offset, Capwap.MIN_HEADER_LENGTH)
        || isMismatch(Capwap.isPlain(frame.bytes, offset))
        || isCut(offset, Capwap.headerLength(frame.bytes, offset))
        || !Capwap.hasFrame(frame.bytes, offset)) {
      return;
    }
    if (frame.enter(Tunnel.CAPWAP, 0, row)) {
      final int binding = Capwap.wirelessBinding(frame.bytes, offset);
      final int next = offset + Capwap.headerLength(frame.bytes, offset);
      if (!Capwap.isNative(frame.bytes, offset)) {
        frame.counters.countInner(link.ethernet(next));
      } else if (binding == Capwap.WBID_IEEE_80211) {
        frame.counters.countInner(wlan.capwap(next));
      } else {
        frame.counters.countInner(frame.notIp(NumberSpace.CAPWAP, binding));
      }
    }
  }

  private void mpls(int row, int offset) {
    if (frame.enter(Tunnel.MPLS, 0, row)) {
      frame.counters.countInner(tags.mpls(offset));
    }
  }

  private void tzsp(int row, int offset) {
    if (isCut(offset, Tzsp.MIN_HEADER_LENGTH) || isMismatch(Tzsp.isPacket(frame.bytes, offset))) {
      return;
    }
    final int headerLength = Tzsp.headerLength(frame.bytes, offset, frame.captureEnd);
    if (isCut(offset, headerLength) || !frame.enter(Tunnel.TZSP, 0, row)) {
      return;
    }
    final int encapsulation = Tzsp.encapsulation(frame.bytes, offset);
    if (encapsulation == Tzsp.ETHERNET) {
      frame.counters.countInner(link.ethernet(offset + headerLength));
    } else if (encapsulation == Tzsp.IEEE_80211) {
      frame.counters.countInner(wlan.ieee80211(offset + headerLength, false));
    } else {
      frame.counters.countInner(frame.notIp(NumberSpace.TZSP, encapsulation));
    }
  }

  /**
   * Counts, and says, that a header does not fit; a length of -1 did not. Without a cut by the
   * capture, what is there is too short to be the tunnel.
   */
  private boolean isCut(int offset, int length) {
    if (length >= 0 && frame.captured(offset) >= length) {
      return false;
    }
    frame.counters.count(
        frame.captureEnd < frame.wireEnd
            ? DecodeEvent.TUNNEL_HEADER_CUT
            : DecodeEvent.TUNNEL_MISMATCH);
    return true;
  }

  /** Counts, and says, that the bytes do not agree with the port. */
  private boolean isMismatch(boolean agrees) {
    if (!agrees) {
      frame.counters.count(DecodeEvent.TUNNEL_MISMATCH);
    }
    return !agrees;
  }
}
