package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Link types that put a header of the capturing system before what was captured. */
final class CaptureHeaderDecoder {
  private final Frame frame;
  private final LinkDecoder link;
  private final NetworkDecoder network;

  CaptureHeaderDecoder(Frame frame, LinkDecoder link, NetworkDecoder network) {
    this.frame = frame;
    this.link = link;
    this.network = network;
  }

  DecodeOutcome decode(int linkType, int offset) {
    switch (linkType) {
      case LinkType.PPI:
        return ppi(offset);
      case LinkType.PKTAP:
        return pktap(offset);
      case LinkType.NFLOG:
        return nflog(offset);
      case LinkType.PFLOG:
        return pflog(offset);
      case LinkType.IPNET:
        return solarisIpnet(offset);
      case LinkType.IPOIB:
        return ipOverInfiniband(offset);
      case LinkType.JUNIPER_ETHER:
        return juniperEthernet(offset);
      default:
        frame.counters.count(NumberSpace.LINK_TYPE, linkType, frame.rows() > 0);
        return DecodeOutcome.UNSUPPORTED_LINK_TYPE;
    }
  }

  private DecodeOutcome ppi(int offset) {
    if (frame.captured(offset) < Ppi.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return wrapped(
        Ppi.linkType(frame.bytes, offset),
        offset,
        Ppi.headerLength(frame.bytes, offset),
        Ppi.MIN_HEADER_LENGTH);
  }

  private DecodeOutcome pktap(int offset) {
    if (frame.captured(offset) < Pktap.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return wrapped(
        Pktap.linkType(frame.bytes, offset),
        offset,
        Pktap.headerLength(frame.bytes, offset),
        Pktap.MIN_HEADER_LENGTH);
  }

  private DecodeOutcome wrapped(int linkType, int offset, int headerLength, int minHeaderLength) {
    if (headerLength < minHeaderLength) {
      return DecodeOutcome.MALFORMED_LINK;
    }
    if (headerLength >= frame.captured(offset)) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return frame.addTag()
        ? link.decode(linkType, offset + headerLength)
        : DecodeOutcome.TOO_MANY_TAGS;
  }

  private DecodeOutcome nflog(int offset) {
    if (frame.captured(offset) < Nflog.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    final int attribute = Nflog.payloadAttribute(bytes, offset, frame.captureEnd);
    if (attribute < 0) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    frame.endAt(Nflog.valueEnd(bytes, attribute, frame.captureEnd));
    return network.family(Nflog.family(bytes, offset), Nflog.value(attribute));
  }

  private DecodeOutcome pflog(int offset) {
    if (frame.captured(offset) < Pflog.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return network.family(
        Pflog.family(frame.bytes, offset), offset + Pflog.headerLength(frame.bytes, offset));
  }

  private DecodeOutcome solarisIpnet(int offset) {
    if (frame.captured(offset) < SolarisIpnet.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return network.family(
        SolarisIpnet.family(frame.bytes, offset), offset + SolarisIpnet.HEADER_LENGTH);
  }

  private DecodeOutcome ipOverInfiniband(int offset) {
    if (frame.captured(offset) < IpOverInfiniband.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return link.etherType(
        IpOverInfiniband.type(frame.bytes, offset), offset + IpOverInfiniband.HEADER_LENGTH);
  }

  private DecodeOutcome juniperEthernet(int offset) {
    if (frame.captured(offset) < JuniperEthernet.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return JuniperEthernet.hasFrame(frame.bytes, offset)
        ? link.ethernet(offset + JuniperEthernet.headerLength(frame.bytes, offset))
        : DecodeOutcome.MALFORMED_LINK;
  }
}
