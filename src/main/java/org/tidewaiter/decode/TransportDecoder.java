package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Ports, flags and payload of the transport header; writes the row. */
final class TransportDecoder {
  private final Frame frame;
  private final TunnelDecoder tunnels;
  private final FlowHash flowHash;
  private final boolean vlanInKey;

  /** Set by the caller of {@link #decode}: identification of a fragment, else 0. */
  int fragmentId;

  /** What the header of the current packet says. */
  private int ports;

  private int headerLength;
  private int statedEnd;
  private int flags;
  private byte tcpFlags;

  TransportDecoder(Frame frame, TunnelDecoder tunnels, long hashSeed, boolean vlanInKey) {
    this.frame = frame;
    this.tunnels = tunnels;
    this.flowHash = new FlowHash(hashSeed);
    this.vlanInKey = vlanInKey;
  }

  /**
   * Writes the row of one IP packet and follows it if it is a tunnel.
   *
   * @param offset index of the transport header
   * @param ipFlags what the IP header adds to the row's flags
   */
  DecodeOutcome decode(
      int protocol, int offset, int ipFlags, long srcHigh, long srcLow, long dstHigh, long dstLow) {
    ports = 0;
    headerLength = 0;
    statedEnd = frame.wireEnd;
    flags = ipFlags | frame.linkFlags;
    tcpFlags = 0;
    if ((ipFlags & HeaderColumns.LATER_FRAGMENT) == 0 && !readHeader(protocol, offset)) {
      return DecodeOutcome.TRUNCATED_TRANSPORT;
    }
    final int row = write(protocol, offset, srcHigh, srcLow, dstHigh, dstLow);
    frame.rows++;
    if (protocol != IpProtocol.TCP && (ipFlags & HeaderColumns.LATER_FRAGMENT) == 0) {
      frame.endAt(statedEnd);
      tunnels.follow(row, protocol, ports, offset);
    }
    return DecodeOutcome.FLOW;
  }

  /** Reads what the protocol has; false if the packet ends before the ports. */
  private boolean readHeader(int protocol, int offset) {
    switch (protocol) {
      case IpProtocol.TCP:
        return tcp(offset);
      case IpProtocol.UDP:
        return udp(offset);
      case IpProtocol.ICMP:
      case IpProtocol.ICMPV6:
        return icmp(protocol, offset);
      case IpProtocol.UDP_LITE:
        return fixedHeader(offset, Udp.HEADER_LENGTH);
      case IpProtocol.SCTP:
        return fixedHeader(offset, Sctp.HEADER_LENGTH);
      case IpProtocol.DCCP:
        return dccp(offset);
      default:
        return true;
    }
  }

  private boolean tcp(int offset) {
    final int captured = frame.captured(offset);
    if (captured < Ports.LENGTH) {
      return false;
    }
    final ByteBuffer bytes = frame.bytes;
    ports = Ports.both(bytes, offset);
    flags |= HeaderColumns.HAS_PORTS;
    if (captured < Tcp.FLAGS_END) {
      // Without the data offset the payload's length is not known: none is claimed.
      statedEnd = offset;
      frame.counters.count(DecodeEvent.TRANSPORT_HEADER_CUT);
      return true;
    }
    tcpFlags = Tcp.flags(bytes, offset);
    headerLength = Tcp.headerLength(bytes, offset);
    if (headerLength < Tcp.MIN_HEADER_LENGTH || offset + headerLength > frame.wireEnd) {
      frame.counters.count(
          headerLength >= Tcp.MIN_HEADER_LENGTH && isFirstFragment()
              ? DecodeEvent.TRANSPORT_HEADER_CUT
              : DecodeEvent.TCP_BAD_DATA_OFFSET);
      statedEnd = offset;
    } else if (captured < headerLength) {
      frame.counters.count(DecodeEvent.TRANSPORT_HEADER_CUT);
    }
    return true;
  }

  private boolean udp(int offset) {
    if (!fixedHeader(offset, Udp.HEADER_LENGTH)) {
      return false;
    }
    if (frame.captured(offset) < Udp.HEADER_LENGTH) {
      return true;
    }
    final int length = Udp.length(frame.bytes, offset);
    if (offset + length != frame.wireEnd) {
      udpLength(offset, length);
    }
    return true;
  }

  /** The UDP length is not the IP length: shorter is fine (RFC 9868), 0 stands for the rest. */
  private void udpLength(int offset, int length) {
    if (length >= Udp.HEADER_LENGTH && offset + length < frame.wireEnd) {
      statedEnd = offset + length;
    } else if (length != 0 && !isFirstFragment()) {
      frame.counters.count(DecodeEvent.UDP_BAD_LENGTH);
    }
  }

