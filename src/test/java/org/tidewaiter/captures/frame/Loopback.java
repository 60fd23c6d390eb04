package org.tidewaiter.captures.frame;

/** The address family that BSDs put before packets of their loopback interface. */
public final class Loopback implements Layer {
  private final boolean bigEndian;
  private final int ipv6Family;

  private Loopback(boolean bigEndian, int ipv6Family) {
    this.bigEndian = bigEndian;
    this.ipv6Family = ipv6Family;
  }

  /** LINKTYPE_NULL from a little-endian FreeBSD or macOS host; their IPv6 family is 28 or 30. */
  public static Loopback littleEndian(int ipv6Family) {
    return new Loopback(false, ipv6Family);
  }

  /** LINKTYPE_LOOP, or LINKTYPE_NULL from a big-endian host. */
  public static Loopback bigEndian(int ipv6Family) {
    return new Loopback(true, ipv6Family);
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    int family = place.nextEtherType(0x0800) == 0x86dd ? ipv6Family : 2;
    Bytes bytes = new Bytes();
    return (bigEndian ? bytes.u32(family) : bytes.le32(family)).add(carried).toArray();
  }
}
