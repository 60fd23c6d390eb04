package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Ports, flags and payload of the transport header; writes the row. */
final class TransportDecoder {
  private final Frame frame;
  private final TunnelDecoder tunnels;
  private final FlowHash flowHash;
  private final boolean vlanInKey;

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
   * @param flags what the IP header adds to the row's flags
   */
  DecodeOutcome decode(int protocol, int offset, int flags) {
    if ((flags & HeaderColumns.LATER_FRAGMENT) != 0) {
      write(protocol, flags, 0, 0, offset, frame.wireEnd);
      return DecodeOutcome.FLOW;
    }
    switch (protocol) {
      case IpProtocol.TCP:
        return tcp(offset, flags);
      case IpProtocol.UDP:
        return udp(offset, flags);
      case IpProtocol.ICMP:
      case IpProtocol.ICMPV6:
        return icmp(protocol, offset, flags);
      case IpProtocol.UDP_LITE:
      case IpProtocol.SCTP:
      case IpProtocol.DCCP:
        return otherPorts(protocol, offset, flags);
      default:
        final int row = write(protocol, flags, 0, 0, offset, frame.wireEnd);
        tunnels.follow(row, protocol, offset);
        return DecodeOutcome.FLOW;
    }
  }

  private DecodeOutcome tcp(int offset, int flags) {
    final int captured = frame.captured(offset);
    if (captured < Ports.LENGTH) {
      return DecodeOutcome.TRUNCATED_TRANSPORT;
    }
    final ByteBuffer bytes = frame.bytes;
    int tcpFlags = 0;
    int payload = offset;
    int end = offset; // no payload is claimed until the header's length is known
    if (captured >= Tcp.FLAGS_END) {
      tcpFlags = Tcp.flags(bytes, offset);
      payload = offset + Tcp.headerLength(bytes, offset);
      end = frame.wireEnd;
    }
    if (payload - offset < Tcp.MIN_HEADER_LENGTH || payload > frame.captureEnd) {
      end = tcpHeaderNotWhole(offset, payload, flags, end);
    }
    write(
        IpProtocol.TCP,
        flags | HeaderColumns.HAS_PORTS,
        tcpFlags,
        Ports.both(bytes, offset),
        payload,
        end);
    return DecodeOutcome.FLOW;
  }

  /** Counts why; returns where the payload ends, which is the given end if it can be known. */
  private int tcpHeaderNotWhole(int offset, int payload, int flags, int end) {
    if (end == offset || payload - offset >= Tcp.MIN_HEADER_LENGTH && payload <= frame.wireEnd) {
      frame.counters.count(DecodeEvent.TRANSPORT_HEADER_CUT);
      return end;
    }
    final boolean inLaterFragments =
        payload > frame.wireEnd && (flags & HeaderColumns.FIRST_FRAGMENT) != 0;
    frame.counters.count(
        inLaterFragments ? DecodeEvent.TRANSPORT_HEADER_CUT : DecodeEvent.TCP_BAD_DATA_OFFSET);
    return offset;
  }

  private DecodeOutcome udp(int offset, int flags) {
    final int captured = frame.captured(offset);
    if (captured < Ports.LENGTH) {
      return DecodeOutcome.TRUNCATED_TRANSPORT;
    }
    final ByteBuffer bytes = frame.bytes;
    final int ports = Ports.both(bytes, offset);
    final int payload = offset + Udp.HEADER_LENGTH;
    int end = frame.wireEnd;
    if (captured < Udp.HEADER_LENGTH) {
      frame.counters.count(DecodeEvent.TRANSPORT_HEADER_CUT);
    } else if (offset + Udp.length(bytes, offset) != end) {
      end = udpEnd(offset, Udp.length(bytes, offset), flags);
    }
    final int row = write(IpProtocol.UDP, flags | HeaderColumns.HAS_PORTS, 0, ports, payload, end);
    if (UdpTunnelDecoder.isTunnel(ports)) {
      frame.endAt(end);
      tunnels.followUdp(row, ports, payload);
    }
    return DecodeOutcome.FLOW;
  }

  /** The UDP length is not the IP length: shorter is fine (RFC 9868), 0 stands for the rest. */
  private int udpEnd(int offset, int length, int flags) {
    if (length >= Udp.HEADER_LENGTH && offset + length < frame.wireEnd) {
      return offset + length;
    }
    if (length != 0 && (flags & HeaderColumns.FIRST_FRAGMENT) == 0) {
      frame.counters.count(DecodeEvent.UDP_BAD_LENGTH);
    }
    return frame.wireEnd;
  }

