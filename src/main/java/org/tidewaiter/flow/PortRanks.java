package org.tidewaiter.flow;

/**
 * The class of each port, for guessing who serves when nothing better is known: the lower class
 * serves. A port that has a service ranks by {@link DirectionBasis#SERVICE_PORT} first.
 *
 * <p>Classes: system ports 0–1023; user ports (RFC 6335 section 6); 1024–5000, the dynamic range of
 * Windows before Vista (KB 832017); 32768–49151, the rest of Linux's default dynamic range;
 * 49152–65535, the dynamic range of RFC 6335 and of Windows since Vista.
 */
public final class PortRanks {
  private static final int SERVICE = 0x40;

  private final byte[] tcp;
  private final byte[] udp;
  private final byte[] others;

  /**
   * Ranks all ports; {@code tcpServices} and the others hold 65,536 values, not 0 where the port
   * has a service, and are not kept.
   */
  public PortRanks(byte[] tcpServices, byte[] udpServices, byte[] sctpServices) {
    this.tcp = ranks(tcpServices);
    this.udp = ranks(udpServices);
    this.others = ranks(sctpServices);
  }

  private static byte[] ranks(byte[] services) {
    byte[] ranks = new byte[65536];
    for (int port = 0; port < 65536; port++) {
      int rank = port < 1024 ? 0 : port <= 5000 ? 2 : port < 32768 ? 1 : port < 49152 ? 3 : 4;
      ranks[port] = (byte) (services[port] != 0 ? rank | SERVICE : rank);
    }
    return ranks;
  }

  private byte[] of(int protocol) {
    return protocol == FlowTable.TCP ? tcp : protocol == FlowTable.UDP ? udp : others;
  }

  /**
   * Compares two ports: positive when the first serves, negative when the second does, 0 when they
   * are equal; the magnitude is the ordinal of the {@link DirectionBasis}.
   */
  int compare(int protocol, int first, int second) {
    if (first == second) {
      return 0;
    }
    byte[] ranks = of(protocol);
    int one = ranks[first];
    int two = ranks[second];
    if (((one ^ two) & SERVICE) != 0) {
      int basis = DirectionBasis.SERVICE_PORT.ordinal();
      return (one & SERVICE) != 0 ? basis : -basis;
    }
    int difference = (two & ~SERVICE) - (one & ~SERVICE);
    if (difference != 0) {
      int basis = DirectionBasis.PORT_RANK.ordinal();
      return difference > 0 ? basis : -basis;
    }
    int basis = DirectionBasis.LOWER_PORT.ordinal();
    return first < second ? basis : -basis;
  }
}
