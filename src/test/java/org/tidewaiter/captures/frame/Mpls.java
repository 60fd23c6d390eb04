package org.tidewaiter.captures.frame;

/** One entry of an MPLS label stack (RFC 3032); the last in a row carries the bottom bit. */
public final class Mpls implements Layer {
  private final int label;
  private final int ttl;

  private Mpls(int label, int ttl) {
    this.label = label;
    this.ttl = ttl;
  }

  /** A label from 0 to 1048575. */
  public static Mpls label(int label) {
    return new Mpls(label, 62);
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    boolean bottom = !(place.next() instanceof Mpls);
    // An Ethernet pseudowire starts with a control word of zeros (RFC 4448 section 4.6).
    byte[] controlWord = new byte[place.next() instanceof Ethernet ? 4 : 0];
    long entry = (long) label << 12 | (bottom ? 0x100 : 0) | ttl;
    return new Bytes().u32(entry).add(controlWord).add(carried).toArray();
  }

  @Override
  public int etherType() {
    return 0x8847;
  }

  @Override
  public int ipProtocol() {
    return 137;
  }
}
