package org.tidewaiter.captures.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.captures.talk.Trace;
import org.tidewaiter.captures.talk.TracePacket;

/** The classic capture file: one link type, one snaplen, either byte order, µs or ns. */
public final class Pcap {
  /** Greatest snaplen that tools accept without complaint. */
  public static final int DEFAULT_SNAPLEN = 262_144;

  private static final int MAGIC_MICROS = 0xa1b2c3d4;
  private static final int MAGIC_NANOS = 0xa1b23c4d;

  private final List<TracePacket> packets;
  private int linkType = LinkType.ETHERNET;
  private int snaplen = DEFAULT_SNAPLEN;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean nanoseconds;

  private Pcap(List<TracePacket> packets) {
    this.packets = packets;
  }

  /** A file of this trace: Ethernet, little endian, microseconds, packets whole. */
  public static Pcap of(Trace trace) {
    return new Pcap(trace.packets());
  }

  /** Another link type. */
  public Pcap linkType(int number) {
    linkType = number;
    return this;
  }

  /** Cuts packets to that many bytes. */
  public Pcap snaplen(int bytes) {
    snaplen = bytes;
    return this;
  }

  /** Writes the most significant byte first. */
  public Pcap bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  /** Writes times in nanoseconds. */
  public Pcap nanoseconds() {
    nanoseconds = true;
    return this;
  }

  /** The whole file. */
  public byte[] toByteArray() {
    int size = 24;
    for (TracePacket packet : packets) {
      size += 16 + Math.min(snaplen, packet.bytes().length);
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(order);
    file.putInt(nanoseconds ? MAGIC_NANOS : MAGIC_MICROS).putShort((short) 2).putShort((short) 4);
    file.putInt(0).putInt(0).putInt(snaplen).putInt(linkType);
    for (TracePacket packet : packets) {
      byte[] bytes = packet.bytes();
      byte[] kept = bytes.length > snaplen ? Arrays.copyOf(bytes, snaplen) : bytes;
      int nanos = (int) (packet.timeNanos() % 1_000_000_000L);
      file.putInt((int) (packet.timeNanos() / 1_000_000_000L));
      file.putInt(nanoseconds ? nanos : nanos / 1000);
      file.putInt(kept.length).putInt(bytes.length).put(kept);
    }
    return file.array();
  }
}
