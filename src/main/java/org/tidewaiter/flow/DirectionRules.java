package org.tidewaiter.flow;

/** Who is the client, and why we believe it; see {@link DirectionBasis} for the order. */
final class DirectionRules {
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int ICMP_ECHO_REPLY = 0;
  private static final int ICMP6_ECHO_REPLY = 129;

  private PortRanks ranks;
  private final AnnouncedEndpoints announced;

  DirectionRules(PortRanks ranks, AnnouncedEndpoints announced) {
    this.ranks = ranks;
    this.announced = announced;
  }

  /** Ranks ports otherwise from now on; directions that were found stay. */
  void use(PortRanks ranks) {
    this.ranks = ranks;
  }

  /** State bits (client, basis, to many) of a new row. */
  long atFirst(long[] words, int at, boolean fromB, int tcpFlags, boolean linkBroadcast) {
    int syn = tcpFlags & (TcpHistory.FLAG_SYN | TcpHistory.FLAG_ACK | TcpHistory.FLAG_RST);
    if (syn == TcpHistory.FLAG_SYN) {
      return state(fromB, DirectionBasis.SYN);
    }
    if (syn == (TcpHistory.FLAG_SYN | TcpHistory.FLAG_ACK)) {
      return state(!fromB, DirectionBasis.SYN_ACK);
    }
    if (isToMany(
        words[at + (fromB ? FlowRow.A_HIGH : FlowRow.B_HIGH)],
        words[at + (fromB ? FlowRow.A_LOW : FlowRow.B_LOW)],
        linkBroadcast)) {
      return state(fromB, DirectionBasis.FIRST_PACKET) | FlowRow.STATE_MULTICAST_SERVER;
    }
    return byPorts(words, at, fromB);
  }

  /**
   * Gives a row the parent and service that were announced for one of its endpoints before its
   * first packet, if any, and turns its direction accordingly; true where it turned.
   */
  boolean adopt(long[] words, int at) {
    int announcedA = takeAnnouncement(words, at, false);
    int announcedB = takeAnnouncement(words, at, true);
    if (announcedA == announcedB) {
      return false;
    }
    long before = words[at + FlowRow.STATE];
    long after = turn(before, announcedA > announcedB, DirectionBasis.ANNOUNCED);
    words[at + FlowRow.STATE] = after;
    return ((after ^ before) & FlowRow.STATE_CLIENT_IS_B) != 0;
  }

  private long byPorts(long[] words, int at, boolean fromB) {
    int protocol = FlowRow.protocol(words, at);
    if (protocol == ICMP || protocol == ICMP6) {
      int type = fromB ? FlowRow.portB(words, at) : FlowRow.portA(words, at);
      boolean reply = type == (protocol == ICMP ? ICMP_ECHO_REPLY : ICMP6_ECHO_REPLY);
      return reply && FlowRow.hasPorts(words, at) && !FlowRow.isOneWay(words, at)
          ? state(!fromB, DirectionBasis.PAYLOAD)
          : state(fromB, DirectionBasis.FIRST_PACKET);
    }
    if (!FlowRow.hasPorts(words, at)) {
      return state(fromB, DirectionBasis.FIRST_PACKET);
    }
    int order = ranks.compare(protocol, FlowRow.portA(words, at), FlowRow.portB(words, at));
    if (order == 0) {
      return state(fromB, DirectionBasis.FIRST_PACKET);
    }
    boolean clientIsB = order > 0;
    return state(clientIsB, Math.abs(order));
  }

  private static long state(boolean clientIsB, DirectionBasis basis) {
    return state(clientIsB, basis.ordinal());
  }

  private static long state(boolean clientIsB, int basis) {
    return (clientIsB ? FlowRow.STATE_CLIENT_IS_B : 0) | (long) basis << FlowRow.STATE_BASIS;
  }

  /** The state with the client named by a stronger basis; unchanged where it is not stronger. */
  static long turn(long state, boolean clientIsB, DirectionBasis basis) {
    long present = (state & FlowRow.STATE_BASIS_MASK) >>> FlowRow.STATE_BASIS;
    if (present >= basis.ordinal() || (state & FlowRow.STATE_MULTICAST_SERVER) != 0) {
      return state;
    }
    return (state & ~(FlowRow.STATE_BASIS_MASK | FlowRow.STATE_CLIENT_IS_B))
        | state(clientIsB, basis);
  }

  /**
   * Returns 1 where the endpoint was announced as a server's, -1 as a client's, 0 if not at all.
   */
  private int takeAnnouncement(long[] words, int at, boolean endpointB) {
    if (!FlowRow.hasPorts(words, at)) {
      return 0;
    }
    AnnouncedEndpoints.Announcement found =
        announced.find(
            words[at + (endpointB ? FlowRow.B_HIGH : FlowRow.A_HIGH)],
            words[at + (endpointB ? FlowRow.B_LOW : FlowRow.A_LOW)],
            endpointB ? FlowRow.portB(words, at) : FlowRow.portA(words, at),
            FlowRow.protocol(words, at),
            words[at + FlowRow.FIRST]);
    if (found == null) {
      return 0;
    }
    if (FlowRow.parentId(words, at) == 0) {
      FlowRow.setParentId(words, at, found.parentId());
    }
    FlowJudgement.setAnnouncedService(words, at, found.service());
    return found.ofClient() ? -1 : 1;
  }

  /**
   * True for multicast (RFC 5771, RFC 4291 section 2.7), limited broadcast, and an IPv4 address
   * that ends in 255 in a frame that was broadcast on the link.
   */
  private static boolean isToMany(long high, long low, boolean linkBroadcast) {
    if (high != 0 || low >>> 32 != 0xFFFF) {
      return high >>> 56 == 0xFF;
    }
    int ipv4 = (int) low;
    return ipv4 >>> 28 == 0xE || ipv4 == -1 || linkBroadcast && (ipv4 & 0xFF) == 0xFF;
  }
}
