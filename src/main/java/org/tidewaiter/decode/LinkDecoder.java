package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Ethernet, and what its type field leads to; other link types are sent to their decoders. */
final class LinkDecoder {
  private final Frame frame;
  private final NetworkDecoder network;
  private final TagDecoder tags;
  private final LinkTypeDecoder linkTypes;

  LinkDecoder(Frame frame, NetworkDecoder network, TagDecoder tags) {
    this.frame = frame;
    this.network = network;
    this.tags = tags;
    this.linkTypes = new LinkTypeDecoder(frame, this, network, tags);
  }

  /** Decodes the packet at the offset, whose first header is of the link type. */
  DecodeOutcome decode(int linkType, int offset) {
    if (frame.captured(offset) <= 0) {
      return DecodeOutcome.EMPTY;
    }
    return linkType == LinkType.ETHERNET ? ethernet(offset) : linkTypes.decode(linkType, offset);
  }

  DecodeOutcome ethernet(int offset) {
    if (frame.captured(offset) < Ethernet.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    if (Ethernet.hasGroupDestination(bytes, offset)) {
      frame.setBroadcast();
    }
    return type(Ethernet.typeOrLength(bytes, offset), offset + Ethernet.HEADER_LENGTH);
  }

  /** What follows the type field, or the length field of an 802.3 frame. */
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
      case EtherType.ARP:
      case EtherType.RARP:
        return DecodeOutcome.ARP;
      case EtherType.VLAN:
      case EtherType.SERVICE_VLAN:
      case EtherType.OLD_QINQ:
        return tags.vlan(offset);
      case EtherType.MPLS:
      case EtherType.MPLS_UPSTREAM:
        return tags.mpls(offset);
      case EtherType.PPPOE_SESSION:
        return tags.pppoe(offset);
      case EtherType.NSH:
        return tags.nsh(offset);
      case EtherType.BRIDGE_EXTENSION:
      case EtherType.CISCO_METADATA:
        return tags.fixedTag(offset);
      case EtherType.TRANSPARENT_ETHERNET:
        return tags.ethernet(offset);
      case EtherType.FABRIC_PATH:
        return tags.ethernet(offset + FixedTag.FABRIC_PATH_LENGTH);
      case EtherType.BACKBONE_BRIDGE:
        return tags.ethernet(offset + FixedTag.BACKBONE_BRIDGE_LENGTH);
      default:
        return typeOrLength <= Ethernet.MAX_LENGTH
            ? ieee8023(typeOrLength, offset)
            : frame.notIp(NumberSpace.ETHERTYPE, typeOrLength);
    }
  }

  /** A frame with a length instead of a type: LLC, then padding. */
  private DecodeOutcome ieee8023(int length, int offset) {
    frame.endAt(offset + length);
    return llc(offset);
  }

  DecodeOutcome llc(int offset) {
    if (frame.captured(offset) < Llc.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    final int header = Llc.header(bytes, offset);
    if (header == Llc.SNAP) {
      return organisation(offset + Llc.HEADER_LENGTH, Snap.BRIDGE_PAD_LENGTH);
    }
    if (header == Llc.IPV4) {
      return network.ipv4(offset + Llc.HEADER_LENGTH);
    }
    return frame.notIp(NumberSpace.LLC_SAP, Llc.destinationSap(bytes, offset));
  }

  /**
   * Organisation and type, as SNAP and frame relay have them.
   *
   * @param bridgePadLength bytes before a bridged frame
   */
  DecodeOutcome organisation(int offset, int bridgePadLength) {
    if (frame.captured(offset) < Snap.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final int organisation = Snap.organisation(frame.bytes, offset);
    final int type = Snap.type(frame.bytes, offset);
    final int next = offset + Snap.HEADER_LENGTH;
    if (organisation == Snap.ETHERTYPE || organisation == Snap.BRIDGE_TUNNEL) {
      return etherType(type, next);
    }
    return organisation == Snap.BRIDGE && type == Snap.BRIDGED_ETHERNET
        ? tags.ethernet(next + bridgePadLength)
        : frame.notIp(NumberSpace.SNAP_OUI, organisation);
  }

  /** What follows a field that has only ethertypes, never a length. */
  DecodeOutcome etherType(int type, int offset) {
    if (type <= Ethernet.MAX_LENGTH) {
      return frame.notIp(NumberSpace.ETHERTYPE, type);
    }
    return frame.addTag() ? type(type, offset) : DecodeOutcome.TOO_MANY_TAGS;
  }
}
