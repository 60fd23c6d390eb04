package org.tidewaiter;

import java.nio.ByteBuffer;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;

/** Packets that are made when they are asked for, so that a flood of them takes no room. */
final class MadePackets implements PacketSource {
  /** LINKTYPE_RAW: packets begin with the IP header. */
  private static final int RAW = 101;

  private static final int MAX_PACKET_BYTES = 1500;
  private static final int IPV4_BYTES = 20;
  private static final int TCP_BYTES = 20;
  private static final int UDP_BYTES = 8;

  /** Writes the IP packet of a number at an index and returns its length. */
  interface Maker {
    int make(long number, ByteBuffer bytes, int at);
  }

  /** When a packet was seen. */
  interface Clock {
    long nanos(long number);
  }

  private final long packets;
  private final Maker maker;
  private final Clock clock;
  private long made;

  MadePackets(long packets, Clock clock, Maker maker) {
    this.packets = packets;
    this.clock = clock;
    this.maker = maker;
  }

  @Override
  public boolean fill(PacketBatch batch) {
    batch.clear();
    batch.firstPacketNumber = made;
    int at = 0;
    while (batch.size < PacketBatch.MAX_PACKETS
        && made < packets
        && at < PacketBatch.BUFFER_BYTES - MAX_PACKET_BYTES) {
      int length = maker.make(made, batch.bytes, at);
      int i = batch.size++;
      batch.offset[i] = at;
      batch.capturedLength[i] = length;
      batch.wireLength[i] = length;
      batch.timestampNanos[i] = clock.nanos(made++);
      batch.linkType[i] = RAW;
      at += length;
    }
    return batch.size > 0;
  }

  @Override
  public void close() {}

  /** An IPv4 header; the payload follows it. */
  static int ipv4(
      ByteBuffer bytes, int at, int protocol, int source, int destination, int payloadBytes) {
    bytes.putInt(at, 0x45000000 | IPV4_BYTES + payloadBytes);
    bytes.putInt(at + 4, 0);
    bytes.putInt(at + 8, 0x40000000 | protocol << 16);
    bytes.putInt(at + 12, source);
    bytes.putInt(at + 16, destination);
    return IPV4_BYTES;
  }

  /** A TCP segment without payload. */
  static int tcp(ByteBuffer bytes, int at, int source, int destination, int ports, int tcpFlags) {
    ipv4(bytes, at, 6, source, destination, TCP_BYTES);
    int tcp = at + IPV4_BYTES;
    bytes.putInt(tcp, ports);
    bytes.putLong(tcp + 4, 0);
    bytes.putInt(tcp + 12, 0x50000000 | tcpFlags << 16 | 0xffff);
    bytes.putInt(tcp + 16, 0);
    return IPV4_BYTES + TCP_BYTES;
  }

  /** A UDP datagram with these bytes. */
  static int udp(ByteBuffer bytes, int at, int source, int destination, int ports, byte[] payload) {
    ipv4(bytes, at, 17, source, destination, UDP_BYTES + payload.length);
    int udp = at + IPV4_BYTES;
    bytes.putInt(udp, ports);
    bytes.putInt(udp + 4, UDP_BYTES + payload.length << 16);
    bytes.put(udp + UDP_BYTES, payload);
    return IPV4_BYTES + UDP_BYTES + payload.length;
  }
}
