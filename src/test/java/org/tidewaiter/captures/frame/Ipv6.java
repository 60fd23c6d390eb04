package org.tidewaiter.captures.frame;

import java.util.List;

/** An IPv6 header (RFC 8200). Setters change this layer and return it. */
public final class Ipv6 implements IpHeader {
  private final byte[] source;
  private final byte[] destination;
  private int trafficClass;
  private int flowLabel;
  private int hopLimit = 64;
  private int nextHeader = NONE;
  private int payloadLength = NONE;

  private Ipv6(byte[] source, byte[] destination) {
    this.source = source;
    this.destination = destination;
  }

  /** A header from one address to another. */
  public static Ipv6 between(String source, String destination) {
    return new Ipv6(Address.ip(source), Address.ip(destination));
  }

  /** Hop limit, 64 unless set. */
  public Ipv6 hopLimit(int hops) {
    hopLimit = hops;
    return this;
  }

  /** Traffic class: DSCP and ECN. */
  public Ipv6 trafficClass(int value) {
    trafficClass = value;
    return this;
  }

  /** Flow label of 20 bits, 0 unless set. */
  public Ipv6 flowLabel(int value) {
    flowLabel = value & 0xfffff;
    return this;
  }

  /** Next header number, for a payload that announces none or to announce a wrong one. */
  public Ipv6 nextHeader(int number) {
    nextHeader = number;
    return this;
  }

  /** A payload length that may lie, as with segmentation offload (0) or in hostile packets. */
  public Ipv6 payloadLength(int bytes) {
    payloadLength = bytes;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes header = new Bytes().u32(6L << 28 | (long) trafficClass << 20 | flowLabel);
    header.u16(payloadLength == NONE ? carried.length : payloadLength);
    header.u8(nextHeader == NONE ? place.nextIpProtocol(59) : nextHeader).u8(hopLimit);
    return header.add(source).add(destination).add(carried).toArray();
  }

  @Override
  public byte[] source() {
    return source;
  }

  @Override
  public byte[] pseudoDestination(List<Layer> between) {
    for (Layer layer : between) {
      if (layer instanceof Ipv6Extension extension && extension.finalDestination() != null) {
        return extension.finalDestination();
      }
    }
    return destination;
  }

  @Override
  public int etherType() {
    return 0x86dd;
  }

  @Override
  public int ipProtocol() {
    return 41;
  }
}
