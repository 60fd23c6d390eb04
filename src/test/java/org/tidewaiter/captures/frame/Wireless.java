package org.tidewaiter.captures.frame;

/** An IEEE 802.11 data frame without encryption; {@link Llc#snap()} should follow. */
public final class Wireless implements Layer {
  private final byte[] before;
  private final byte[] addresses;
  private final boolean quality;
  private final int direction;

  private Wireless(byte[] before, byte[] addresses, boolean quality, int direction) {
    this.before = before;
    this.addresses = addresses;
    this.quality = quality;
    this.direction = direction;
  }

  /** From a station to its access point (LINKTYPE_IEEE802_11). */
  public static Wireless toAccessPoint(String station, String accessPoint, String destination) {
    return new Wireless(new byte[0], three(accessPoint, station, destination), false, 1);
  }

  /** From the access point to a station. */
  public static Wireless fromAccessPoint(String accessPoint, String station, String source) {
    return new Wireless(new byte[0], three(station, accessPoint, source), false, 2);
  }

  /** The same frame with a quality-of-service field. */
  public Wireless withQuality() {
    return new Wireless(before, addresses, true, direction);
  }

  /** The same frame after a radiotap header of 14 bytes: rate and channel (link type 127). */
  public Wireless withRadiotap() {
    Bytes header = new Bytes().u8(0).u8(0).le16(14).le32(1 << 2 | 1 << 3);
    header.u8(108).u8(0).le16(5180).le16(0x0140);
    return new Wireless(header.toArray(), addresses, quality, direction);
  }

  private static byte[] three(String first, String second, String third) {
    return Bytes.concat(Address.mac(first), Address.mac(second), Address.mac(third));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes().add(before).u8(quality ? 0x88 : 0x08).u8(direction).le16(44);
    bytes.add(addresses).le16(0);
    if (quality) {
      bytes.le16(0);
    }
    return bytes.add(carried).toArray();
  }
}
