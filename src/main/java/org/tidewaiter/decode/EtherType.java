package org.tidewaiter.decode;

/** Ethertypes that are followed or named (IANA "IEEE 802 Numbers"). */
final class EtherType {
  static final int IPV4 = 0x0800;
  static final int ARP = 0x0806;
  static final int TRANSPARENT_ETHERNET = 0x6558;
  static final int RARP = 0x8035;
  static final int VLAN = 0x8100;
  static final int IPV6 = 0x86dd;
  static final int MPLS = 0x8847;
  static final int MPLS_UPSTREAM = 0x8848;
  static final int PPPOE_DISCOVERY = 0x8863;
  static final int PPPOE_SESSION = 0x8864;

  /** IEEE 802.1ad service tag. */
  static final int SERVICE_VLAN = 0x88a8;

  /** IEEE 802.1ah backbone service tag: a frame in a frame. */
  static final int BACKBONE_BRIDGE = 0x88e7;

  /** Cisco FabricPath: a frame in a frame. */
  static final int FABRIC_PATH = 0x8903;

  /** Cisco metadata: security group tags of TrustSec. */
  static final int CISCO_METADATA = 0x8909;

  /** IEEE 802.1BR E-TAG. */
  static final int BRIDGE_EXTENSION = 0x893f;

  static final int NSH = 0x894f;

  /** Outer tag of old QinQ equipment; never registered. */
  static final int OLD_QINQ = 0x9100;

  private EtherType() {}

  /** True for a type that speaks for an Ethernet header where there is no other evidence. */
  static boolean isFrequent(int type) {
    switch (type) {
      case IPV4:
      case ARP:
      case VLAN:
      case IPV6:
      case MPLS:
      case PPPOE_DISCOVERY:
      case PPPOE_SESSION:
      case SERVICE_VLAN:
        return true;
      default:
        return false;
    }
  }
}
