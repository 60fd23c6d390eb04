package org.tidewaiter.captures.frame;

/** A PPP-over-Ethernet session header (RFC 2516); a bare {@link Ppp} should follow. */
public final class Pppoe implements Layer {
  private final int session;

  private Pppoe(int session) {
    this.session = session;
  }

  /** Session data of that session number. */
  public static Pppoe session(int session) {
    return new Pppoe(session);
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes().u8(0x11).u8(0).u16(session);
    return bytes.u16(carried.length).add(carried).toArray();
  }

  @Override
  public int etherType() {
    return 0x8864;
  }
}
