package org.tidewaiter.captures.frame;

/**
 * Ethernet II or IEEE 802.3. Outermost, it is padded to the 60 bytes of the shortest frame, as
 * received frames are; the frame check sequence is never there, as captures usually lack it.
 */
public final class Ethernet implements Layer {
  /** Destination of a broadcast. */
  public static final String BROADCAST = "ff:ff:ff:ff:ff:ff";

  /** Shortest frame in bytes without the frame check sequence. */
  public static final int SHORTEST = 60;

  private final byte[] source;
  private final byte[] destination;
  private boolean padded = true;
  private boolean hasLength;

  private Ethernet(byte[] source, byte[] destination) {
    this.source = source;
    this.destination = destination;
  }

  /** A frame from one hardware address to another. */
  public static Ethernet between(String source, String destination) {
    return new Ethernet(Address.mac(source), Address.mac(destination));
  }

  /** Leaves short frames short, as they are on the sending host before the card pads them. */
  public Ethernet unpadded() {
    padded = false;
    return this;
  }

  /** IEEE 802.3: a length in place of the type; an {@link Llc} header should follow. */
  public Ethernet withLength() {
    hasLength = true;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes frame = new Bytes().add(destination).add(source);
    frame.u16(hasLength ? carried.length : place.nextEtherType(0xffff)).add(carried);
    if (padded && frame.size() < SHORTEST) {
      frame.zeros(SHORTEST - frame.size());
    }
    return frame.toArray();
  }

  /** Transparent Ethernet bridging, as GRE and GENEVE announce an Ethernet frame (RFC 1701). */
  @Override
  public int etherType() {
    return 0x6558;
  }

  /** Ethernet within IPv6 (RFC 8986). */
  @Override
  public int ipProtocol() {
    return 143;
  }
}
