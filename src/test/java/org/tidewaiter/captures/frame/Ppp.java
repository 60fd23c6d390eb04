package org.tidewaiter.captures.frame;

/**
 * The protocol field of PPP (RFC 1661), with or without the HDLC-like address and control bytes.
 */
public final class Ppp implements Layer {
  private final byte[] before;

  private Ppp(byte[] before) {
    this.before = before;
  }

  /** The protocol field alone, as within PPPoE. */
  public static Ppp bare() {
    return new Ppp(new byte[0]);
  }

  /** After the bytes FF 03 (RFC 1662), as on serial lines and in GRE. */
  public static Ppp framed() {
    return new Ppp(Bytes.of(0xff, 0x03));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    int etherType = place.nextEtherType(0xc021);
    int protocol =
        switch (etherType) {
          case 0x0800 -> 0x0021;
          case 0x86dd -> 0x0057;
          case 0x8847 -> 0x0281;
          default -> etherType;
        };
    return new Bytes().add(before).u16(protocol).add(carried).toArray();
  }

  /** PPP within GRE (RFC 2637). */
  @Override
  public int etherType() {
    return 0x880b;
  }
}
