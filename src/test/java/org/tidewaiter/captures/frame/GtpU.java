package org.tidewaiter.captures.frame;

/** A GTPv1 user-plane header with a G-PDU (3GPP TS 29.281), after UDP to port 2152. */
public final class GtpU implements Layer {
  /** Port that IANA assigned. */
  public static final int PORT = 2152;

  private final long tunnel;
  private int sequence = NONE;

  private GtpU(long tunnel) {
    this.tunnel = tunnel;
  }

  /** A user packet for the tunnel endpoint of that identifier. */
  public static GtpU tunnel(long identifier) {
    return new GtpU(identifier);
  }

  /** Adds the optional fields with a sequence number. */
  public GtpU sequence(int number) {
    sequence = number;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    boolean optional = sequence != NONE;
    Bytes bytes = new Bytes().u8(optional ? 0x32 : 0x30).u8(255);
    bytes.u16(carried.length + (optional ? 4 : 0)).u32(tunnel);
    if (optional) {
      bytes.u16(sequence).u8(0).u8(0);
    }
    return bytes.add(carried).toArray();
  }
}
