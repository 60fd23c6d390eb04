package org.tidewaiter.captures.frame;

/** IEEE 802.2 logical link control, with or without SNAP, as after 802.3 and 802.11 headers. */
public final class Llc implements Layer {
  private final byte[] header;
  private final boolean snap;

  private Llc(byte[] header, boolean snap) {
    this.header = header;
    this.snap = snap;
  }

  /** SNAP with the zero organisation code: an ether type follows (RFC 1042). */
  public static Llc snap() {
    return new Llc(Bytes.of(0xaa, 0xaa, 3, 0, 0, 0), true);
  }

  /** SNAP with an organisation's own protocol number, such as Cisco's 00000C/2000 (CDP). */
  public static Llc snap(int organisation, int protocol) {
    Bytes header = new Bytes().u8(0xaa).u8(0xaa).u8(3).u24(organisation).u16(protocol);
    return new Llc(header.toArray(), false);
  }

  /** An unnumbered frame between two service access points, such as 0x42/0x42 (spanning tree). */
  public static Llc unnumbered(int destination, int source) {
    return new Llc(Bytes.of(destination, source, 3), false);
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes().add(header);
    if (snap) {
      bytes.u16(place.nextEtherType(0xffff));
    }
    return bytes.add(carried).toArray();
  }
}
