package org.tidewaiter.captures.frame;

/** What Linux hands out when it captures on "any" interface (LINKTYPE_LINUX_SLL and _SLL2). */
public final class LinuxCooked implements Layer {
  private final int version;
  private final int direction;
  private final byte[] address;

  private LinuxCooked(int version, int direction, byte[] address) {
    this.version = version;
    this.direction = direction;
    this.address = address;
  }

  /** Version 1 (link type 113); direction 0 to us, 1 broadcast, 2 multicast, 3 others', 4 sent. */
  public static LinuxCooked v1(int direction, String senderMac) {
    return new LinuxCooked(1, direction, Address.mac(senderMac));
  }

  /** Version 2 (link type 276), seen on interface number 2. */
  public static LinuxCooked v2(int direction, String senderMac) {
    return new LinuxCooked(2, direction, Address.mac(senderMac));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes();
    int protocol = place.nextEtherType(0xffff);
    if (version == 1) {
      bytes.u16(direction).u16(1).u16(6).add(address).zeros(2).u16(protocol);
    } else {
      bytes.u16(protocol).u16(0).u32(2).u16(1).u8(direction).u8(6).add(address).zeros(2);
    }
    return bytes.add(carried).toArray();
  }
}
