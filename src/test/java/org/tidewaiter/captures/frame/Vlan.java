package org.tidewaiter.captures.frame;

/** An IEEE 802.1Q tag; several in a row make QinQ. */
public final class Vlan implements Layer {
  private int tag;
  private final int etherType;

  private Vlan(int tag, int etherType) {
    this.tag = tag;
    this.etherType = etherType;
  }

  /** Customer tag, ether type 0x8100. */
  public static Vlan tag(int vlan) {
    return new Vlan(vlan, 0x8100);
  }

  /** Service tag of IEEE 802.1ad, ether type 0x88a8. */
  public static Vlan service(int vlan) {
    return new Vlan(vlan, 0x88a8);
  }

  /** A tag announced by another ether type, such as the 0x9100 of older equipment. */
  public static Vlan tag(int vlan, int etherType) {
    return new Vlan(vlan, etherType);
  }

  /** Sets the priority from 0 to 7. */
  public Vlan priority(int priority) {
    tag = (tag & 0x1fff) | priority << 13;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    return new Bytes().u16(tag).u16(place.nextEtherType(0xffff)).add(carried).toArray();
  }

  @Override
  public int etherType() {
    return etherType;
  }
}
