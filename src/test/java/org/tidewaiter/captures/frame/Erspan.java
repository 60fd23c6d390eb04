package org.tidewaiter.captures.frame;

/**
 * The header of mirrored Ethernet frames after {@link Gre}, as SPAN ports send it over IP
 * (draft-foschiano-erspan). Type I has no header: GRE of protocol 0x88be without sequence number.
 */
public final class Erspan implements Layer {
  private final int etherType;
  private final byte[] header;

  private Erspan(int etherType, Bytes header) {
    this.etherType = etherType;
    this.header = header.toArray();
  }

  /** Type I: nothing but the announcement. */
  public static Erspan typeOne() {
    return new Erspan(0x88be, new Bytes());
  }

  /** Type II, 8 bytes; GRE should have a sequence number. */
  public static Erspan typeTwo(int session, int vlan) {
    return new Erspan(0x88be, new Bytes().u16(0x1000 | vlan).u16(0x0800 | session).u32(1));
  }

  /** Type III, 12 bytes, Ethernet, with a timestamp in units of 100 µs. */
  public static Erspan typeThree(int session, int vlan, long timestamp) {
    Bytes header = new Bytes().u16(0x2000 | vlan).u16(session).u32(timestamp);
    return new Erspan(0x22eb, header.u16(0).u16(0));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    return Bytes.concat(header, carried);
  }

  @Override
  public int etherType() {
    return etherType;
  }
}
