package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** From the link header, tags included, to the network header. */
final class LinkDecoder {
  /** Most VLAN tags that are followed; real ones are at most three. */
  static final int MAX_TAGS = 16;

  private final Frame frame;
  private final NetworkDecoder network;

  LinkDecoder(Frame frame, NetworkDecoder network) {
    this.frame = frame;
    this.network = network;
  }

  /** Decodes the packet at the offset, whose first header is of the link type. */
  DecodeOutcome decode(int linkType, int offset) {
    if (linkType == LinkType.ETHERNET) {
      return ethernet(offset);
    }
    if (frame.captured(offset) <= 0) {
      return DecodeOutcome.EMPTY;
    }
    frame.counters.count(NumberSpace.LINK_TYPE, linkType);
    return DecodeOutcome.UNSUPPORTED_LINK_TYPE;
  }

  DecodeOutcome ethernet(int offset) {
    if (frame.captured(offset) < Ethernet.HEADER_LENGTH) {
      return frame.captured(offset) <= 0 ? DecodeOutcome.EMPTY : DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    if (Ethernet.hasGroupDestination(bytes, offset)) {
      frame.linkFlags = HeaderColumns.LINK_BROADCAST;
    }
    return type(Ethernet.typeOrLength(bytes, offset), offset + Ethernet.HEADER_LENGTH);
  }

  /** What follows a type (or 802.3 length) field. */
  DecodeOutcome type(int typeOrLength, int offset) {
    if (typeOrLength == EtherType.IPV4) {
      return network.ipv4(offset);
    }
    if (typeOrLength == EtherType.IPV6) {
      return network.ipv6(offset);
    }
    return rareType(typeOrLength, offset);
  }

  private DecodeOutcome rareType(int typeOrLength, int offset) {
    switch (typeOrLength) {
      case EtherType.VLAN:
      case EtherType.SERVICE_VLAN:
      case EtherType.OLD_QINQ:
        return vlan(offset);
      case EtherType.ARP:
      case EtherType.RARP:
        return DecodeOutcome.ARP;
      default:
        frame.counters.count(NumberSpace.ETHERTYPE, typeOrLength);
        return DecodeOutcome.NOT_IP;
    }
  }

  private DecodeOutcome vlan(int firstTag) {
    int offset = firstTag;
    for (int tags = 0; tags < MAX_TAGS; tags++) {
      if (frame.captured(offset) < Vlan.HEADER_LENGTH) {
        return DecodeOutcome.TRUNCATED_LINK;
      }
      if (frame.vlan == 0) {
        frame.vlan = Vlan.number(frame.bytes, offset);
      }
      final int type = Vlan.typeOrLength(frame.bytes, offset);
      offset += Vlan.HEADER_LENGTH;
      if (type != EtherType.VLAN && type != EtherType.SERVICE_VLAN && type != EtherType.OLD_QINQ) {
        return type(type, offset);
      }
    }
    return DecodeOutcome.TOO_MANY_TAGS;
  }
}
