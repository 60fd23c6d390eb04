package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** IPv4 and IPv6: lengths, fragments, extension headers. */
final class NetworkDecoder {
  /** Most IPv6 extension headers that are followed; RFC 8200 knows seven kinds, once each. */
  static final int MAX_EXTENSION_HEADERS = 16;

  private final Frame frame;
  private final TransportDecoder transport;

  NetworkDecoder(Frame frame, TransportDecoder transport) {
    this.frame = frame;
    this.transport = transport;
  }

  /** True if the byte at the offset, which must be there, can begin an IP header. */
  boolean isIp(int offset) {
    final int version = Ipv4.version(frame.bytes, offset);
    return version == 4 || version == 6;
  }

  /** IP of either version, told by its first four bits. */
  DecodeOutcome ip(int offset) {
    if (frame.captured(offset) <= 0) {
      return DecodeOutcome.TRUNCATED_NETWORK;
    }
    return Ipv4.version(frame.bytes, offset) == 6 ? ipv6(offset) : ipv4(offset);
  }

  /** What an address family stands for. */
  DecodeOutcome family(int family, int offset) {
    if (AddressFamily.isIpv4(family)) {
      return ipv4(offset);
    }
    return AddressFamily.isIpv6(family)
        ? ipv6(offset)
        : frame.notIp(NumberSpace.ADDRESS_FAMILY, family);
  }

  DecodeOutcome ipv4(int offset) {
    if (frame.captured(offset) < Ipv4.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_NETWORK;
    }
    final ByteBuffer bytes = frame.bytes;
    final long first = Ipv4.first(bytes, offset);
    if (Ipv4.version(first) != 4) {
      return DecodeOutcome.MALFORMED_VERSION;
    }
    final int headerLength = Ipv4.headerLength(first);
    if (headerLength < Ipv4.MIN_HEADER_LENGTH) {
      return DecodeOutcome.MALFORMED_HEADER_LENGTH;
    }
    if (frame.captured(offset) < headerLength) {
      return DecodeOutcome.TRUNCATED_NETWORK;
    }
    final int totalLength = Ipv4.totalLength(first);
    if (totalLength == 0) {
      frame.counters.count(DecodeEvent.ZERO_TOTAL_LENGTH);
    } else if (totalLength < headerLength) {
      return DecodeOutcome.MALFORMED_TOTAL_LENGTH;
    } else {
      endAt(offset + totalLength);
    }
    final long second = Ipv4.second(bytes, offset);
    frame.setAddresses4(Ipv4.source(second), Ipv4.destination(bytes, offset));
    int flags = 0;
    if (Ipv4.isFragment(first)) {
      flags = fragment(Ipv4.isLaterFragment(first));
      frame.setFragment(Ipv4.identification(first));
    }
    final int protocol = Ipv4.protocol(second);
    final int next = offset + headerLength;
    if (protocol == IpProtocol.AH && (flags & HeaderColumns.LATER_FRAGMENT) == 0) {
      return ipv4Authenticated(next, flags);
    }
    return transport.decode(protocol, next, flags);
  }

  /** AH in IPv4: the flow is that of the protocol behind it. */
  private DecodeOutcome ipv4Authenticated(int next, int flags) {
    final ByteBuffer bytes = frame.bytes;
    int protocol = IpProtocol.AH;
    int start = next;
    for (int headers = 0; protocol == IpProtocol.AH; headers++) {
      if (frame.captured(start) < Ipv6Extension.MIN_LENGTH || headers == MAX_EXTENSION_HEADERS) {
        return DecodeOutcome.TRUNCATED_TRANSPORT;
      }
      frame.counters.count(DecodeEvent.AUTHENTICATION_HEADER);
      protocol = Ipv6Extension.nextHeader(bytes, start);
      start += Ipv6Extension.length(IpProtocol.AH, bytes, start);
    }
    return transport.decode(protocol, start, flags);
  }

  DecodeOutcome ipv6(int offset) {
    if (frame.captured(offset) < Ipv6.HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_NETWORK;
    }
    final ByteBuffer bytes = frame.bytes;
    final long first = Ipv6.first(bytes, offset);
    if (Ipv6.version(first) != 6) {
      return DecodeOutcome.MALFORMED_VERSION;
    }
    final int payloadLength = Ipv6.payloadLength(first);
    if (payloadLength == 0) {
      frame.counters.count(DecodeEvent.ZERO_TOTAL_LENGTH);
    } else {
      endAt(offset + Ipv6.HEADER_LENGTH + payloadLength);
    }
    frame.setAddresses6(offset);
    final int next = Ipv6.nextHeader(first);
    if (Ipv6Extension.isExtension(next)) {
      return extensions(next, offset + Ipv6.HEADER_LENGTH);
    }
    return transport.decode(next, offset + Ipv6.HEADER_LENGTH, HeaderColumns.IPV6);
  }

  private DecodeOutcome extensions(int firstProtocol, int firstOffset) {
    final ByteBuffer bytes = frame.bytes;
    int flags = HeaderColumns.IPV6;
    int protocol = firstProtocol;
    int offset = firstOffset;
    for (int headers = 0; Ipv6Extension.isExtension(protocol); headers++) {
      if (headers == MAX_EXTENSION_HEADERS) {
        frame.counters.count(DecodeEvent.EXTENSION_LIMIT);
        break;
      }
      if (frame.captured(offset) < Ipv6Extension.MIN_LENGTH) {
        return DecodeOutcome.TRUNCATED_NETWORK;
      }
      final int next = Ipv6Extension.nextHeader(bytes, offset);
      if (protocol == IpProtocol.FRAGMENT) {
        if (Ipv6Extension.isFragment(bytes, offset)) {
          flags |= fragment(Ipv6Extension.isLaterFragment(bytes, offset));
          frame.setFragment(Ipv6Extension.identification(bytes, offset));
        } else {
          frame.counters.count(DecodeEvent.ATOMIC_FRAGMENT);
        }
      } else if (protocol == IpProtocol.AH) {
        frame.counters.count(DecodeEvent.AUTHENTICATION_HEADER);
      } else if (next == IpProtocol.NO_NEXT_HEADER && isUpperLayer(protocol)) {
        break;
      }
      offset += Ipv6Extension.length(protocol, bytes, offset);
      protocol = next;
      if ((flags & HeaderColumns.LATER_FRAGMENT) != 0) {
        break;
      }
    }
    return transport.decode(protocol, offset, flags);
  }

  /** Headers that are messages in themselves when nothing follows (RFC 6275, 7401, 5533). */
  private static boolean isUpperLayer(int protocol) {
    return protocol == IpProtocol.MOBILITY
        || protocol == IpProtocol.HIP
        || protocol == IpProtocol.SHIM6;
  }

  private int fragment(boolean later) {
    frame.counters.count(later ? DecodeEvent.LATER_FRAGMENT : DecodeEvent.FIRST_FRAGMENT);
    return later ? HeaderColumns.LATER_FRAGMENT : HeaderColumns.FIRST_FRAGMENT;
  }

  private void endAt(int end) {
    if (end > frame.wireEnd) {
      frame.counters.count(DecodeEvent.LENGTH_BEYOND_FRAME);
    }
    frame.endAt(end);
  }
}