  /** True if what the header speaks of may lie in later fragments. */
  private boolean isFirstFragment() {
    return (flags & HeaderColumns.FIRST_FRAGMENT) != 0;
  }

  private boolean icmp(int protocol, int offset) {
    if (frame.captured(offset) < Icmp.CODE_END) {
      return false;
    }
    final ByteBuffer bytes = frame.bytes;
    final int type = Icmp.type(bytes, offset);
    int counterpart =
        protocol == IpProtocol.ICMP ? Icmp.counterpart(type) : Icmp.counterpart6(type);
    if (counterpart < 0) {
      counterpart = Icmp.code(bytes, offset);
      flags |= HeaderColumns.ONE_WAY;
    }
    ports = type << 16 | counterpart;
    flags |= HeaderColumns.HAS_PORTS;
    headerLength = Icmp.HEADER_LENGTH;
    return true;
  }

  private boolean dccp(int offset) {
    if (!fixedHeader(offset, Dccp.MIN_HEADER_LENGTH)) {
      return false;
    }
    if (frame.captured(offset) >= Dccp.DATA_OFFSET_END) {
      headerLength = Math.max(headerLength, Dccp.headerLength(frame.bytes, offset));
    }
    return true;
  }

  /** Ports followed by the rest of a header of known length. */
  private boolean fixedHeader(int offset, int length) {
    final int captured = frame.captured(offset);
    if (captured < Ports.LENGTH) {
      return false;
    }
    ports = Ports.both(frame.bytes, offset);
    flags |= HeaderColumns.HAS_PORTS;
    headerLength = length;
    if (captured < length) {
      frame.counters.count(DecodeEvent.TRANSPORT_HEADER_CUT);
    }
    return true;
  }

  private int write(
      int protocol, int offset, long srcHigh, long srcLow, long dstHigh, long dstLow) {
    final HeaderColumns columns = frame.columns;
    final int row = columns.size++;
    final int payloadOffset = Math.min(offset + headerLength, frame.captureEnd);
    columns.packet[row] = frame.packet;
    columns.protocol[row] = (byte) protocol;
    columns.tcpFlags[row] = tcpFlags;
    columns.payloadOffset[row] = payloadOffset;
    columns.payloadLength[row] = Math.max(0, statedEnd - offset - headerLength);
    columns.payloadCaptured[row] =
        Math.max(0, Math.min(statedEnd, frame.captureEnd) - payloadOffset);
    columns.vlan[row] = (short) frame.vlan;
    columns.fragmentId[row] = fragmentId;
    columns.tunnel[row] = (byte) frame.tunnel.ordinal();
    columns.tunnelId[row] = frame.tunnelId;
    columns.parent[row] = frame.parent;

    final boolean fromB = isFromB(srcHigh, srcLow, dstHigh, dstLow);
    final long aHigh = fromB ? dstHigh : srcHigh;
    final long aLow = fromB ? dstLow : srcLow;
    final long bHigh = fromB ? srcHigh : dstHigh;
    final long bLow = fromB ? srcLow : dstLow;
    final int abPorts = fromB ? Integer.rotateLeft(ports, 16) : ports;
    columns.aHigh[row] = aHigh;
    columns.aLow[row] = aLow;
    columns.bHigh[row] = bHigh;
    columns.bLow[row] = bLow;
    columns.ports[row] = abPorts;
    columns.flags[row] = (byte) (fromB ? flags | HeaderColumns.FROM_B : flags);
    final long key = HeaderColumns.key(abPorts, protocol, vlanInKey ? frame.vlan : 0, flags);
    columns.key[row] = key;
    columns.hash[row] = flowHash.of(aHigh, aLow, bHigh, bLow, key);
    return row;
  }

  /** True if the destination is the smaller endpoint; one-way ICMP keeps its sender as A. */
  private boolean isFromB(long srcHigh, long srcLow, long dstHigh, long dstLow) {
    if ((flags & HeaderColumns.ONE_WAY) != 0) {
      return false;
    }
    if (srcHigh != dstHigh) {
      return Long.compareUnsigned(srcHigh, dstHigh) > 0;
    }
    if (srcLow != dstLow) {
      return Long.compareUnsigned(srcLow, dstLow) > 0;
    }
    return ports >>> 16 > (ports & 0xffff);
  }
}
