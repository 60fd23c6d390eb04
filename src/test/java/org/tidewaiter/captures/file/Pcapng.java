package org.tidewaiter.captures.file;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.captures.talk.TracePacket;

/**
 * A pcapng file, block by block in the order of the calls (draft-ietf-opsawg-pcapng). Start with
 * {@link #section}; interfaces are numbered from 0 within their section.
 */
public final class Pcapng {
  private static final int SECTION = 0x0a0d0d0a;
  private static final int INTERFACE = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int NAME_RESOLUTION = 4;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;

  private record Clock(int snaplen, int resolution, long offsetSeconds) {
    /** A time in nanoseconds since 1970 in this interface's units. */
    long units(long nanos) {
      BigInteger sinceOffset = BigInteger.valueOf(nanos - offsetSeconds * 1_000_000_000L);
      int power = resolution & 0x7f;
      BigInteger perSecond =
          (resolution & 0x80) != 0 ? BigInteger.ONE.shiftLeft(power) : BigInteger.TEN.pow(power);
      return sinceOffset.multiply(perSecond).divide(BigInteger.valueOf(1_000_000_000L)).longValue();
    }
  }

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<Clock> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /** Starts a section in that byte order, its length not given. */
  public Pcapng section(ByteOrder byteOrder, Option... options) {
    order = byteOrder;
    interfaces.clear();
    ByteBuffer body = buffer(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
    return block(SECTION, body.putLong(-1).array(), options);
  }

  /** Describes the section's next interface; snaplen 0 is "no limit". */
  public Pcapng networkInterface(int linkType, int snaplen, Option... options) {
    int resolution = 6;
    long offset = 0;
    for (Option option : options) {
      resolution = option.code() == Option.RESOLUTION ? (int) option.number() : resolution;
      offset = option.code() == Option.TIME_OFFSET ? option.number() : offset;
    }
    interfaces.add(new Clock(snaplen, resolution, offset));
    ByteBuffer body = buffer(8).putShort((short) linkType).putShort((short) 0).putInt(snaplen);
    return block(INTERFACE, body.array(), options);
  }

  /** An enhanced packet on the packet's own interface, cut to that interface's snaplen. */
  public Pcapng packet(TracePacket packet) {
    byte[] kept = cut(packet.bytes(), packet.interfaceId());
    long units = interfaces.get(packet.interfaceId()).units(packet.timeNanos());
    ByteBuffer body = buffer(20 + padded(kept.length)).putInt(packet.interfaceId());
    body.putInt((int) (units >>> 32)).putInt((int) units);
    body.putInt(kept.length).putInt(packet.bytes().length).put(kept);
    return packet.comment().isEmpty()
        ? block(ENHANCED_PACKET, body.array())
        : block(ENHANCED_PACKET, body.array(), Option.comment(packet.comment()));
  }

  /** Enhanced packets, one after the other. */
  public Pcapng packets(List<TracePacket> packets) {
    packets.forEach(this::packet);
    return this;
  }

  /** A simple packet: on interface 0, without a time. */
  public Pcapng simplePacket(byte[] packet) {
    byte[] kept = cut(packet, 0);
    ByteBuffer body = buffer(4 + padded(kept.length)).putInt(packet.length).put(kept);
    return block(SIMPLE_PACKET, body.array());
  }

  /** An obsolete packet block, as old files have. */
  public Pcapng obsoletePacket(TracePacket packet, int drops) {
    byte[] kept = cut(packet.bytes(), packet.interfaceId());
    long units = interfaces.get(packet.interfaceId()).units(packet.timeNanos());
    ByteBuffer body = buffer(20 + padded(kept.length)).putShort((short) packet.interfaceId());
    body.putShort((short) drops).putInt((int) (units >>> 32)).putInt((int) units);
    body.putInt(kept.length).putInt(packet.bytes().length).put(kept);
    return block(OBSOLETE_PACKET, body.array());
  }

  /** A name resolution block with one IPv4 record. */
  public Pcapng nameResolution(byte[] address, String name) {
    byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
    int length = address.length + text.length;
    ByteBuffer body = buffer(4 + padded(length) + 4).putShort((short) 1).putShort((short) length);
    body.put(address).put(text);
    return block(NAME_RESOLUTION, body.array());
  }

  /** Interface statistics at a time in nanoseconds since 1970. */
  public Pcapng statistics(int interfaceId, long timeNanos, Option... options) {
    long units = interfaces.get(interfaceId).units(timeNanos);
    ByteBuffer body =
        buffer(12).putInt(interfaceId).putInt((int) (units >>> 32)).putInt((int) units);
    return block(INTERFACE_STATISTICS, body.array(), options);
  }

  /** Any block: body and options, padded, between its two lengths. */
  public Pcapng block(int type, byte[] body, Option... options) {
    int optionBytes = options.length == 0 ? 0 : 4;
    for (Option option : options) {
      optionBytes += 4 + padded(option.value(order).length);
    }
    int length = 12 + padded(body.length) + optionBytes;
    ByteBuffer block = buffer(length).putInt(type).putInt(length).put(body);
    block.position(8 + padded(body.length));
    for (Option option : options) {
      byte[] value = option.value(order);
      int next = block.position() + 4 + padded(value.length);
      block.putShort((short) option.code()).putShort((short) value.length).put(value);
      block.position(next);
    }
    block.putInt(length - 4, length);
    file.writeBytes(block.array());
    return this;
  }

  /** The whole file. */
  public byte[] toByteArray() {
    return file.toByteArray();
  }

  private byte[] cut(byte[] packet, int interfaceId) {
    int snaplen = interfaces.get(interfaceId).snaplen();
    return snaplen > 0 && packet.length > snaplen ? Arrays.copyOf(packet, snaplen) : packet;
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }
}