  private DecodeOutcome icmp(int protocol, int offset, int flags) {
    if (frame.captured(offset) < Icmp.CODE_END) {
      return DecodeOutcome.TRUNCATED_TRANSPORT;
    }
    final ByteBuffer bytes = frame.bytes;
    final int type = Icmp.type(bytes, offset);
    final int counterpart =
        protocol == IpProtocol.ICMP ? Icmp.counterpart(type) : Icmp.counterpart6(type);
    final boolean oneWay = counterpart < 0;
    write(
        protocol,
        flags | HeaderColumns.HAS_PORTS | (oneWay ? HeaderColumns.ONE_WAY : 0),
        0,
        type << 16 | (oneWay ? Icmp.code(bytes, offset) : counterpart),
        offset + Icmp.HEADER_LENGTH,
        frame.wireEnd);
    return DecodeOutcome.FLOW;
  }

  /** UDP-Lite, SCTP and DCCP. */
  private DecodeOutcome otherPorts(int protocol, int offset, int flags) {
    final int captured = frame.captured(offset);
    if (captured < Ports.LENGTH) {
      return DecodeOutcome.TRUNCATED_TRANSPORT;
    }
    final ByteBuffer bytes = frame.bytes;
    int headerLength = protocol == IpProtocol.SCTP ? Sctp.HEADER_LENGTH : Udp.HEADER_LENGTH;
    if (protocol == IpProtocol.DCCP) {
      headerLength =
          captured < Dccp.DATA_OFFSET_END
              ? Dccp.MIN_HEADER_LENGTH
              : Math.max(Dccp.MIN_HEADER_LENGTH, Dccp.headerLength(bytes, offset));
    }
    if (captured < headerLength) {
      frame.counters.count(DecodeEvent.TRANSPORT_HEADER_CUT);
    }
    write(
        protocol,
        flags | HeaderColumns.HAS_PORTS,
        0,
        Ports.both(bytes, offset),
        offset + headerLength,
        frame.wireEnd);
    return DecodeOutcome.FLOW;
  }

  /**
   * Writes one row.
   *
   * @param payload index of the first payload byte, perhaps behind the captured ones
   * @param end index behind the last payload byte on the wire
   */
  private int write(int protocol, int flags, int tcpFlags, int ports, int payload, int end) {
    final HeaderColumns columns = frame.columns;
    final int row = columns.size++;
    final int payloadOffset = Math.min(payload, frame.captureEnd);
    columns.packet[row] = frame.packet;
    columns.protocol[row] = (byte) protocol;
    columns.tcpFlags[row] = (byte) tcpFlags;
    columns.payloadOffset[row] = payloadOffset;
    columns.payloadLength[row] = Math.max(0, end - payload);
    columns.payloadCaptured[row] = Math.max(0, Math.min(end, frame.captureEnd) - payloadOffset);
    columns.vlan[row] = (short) frame.vlan;
    columns.fragmentId[row] = frame.fragmentId;
    columns.tunnel[row] = (byte) frame.tunnel.ordinal();
    columns.tunnelId[row] = frame.tunnelId;
    columns.parent[row] = frame.parent;
    writeEndpoints(columns, row, protocol, flags | frame.linkFlags, ports);
    return row;
  }

  /** Writes the endpoints in canonical order, and what follows from it. */
  private void writeEndpoints(HeaderColumns columns, int row, int protocol, int flags, int ports) {
    final long srcHigh = frame.sourceHigh;
    final long srcLow = frame.sourceLow;
    final long dstHigh = frame.destinationHigh;
    final long dstLow = frame.destinationLow;
    final boolean fromB = isFromB(flags, ports, srcHigh, srcLow, dstHigh, dstLow);
    final long aHigh = fromB ? dstHigh : srcHigh;
    final long aLow = fromB ? dstLow : srcLow;
    final long bHigh = fromB ? srcHigh : dstHigh;
    final long bLow = fromB ? srcLow : dstLow;
    final int abPorts = fromB ? Integer.rotateLeft(ports, 16) : ports;
    final long key = HeaderColumns.key(abPorts, protocol, vlanInKey ? frame.vlan : 0, flags);
    columns.aHigh[row] = aHigh;
    columns.aLow[row] = aLow;
    columns.bHigh[row] = bHigh;
    columns.bLow[row] = bLow;
    columns.ports[row] = abPorts;
    columns.flags[row] = (byte) (fromB ? flags | HeaderColumns.FROM_B : flags);
    columns.key[row] = key;
    columns.hash[row] = flowHash.of(aHigh, aLow, bHigh, bLow, key);
  }

  /** True if the destination is the smaller endpoint; one-way ICMP keeps its sender as A. */
  private static boolean isFromB(
      int flags, int ports, long srcHigh, long srcLow, long dstHigh, long dstLow) {
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
