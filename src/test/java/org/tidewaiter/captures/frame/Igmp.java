package org.tidewaiter.captures.frame;

/** A membership message for IPv4 multicast: IGMPv2 (RFC 2236) or an IGMPv3 report (RFC 3376). */
public final class Igmp implements Layer {
  private final Bytes message;

  private Igmp(Bytes message) {
    this.message = message;
  }

  /** A version 2 report that somebody listens to the group. */
  public static Igmp reportV2(String group) {
    return new Igmp(new Bytes().u8(0x16).u8(0).u16(0).add(Address.ip(group)));
  }

  /** A version 3 report of one group record: "change to exclude nothing", that is, join. */
  public static Igmp joinV3(String group) {
    Bytes message = new Bytes().u8(0x22).u8(0).u16(0).u16(0).u16(1);
    return new Igmp(message.u8(4).u8(0).u16(0).add(Address.ip(group)));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes().add(message.toArray());
    return bytes.set16(2, Checksum.finish(Checksum.sum(bytes.toArray(), 0))).toArray();
  }

  @Override
  public int ipProtocol() {
    return 2;
  }
}
