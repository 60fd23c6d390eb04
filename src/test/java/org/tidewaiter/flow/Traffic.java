package org.tidewaiter.flow;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;

/** Packets for the flow table, without bytes: columns are filled as the decoder would. */
final class Traffic {
  static final int SYN = 2;
  static final int ACK = 16;
  static final int FIN = 1;
  static final int RST = 4;
  static final long SECOND = 1_000_000_000L;

  final PacketBatch batch = new PacketBatch();
  final HeaderColumns columns = new HeaderColumns();
  private final FlowHash hash;

  Traffic(long seed) {
    hash = new FlowHash(seed);
  }

  Traffic clear() {
    batch.clear();
    columns.clear();
    return this;
  }

  /** Adds a packet of IPv4 hosts 10.0.0.x. */
  Traffic add(
      long nanos, int protocol, int from, int fromPort, int to, int toPort, int tcp, int payload) {
    return add(nanos, protocol, host(from), fromPort, host(to), toPort, tcp, payload, 0, 0);
  }

  static long host(int number) {
    return 0xFFFF_0A00_0000L + number;
  }

  /** Adds a packet with everything chosen; extra flags are those of {@link HeaderColumns}. */
  Traffic add(
      long nanos,
      int protocol,
      long from,
      int fromPort,
      long to,
      int toPort,
      int tcp,
      int payload,
      int extraFlags,
      int fragmentId) {
    int packet = batch.size++;
    batch.timestampNanos[packet] = nanos;
    batch.wireLength[packet] = 54 + payload;
    batch.capturedLength[packet] = 54;
    int row = columns.size++;
    boolean fromB = from > to || from == to && fromPort > toPort;
    boolean later = (extraFlags & HeaderColumns.LATER_FRAGMENT) != 0;
    int ports = later ? 0 : fromB ? toPort << 16 | fromPort : fromPort << 16 | toPort;
    int flags =
        extraFlags | (fromB ? HeaderColumns.FROM_B : 0) | (later ? 0 : HeaderColumns.HAS_PORTS);
    columns.packet[row] = packet;
    columns.aHigh[row] = 0;
    columns.bHigh[row] = 0;
    columns.aLow[row] = fromB ? to : from;
    columns.bLow[row] = fromB ? from : to;
    columns.flags[row] = (byte) flags;
    columns.tcpFlags[row] = (byte) tcp;
    columns.payloadLength[row] = payload;
    columns.payloadCaptured[row] = 0;
    columns.payloadOffset[row] = 0;
    columns.vlan[row] = 0;
    columns.tunnel[row] = 0;
    columns.tunnelId[row] = 0;
    columns.parent[row] = -1;
    columns.fragmentId[row] = fragmentId;
    long key =
        (long) ports << HeaderColumns.KEY_PORT_B
            | (long) protocol << HeaderColumns.KEY_PROTOCOL
            | flags & HeaderColumns.HAS_PORTS;
    columns.key[row] = key;
    columns.hash[row] = hash.of(0, columns.aLow[row], 0, columns.bLow[row], key);
    return this;
  }

  /** Makes the latest packet one of IPv6 hosts with these upper halves of their addresses. */
  Traffic ipv6(long aHigh, long bHigh) {
    int row = columns.size - 1;
    columns.aHigh[row] = aHigh;
    columns.bHigh[row] = bHigh;
    columns.key[row] |= HeaderColumns.KEY_IPV6;
    columns.hash[row] =
        hash.of(aHigh, columns.aLow[row], bHigh, columns.bLow[row], columns.key[row]);
    return this;
  }

  /** Gives the latest packet captured payload. */
  Traffic payload(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
    int row = columns.size - 1;
    int offset = row * 512;
    for (int i = 0; i < bytes.length; i++) {
      batch.bytes.put(offset + i, bytes[i]);
    }
    columns.payloadOffset[row] = offset;
    columns.payloadLength[row] = bytes.length;
    columns.payloadCaptured[row] = bytes.length;
    return this;
  }

  static FlowTable table(long seed, int budget, FlowTimeouts timeouts, int... servicePorts) {
    byte[] services = new byte[65536];
    for (int port : servicePorts) {
      services[port] = 1;
    }
    return new FlowTable(
        new PortRanks(services, services, services), timeouts, budget, new FlowHash(seed));
  }

  /** A row's client, server, basis of the direction, and packets of client and server. */
  static String describe(FlowTable table, int row) {
    long[] w = table.words(row);
    int at = FlowTable.at(row);
    return (FlowRow.clientLow(w, at) & 0xFF)
        + ":"
        + FlowRow.clientPort(w, at)
        + ">"
        + (FlowRow.serverLow(w, at) & 0xFF)
        + ":"
        + FlowRow.serverPort(w, at)
        + " "
        + DirectionBasis.values()[FlowRow.basis(w, at)].label
        + " "
        + FlowRow.clientPackets(w, at)
        + "/"
        + FlowRow.serverPackets(w, at);
  }
}
