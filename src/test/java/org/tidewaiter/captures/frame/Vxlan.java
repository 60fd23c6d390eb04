package org.tidewaiter.captures.frame;

/** A VXLAN header (RFC 7348), after UDP to port 4789 and before {@link Ethernet}. */
public final class Vxlan implements Layer {
  /** Port that IANA assigned. */
  public static final int PORT = 4789;

  private final int network;

  private Vxlan(int network) {
    this.network = network;
  }

  /** A frame of that virtual network, 24 bits. */
  public static Vxlan network(int network) {
    return new Vxlan(network);
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    return new Bytes().u32(0x08000000L).u24(network).u8(0).add(carried).toArray();
  }
}
