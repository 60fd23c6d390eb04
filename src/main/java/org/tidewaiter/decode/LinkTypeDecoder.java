package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Link types other than Ethernet: from the capture's header to the network's. */
final class LinkTypeDecoder {
  private final Frame frame;
  private final LinkDecoder link;
  private final NetworkDecoder network;
  private final TagDecoder tags;
  private final WlanDecoder wlan;
  private final CaptureHeaderDecoder captureHeaders;

  LinkTypeDecoder(Frame frame, LinkDecoder link, NetworkDecoder network, TagDecoder tags) {
    this.frame = frame;
    this.link = link;
    this.network = network;
    this.tags = tags;
    this.wlan = new WlanDecoder(frame, link);
    this.captureHeaders = new CaptureHeaderDecoder(frame, link, network);
  }

  DecodeOutcome decode(int linkType, int offset) {
    switch (linkType) {
      case LinkType.RAW_BSD:
      case LinkType.RAW_OPENBSD:
      case LinkType.RAW:
      case LinkType.IPV4:
      case LinkType.IPV6:
        return network.ip(offset);
      case LinkType.NULL:
      case LinkType.LOOP:
        return loopback(offset);
      case LinkType.LINUX_SLL:
        return linuxSll(offset);
      case LinkType.LINUX_SLL2:
        return linuxSll2(offset);
      case LinkType.PPP:
      case LinkType.PPP_HDLC:
        return CiscoHdlc.hasAddress(frame.bytes, offset) ? ciscoHdlc(offset) : tags.ppp(offset);
      case LinkType.PPP_WITH_DIRECTION:
        return tags.ppp(offset + 1);
      case LinkType.PPP_ETHER:
        return tags.pppoe(offset);
      case LinkType.C_HDLC:
        return ciscoHdlc(offset);
      case LinkType.FRELAY:
        return frameRelay(offset);
      case LinkType.ATM_RFC1483:
        return link.llc(offset);
      case LinkType.FDDI:
        return fddi(offset);
      case LinkType.IEEE802_11:
        return wlan.ieee80211(offset, false);
      case LinkType.IEEE802_11_RADIOTAP:
        return wlan.radiotap(offset);
      case LinkType.IEEE802_11_PRISM:
      case LinkType.IEEE802_11_AVS:
        return wlan.prism(offset);
      default:
        return captureHeaders.decode(linkType, offset);
    }
  }

  private DecodeOutcome loopback(int offset) {
    if (frame.captured(offset) < BsdLoopback.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return network.family(
        BsdLoopback.family(frame.bytes, offset), offset + BsdLoopback.HEADER_LENGTH);
  }

  private DecodeOutcome linuxSll(int offset) {
    if (frame.captured(offset) < LinuxSll.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    return cooked(
        LinuxSll.packetType(bytes, offset),
        LinuxSll.protocol(bytes, offset),
        offset + LinuxSll.HEADER_LENGTH);
  }

  private DecodeOutcome linuxSll2(int offset) {
    if (frame.captured(offset) < LinuxSll2.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    return cooked(
        LinuxSll2.packetType(bytes, offset),
        LinuxSll2.protocol(bytes, offset),
        offset + LinuxSll2.HEADER_LENGTH);
  }

  private DecodeOutcome cooked(int packetType, int protocol, int offset) {
    if (LinuxSll.isToGroup(packetType)) {
      frame.setBroadcast();
    }
    return protocol == LinuxSll.LLC ? link.llc(offset) : link.etherType(protocol, offset);
  }

  private DecodeOutcome ciscoHdlc(int offset) {
    if (frame.captured(offset) < CiscoHdlc.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final int type = CiscoHdlc.type(frame.bytes, offset);
    return type == CiscoHdlc.SLARP
        ? frame.notIp(NumberSpace.ETHERTYPE, type)
        : link.etherType(type, offset + CiscoHdlc.HEADER_LENGTH);
  }

  private DecodeOutcome frameRelay(int offset) {
    final ByteBuffer bytes = frame.bytes;
    final int addressLength = FrameRelay.addressLength(bytes, offset, frame.captureEnd);
    int next = offset + addressLength;
    if (addressLength < 0 || frame.captured(next) < FrameRelay.PROTOCOL_LENGTH + 1) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final int first = bytes.get(next) & 0xff;
    if (first != FrameRelay.UNNUMBERED_INFORMATION) {
      final int type = bytes.getShort(next) & 0xffff;
      return link.etherType(type, next + FrameRelay.PROTOCOL_LENGTH);
    }
    next += bytes.get(next + 1) == 0 ? 2 : 1;
    final int nlpid = bytes.get(next) & 0xff;
    switch (nlpid) {
      case FrameRelay.NLPID_IPV4:
        return network.ipv4(next + 1);
      case FrameRelay.NLPID_IPV6:
        return network.ipv6(next + 1);
      case FrameRelay.NLPID_SNAP:
        return link.organisation(next + 1, 0);
      default:
        return frame.notIp(NumberSpace.NLPID, nlpid);
    }
  }

  private DecodeOutcome fddi(int offset) {
    if (frame.captured(offset) < Fddi.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return Fddi.isLlc(frame.bytes, offset)
        ? link.llc(offset + Fddi.HEADER_LENGTH)
        : frame.notIp(NumberSpace.LINK_TYPE, LinkType.FDDI);
  }
}
