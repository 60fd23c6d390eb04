package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** What may stand between the link header and IP: VLAN tags, MPLS, PPPoE and PPP, NSH. */
final class TagDecoder {
  private final Frame frame;
  private final NetworkDecoder network;
  private LinkDecoder link;

  TagDecoder(Frame frame, NetworkDecoder network) {
    this.frame = frame;
    this.network = network;
  }

  /** Tags lead back to the link: frames in frames. */
  void connect(LinkDecoder linkDecoder) {
    link = linkDecoder;
  }

  DecodeOutcome vlan(int offset) {
    if (frame.captured(offset) < Vlan.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    if (!frame.addTag()) {
      return DecodeOutcome.TOO_MANY_TAGS;
    }
    if (frame.vlan == 0) {
      frame.vlan = Vlan.number(frame.bytes, offset);
    }
    return link.type(Vlan.typeOrLength(frame.bytes, offset), offset + Vlan.HEADER_LENGTH);
  }

  /** A tag of no interest here, with the next type behind it. */
  DecodeOutcome fixedTag(int offset) {
    if (frame.captured(offset) < FixedTag.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return frame.addTag()
        ? link.type(FixedTag.typeOrLength(frame.bytes, offset), offset + FixedTag.HEADER_LENGTH)
        : DecodeOutcome.TOO_MANY_TAGS;
  }

  /** A frame in a frame. */
  DecodeOutcome ethernet(int offset) {
    if (!frame.addTag()) {
      return DecodeOutcome.TOO_MANY_TAGS;
    }
    frame.linkFlags = 0;
    return link.ethernet(offset);
  }

  DecodeOutcome pppoe(int offset) {
    if (frame.captured(offset) < Pppoe.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    if (Pppoe.versionType(bytes, offset) != Pppoe.VERSION_TYPE
        || Pppoe.code(bytes, offset) != Pppoe.SESSION_DATA) {
      return DecodeOutcome.MALFORMED_LINK;
    }
    if (!frame.addTag()) {
      return DecodeOutcome.TOO_MANY_TAGS;
    }
    frame.endAt(offset + Pppoe.HEADER_LENGTH + Pppoe.length(bytes, offset));
    frame.nameTunnel(Tunnel.PPPOE, Pppoe.session(bytes, offset));
    return ppp(offset + Pppoe.HEADER_LENGTH);
  }

  DecodeOutcome ppp(int offset) {
    final ByteBuffer bytes = frame.bytes;
    final int start = Ppp.protocolOffset(bytes, offset, frame.captureEnd);
    if (start < 0) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final int protocol = Ppp.protocol(bytes, start);
    final int next = start + Ppp.protocolLength(bytes, start);
    switch (protocol) {
      case Ppp.IPV4:
        return network.ipv4(next);
      case Ppp.IPV6:
        return network.ipv6(next);
      case Ppp.MPLS:
      case Ppp.MPLS_UPSTREAM:
        return mpls(next);
      default:
        return frame.notIp(NumberSpace.PPP, protocol);
    }
  }

  DecodeOutcome nsh(int offset) {
    if (frame.captured(offset) < Nsh.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    final int headerLength = Nsh.headerLength(bytes, offset);
    if (headerLength < Nsh.MIN_HEADER_LENGTH) {
      return DecodeOutcome.MALFORMED_LINK;
    }
    if (!frame.addTag()) {
      return DecodeOutcome.TOO_MANY_TAGS;
    }
    frame.nameTunnel(Tunnel.NSH, Nsh.service(bytes, offset));
    return nextProtocol(Nsh.nextProtocol(bytes, offset), offset + headerLength);
  }

  /** What follows NSH, or VXLAN with a next protocol. */
  DecodeOutcome nextProtocol(int nextProtocol, int offset) {
    switch (nextProtocol) {
      case Nsh.NEXT_IPV4:
        return network.ipv4(offset);
      case Nsh.NEXT_IPV6:
        return network.ipv6(offset);
      case Nsh.NEXT_ETHERNET:
        return ethernet(offset);
      case Nsh.NEXT_NSH:
        return nsh(offset);
      case Nsh.NEXT_MPLS:
        return mpls(offset);
      default:
        return frame.notIp(NumberSpace.NSH, nextProtocol);
    }
  }

  DecodeOutcome mpls(int offset) {
    final ByteBuffer bytes = frame.bytes;
    int entry = offset;
    while (true) {
      if (frame.captured(entry) < Mpls.ENTRY_LENGTH) {
        return DecodeOutcome.TRUNCATED_LINK;
      }
      if (!frame.addTag()) {
        return DecodeOutcome.TOO_MANY_TAGS;
      }
      if (Mpls.isBottom(bytes, entry)) {
        final int label = Mpls.label(bytes, entry);
        frame.nameTunnel(Tunnel.MPLS, label);
        return mplsPayload(label, entry + Mpls.ENTRY_LENGTH);
      }
      entry += Mpls.ENTRY_LENGTH;
    }
  }

  /**
   * MPLS does not say what it carries. IP is told by its first four bits (RFC 4928); but a frame's
   * destination address may begin with the same, so where there is what looks like an Ethernet
   * header, only a right checksum (IPv4) or a length that fits exactly (IPv6) speak for IP.
   */
  private DecodeOutcome mplsPayload(int label, int offset) {
    if (label == Mpls.IPV4_EXPLICIT_NULL) {
      return network.ipv4(offset);
    }
    if (label == Mpls.IPV6_EXPLICIT_NULL) {
      return network.ipv6(offset);
    }
    if (frame.captured(offset) <= 0) {
      return DecodeOutcome.TRUNCATED_NETWORK;
    }
    final boolean isEthernet = looksLikeEthernet(offset);
    final int firstBits = Ipv4.version(frame.bytes, offset);
    if (firstBits == 4 && (!isEthernet || hasIpv4Checksum(offset))) {
      return network.ipv4(offset);
    }
    if (firstBits == 6 && (!isEthernet || hasIpv6Length(offset))) {
      return network.ipv6(offset);
    }
    if (firstBits == 0 && looksLikeEthernet(offset + Mpls.CONTROL_WORD_LENGTH)) {
      return ethernet(offset + Mpls.CONTROL_WORD_LENGTH);
    }
    return isEthernet ? ethernet(offset) : frame.notIp(NumberSpace.MPLS_PAYLOAD, firstBits);
  }

  private boolean hasIpv4Checksum(int offset) {
    return frame.captured(offset) >= Ipv4.MIN_HEADER_LENGTH
        && frame.captured(offset) >= Ipv4.headerLength(Ipv4.first(frame.bytes, offset))
        && Ipv4.hasRightChecksum(frame.bytes, offset);
  }

  private boolean hasIpv6Length(int offset) {
    return frame.captured(offset) >= Ipv6.HEADER_LENGTH
        && Ipv6.payloadLength(Ipv6.first(frame.bytes, offset))
            == frame.wireEnd - offset - Ipv6.HEADER_LENGTH;
  }

  private boolean looksLikeEthernet(int offset) {
    return frame.captured(offset) >= Ethernet.HEADER_LENGTH
        && EtherType.isFrequent(Ethernet.typeOrLength(frame.bytes, offset));
  }
}
