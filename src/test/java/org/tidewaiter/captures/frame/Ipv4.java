package org.tidewaiter.captures.frame;

import java.util.List;

/** An IPv4 header (RFC 791). Setters change this layer and return it. */
public final class Ipv4 implements IpHeader {
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;

  private final byte[] source;
  private final byte[] destination;
  private byte[] options = {};
  private int typeOfService;
  private int identification;
  private int fragment;
  private int ttl = 64;
  private int protocol = NONE;
  private int totalLength = NONE;

  private Ipv4(byte[] source, byte[] destination) {
    this.source = source;
    this.destination = destination;
  }

  /** A header from one address to another. */
  public static Ipv4 between(String source, String destination) {
    return new Ipv4(Address.ip(source), Address.ip(destination));
  }

  /** Time to live, 64 unless set. */
  public Ipv4 ttl(int hops) {
    ttl = hops;
    return this;
  }

  /** Identification, 0 unless set. */
  public Ipv4 id(int number) {
    identification = number;
    return this;
  }

  /** The former type-of-service byte: DSCP and ECN. */
  public Ipv4 tos(int value) {
    typeOfService = value;
    return this;
  }

  /** Sets "don't fragment". */
  public Ipv4 dontFragment() {
    fragment |= DONT_FRAGMENT;
    return this;
  }

  /** Makes this the header of a fragment that starts at a multiple of eight bytes. */
  public Ipv4 fragment(int offsetBytes, boolean more) {
    fragment = offsetBytes / 8 | (more ? MORE_FRAGMENTS : 0);
    return this;
  }

  /** Options, padded with "end of options" to a multiple of four bytes. */
  public Ipv4 options(byte[] bytes) {
    options = new Bytes().add(bytes).align(4).toArray();
    return this;
  }

  /** Protocol number, for a payload that announces none or to announce a wrong one. */
  public Ipv4 protocol(int number) {
    protocol = number;
    return this;
  }

  /** A total length that may lie, as after segmentation offload (0) or in hostile packets. */
  public Ipv4 totalLength(int bytes) {
    totalLength = bytes;
    return this;
  }

  Ipv4 copy() {
    Ipv4 copy = new Ipv4(source, destination);
    copy.options = options;
    copy.typeOfService = typeOfService;
    copy.identification = identification;
    copy.fragment = fragment;
    copy.ttl = ttl;
    copy.protocol = protocol;
    return copy;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    int headerLength = 20 + options.length;
    Bytes header = new Bytes().u8(0x40 | headerLength / 4).u8(typeOfService);
    header.u16(totalLength == NONE ? headerLength + carried.length : totalLength);
    header.u16(identification).u16(fragment).u8(ttl);
    header.u8(protocol == NONE ? place.nextIpProtocol(255) : protocol).u16(0);
    header.add(source).add(destination).add(options);
    header.set16(10, Checksum.finish(Checksum.sum(header.toArray(), 0)));
    return header.add(carried).toArray();
  }

  @Override
  public byte[] source() {
    return source;
  }

  @Override
  public byte[] pseudoDestination(List<Layer> between) {
    return destination;
  }

  @Override
  public int etherType() {
    return 0x0800;
  }

  @Override
  public int ipProtocol() {
    return 4;
  }
}
