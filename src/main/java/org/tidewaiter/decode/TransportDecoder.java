package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** Ports, flags and payload of the transport header; writes the row. */
final class TransportDecoder {
  private final Frame frame;
  private final TunnelDecoder tunnels;
  private final RowWriter rows;

  TransportDecoder(Frame frame, TunnelDecoder tunnels, RowWriter rows) {
    this.frame = frame;
    this.tunnels = tunnels;
    this.rows = rows;
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
    final int payloadOffset = Math.min(payload, frame.captureEnd);
    final int row =
        rows.write(
            frame.packet,
            protocol,
            flags | frame.linkFlags,
            tcpFlags,
            frame.vlan,
            ports,
            frame.sourceHigh,
            frame.sourceLow,
            frame.destinationHigh,
            frame.destinationLow,
            payloadOffset,
            Math.max(0, end - payload),
            Math.max(0, Math.min(end, frame.captureEnd) - payloadOffset));
    frame.writeRare(row);
    return row;
  }
}
