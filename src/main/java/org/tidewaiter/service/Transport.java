package org.tidewaiter.service;

/** What carries a service, as the transport column of services.csv names it. */
public enum Transport {
  TCP("tcp", 6),
  UDP("udp", 17),
  SCTP("sctp", 132),
  /** ICMP of IP version 4; the port column may hold the message type. */
  ICMP("icmp", 1),
  /** Directly on IP; the port column holds the IP protocol number. */
  IP("ip", -1);

  private static final int UDP_LITE = 136;
  private static final Transport[] ALL = values();

  private final String label;
  private final int ipProtocol;

  Transport(String label, int ipProtocol) {
    this.label = label;
    this.ipProtocol = ipProtocol;
  }

  /** The word that rule files use. */
  public String label() {
    return label;
  }

  /** The IP protocol number, or -1 for {@link #IP}. */
  public int ipProtocol() {
    return ipProtocol;
  }

  /** Whether it has ports. */
  public boolean hasPorts() {
    return this == TCP || this == UDP || this == SCTP;
  }

  /** The transport of that name, or null. */
  static Transport ofLabel(String label) {
    for (Transport transport : ALL) {
      if (transport.label.equals(label)) {
        return transport;
      }
    }
    return null;
  }

  /** The transport with ports that an IP protocol number means, or null for one without ports. */
  static Transport withPorts(int ipProtocol) {
    switch (ipProtocol) {
      case 6:
        return TCP;
      case 17:
      case UDP_LITE: // RFC 3828: UDP-Lite shares the ports of UDP.
        return UDP;
      case 132:
        return SCTP;
      default:
        return null;
    }
  }
}
