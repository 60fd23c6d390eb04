package org.tidewaiter.captures.frame;

/** Cisco's framing of serial lines (LINKTYPE_C_HDLC): address, control, ether type. */
public final class CiscoHdlc implements Layer {
  private CiscoHdlc() {}

  /** A unicast frame. */
  public static CiscoHdlc unicast() {
    return new CiscoHdlc();
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    return new Bytes().u8(0x0f).u8(0).u16(place.nextEtherType(0xffff)).add(carried).toArray();
  }
}
