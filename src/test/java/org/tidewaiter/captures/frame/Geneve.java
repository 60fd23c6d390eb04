package org.tidewaiter.captures.frame;

/** A GENEVE header (RFC 8926), after UDP to port 6081. */
public final class Geneve implements Layer {
  /** Port that IANA assigned. */
  public static final int PORT = 6081;

  private final int network;
  private final Bytes options = new Bytes();

  private Geneve(int network) {
    this.network = network;
  }

  /** A frame of that virtual network, 24 bits. */
  public static Geneve network(int network) {
    return new Geneve(network);
  }

  /** Appends an option; the data must be a multiple of four bytes, at most 124. */
  public Geneve option(int optionClass, int type, byte[] data) {
    options.u16(optionClass).u8(type).u8(data.length / 4).add(data);
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes().u8(options.size() / 4).u8(0).u16(place.nextEtherType(0x6558));
    bytes.u24(network).u8(0).add(options.toArray());
    return bytes.add(carried).toArray();
  }
}
