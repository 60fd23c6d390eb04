package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.decode.HeaderColumns;

class DirectionRulesTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final long IPV4 = 0xFFFF_0000_0000L;

  private final byte[] noServices = new byte[65536];
  private final AnnouncedEndpoints announced = new AnnouncedEndpoints(new FlowCounters());
  private final DirectionRules rules =
      new DirectionRules(new PortRanks(noServices, noServices, noServices), announced);
  private final long[] words = FlowRow.newChunk();
  private final int at = FlowRow.at(3);

  private void key(int protocol, int portA, int portB, long flags) {
    words[at + FlowRow.KEY] =
        (long) portA << HeaderColumns.KEY_PORT_A
            | (long) portB << HeaderColumns.KEY_PORT_B
            | (long) protocol << HeaderColumns.KEY_PROTOCOL
            | flags;
  }

  private void addresses(long aHigh, long aLow, long bHigh, long bLow) {
    words[at + FlowRow.A_HIGH] = aHigh;
    words[at + FlowRow.A_LOW] = aLow;
    words[at + FlowRow.B_HIGH] = bHigh;
    words[at + FlowRow.B_LOW] = bLow;
  }

  private String atFirst(boolean fromB, int tcpFlags, boolean linkBroadcast) {
    words[at + FlowRow.STATE] = rules.atFirst(words, at, fromB, tcpFlags, linkBroadcast);
    return (FlowRow.clientIsB(words, at) ? "B " : "A ")
        + DirectionBasis.values()[FlowRow.basis(words, at)].label
        + (FlowRow.isToMany(words, at) ? " to many" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "2, A syn, B syn",
    "18, B syn-ack, A syn-ack",
    // SYN and RST, RST and ACK, ACK: say nothing.
    "6, A port-rank, A port-rank",
    "20, A port-rank, A port-rank",
    "16, A port-rank, A port-rank",
    // SYN with ECE and CWR; SYN and FIN, which only scanners send.
    "194, A syn, B syn",
    "3, A syn, B syn"
  })
  void tcpFlagsTellBeforePorts(int flags, String fromA, String fromB) {
    addresses(0, IPV4 | 1, 0, IPV4 | 2);
    key(TCP, 50000, 80, HeaderColumns.KEY_HAS_PORTS);
    assertEquals(fromA, atFirst(false, flags, false));
    assertEquals(fromB, atFirst(true, flags, false));
  }

  /** RFC 792, RFC 4443: an echo reply comes from who was asked. */
  @ParameterizedTest
  @CsvSource({
    "ICMP echo request of A, 1, 8, 0, false, A first-packet",
    "ICMP echo request of B, 1, 0, 8, true, B first-packet",
    "ICMP echo reply of A, 1, 0, 8, false, B payload",
    "ICMP echo reply of B, 1, 8, 0, true, A payload",
    "ICMPv6 echo request of A, 58, 128, 129, false, A first-packet",
    "ICMPv6 echo reply of A, 58, 129, 128, false, B payload",
    "ICMPv6 echo reply of B, 58, 128, 129, true, A payload",
    "ICMP of ICMPv6's number, 1, 129, 128, false, A first-packet",
    "ICMPv6 of ICMP's number, 58, 0, 8, false, A first-packet"
  })
  void echoRepliesComeFromTheServer(
      String what, int protocol, int typeA, int typeB, boolean fromB, String expected) {
    addresses(0, IPV4 | 1, 0, IPV4 | 2);
    key(protocol, typeA, typeB, HeaderColumns.KEY_HAS_PORTS);
    assertEquals(expected, atFirst(fromB, 0, false), what);
    key(protocol, typeA, typeB, HeaderColumns.KEY_HAS_PORTS | HeaderColumns.KEY_ONE_WAY);
    assertEquals(fromB ? "B first-packet" : "A first-packet", atFirst(fromB, 0, false), what);
    key(protocol, typeA, typeB, 0);
    assertEquals(fromB ? "B first-packet" : "A first-packet", atFirst(fromB, 0, false), what);
  }

  @Test
  void withoutPortsTheFirstPacketTells() {
    addresses(0, IPV4 | 1, 0, IPV4 | 2);
    key(UDP, 50000, 80, 0);
    assertEquals("A first-packet", atFirst(false, 0, false));
    assertEquals("B first-packet", atFirst(true, 0, false));
    key(UDP, 80, 50000, HeaderColumns.KEY_HAS_PORTS);
    assertEquals("B port-rank", atFirst(false, 0, false));
    rules.use(new PortRanks(noServices, PortRanksTest.services(50000), noServices));
    assertEquals("A service-port", atFirst(false, 0, false));
  }

  /** The receiver's address; the sender is 10.0.0.1. */
  @ParameterizedTest
  @CsvSource({
    "224.0.0.0, 0, FFFFE0000000, false, true",
    "239.255.255.255, 0, FFFFEFFFFFFF, false, true",
    "223.255.255.255, 0, FFFFDFFFFFFF, true, true",
    "223.255.255.254, 0, FFFFDFFFFFFE, true, false",
    "223.255.255.255 in a frame to one host, 0, FFFFDFFFFFFF, false, false",
    "240.0.0.0, 0, FFFFF0000000, false, false",
    "255.255.255.255, 0, FFFFFFFFFFFF, false, true",
    "ff02::1, FF02000000000000, 1, false, true",
    "fe80::ffff:e000:1, FE80000000000000, FFFFE0000001, false, false",
    "ff00::ffff:a00:1, FF00000000000000, FFFF0A000001, false, true",
    "::e000:1 is IPv6, 0, E0000001, false, false",
    "2001:db8::ff, 20010DB800000000, FF, true, false"
  })
  void groupsAreServersWhoeverWouldRankLower(
      String what, String high, String low, boolean linkBroadcast, boolean toMany) {
    long receiverHigh = Long.parseUnsignedLong(high, 16);
    long receiverLow = Long.parseUnsignedLong(low, 16);
    key(UDP, 80, 50000, HeaderColumns.KEY_HAS_PORTS);
    addresses(0, IPV4 | 0x0A00_0001L, receiverHigh, receiverLow);
    assertEquals(
        toMany ? "A first-packet to many" : "B port-rank", atFirst(false, 0, linkBroadcast), what);
    key(UDP, 50000, 80, HeaderColumns.KEY_HAS_PORTS);
    addresses(receiverHigh, receiverLow, 0, IPV4 | 0x0A00_0001L);
    assertEquals(
        toMany ? "B first-packet to many" : "A port-rank", atFirst(true, 0, linkBroadcast), what);
  }

  @Test
  void onlyAStrongerBasisTurns() {
    long byRank = state(false, DirectionBasis.PORT_RANK);
    assertEquals(byRank, DirectionRules.turn(byRank, true, DirectionBasis.LOWER_PORT));
    assertEquals(byRank, DirectionRules.turn(byRank, true, DirectionBasis.PORT_RANK));
    assertEquals(
        state(true, DirectionBasis.SERVICE_PORT),
        DirectionRules.turn(byRank, true, DirectionBasis.SERVICE_PORT));
    assertEquals(
        state(false, DirectionBasis.SYN), DirectionRules.turn(byRank, false, DirectionBasis.SYN));
    long toMany = byRank | FlowRow.STATE_MULTICAST_SERVER;
    assertEquals(toMany, DirectionRules.turn(toMany, true, DirectionBasis.SYN));
  }

  private static long state(boolean clientIsB, DirectionBasis basis) {
    return (clientIsB ? FlowRow.STATE_CLIENT_IS_B : 0)
        | (long) basis.ordinal() << FlowRow.STATE_BASIS
        | FlowRow.STATE_LIVE;
  }

  private void announce(long high, long low, int port, boolean ofClient, long parent, int service) {
    announced.announce(
        new AnnouncedEndpoints.Endpoint(high, low, port, TCP),
        new AnnouncedEndpoints.Announcement(parent, service, 10, 20, ofClient));
  }

  @Test
  void announcementsTurnARow() {
    addresses(0x2001L << 48, 1, 0x2003L << 48, 2);
    key(TCP, 50000, 80, HeaderColumns.KEY_HAS_PORTS);
    words[at + FlowRow.FIRST] = 20;
    words[at + FlowRow.STATE] = state(false, DirectionBasis.PORT_RANK);
    assertFalse(rules.adopt(words, at));
    announce(0x2002L << 48, 1, 50000, false, 4, 5);
    assertFalse(rules.adopt(words, at), "of another host");
    announce(0x2001L << 48, 1, 50000, false, 6, 7);
    assertTrue(rules.adopt(words, at));
    assertTrue(FlowRow.clientIsB(words, at));
    assertEquals(DirectionBasis.ANNOUNCED.ordinal(), FlowRow.basis(words, at));
    assertEquals(6, FlowRow.parentId(words, at));
    assertEquals(7, FlowJudgement.announcedService(words, at));
    assertFalse(rules.adopt(words, at), "turned already");
  }

  @Test
  void anAnnouncementThatAgreesTurnsNothing() {
    addresses(0, IPV4 | 1, 0, IPV4 | 2);
    key(TCP, 50000, 80, HeaderColumns.KEY_HAS_PORTS);
    words[at + FlowRow.FIRST] = 10;
    words[at + FlowRow.STATE] = state(false, DirectionBasis.PORT_RANK);
    FlowRow.setParentId(words, at, 99);
    announce(0, IPV4 | 2, 80, false, 6, 7);
    assertFalse(rules.adopt(words, at));
    assertEquals(DirectionBasis.ANNOUNCED.ordinal(), FlowRow.basis(words, at));
    assertEquals(99, FlowRow.parentId(words, at), "the tunnel that carries it comes first");
    assertEquals(7, FlowJudgement.announcedService(words, at));
  }

  @Test
  void bothEndsAnnouncedAsServersSayNothing() {
    addresses(0, IPV4 | 1, 0, IPV4 | 2);
    key(TCP, 50000, 80, HeaderColumns.KEY_HAS_PORTS);
    words[at + FlowRow.FIRST] = 15;
    words[at + FlowRow.STATE] = state(false, DirectionBasis.PORT_RANK);
    announce(0, IPV4 | 1, 50000, false, 4, 5);
    announce(0, IPV4 | 2, 80, false, 6, 7);
    assertFalse(rules.adopt(words, at));
    assertEquals(DirectionBasis.PORT_RANK.ordinal(), FlowRow.basis(words, at));
    announce(0, IPV4 | 2, 80, true, 6, 7);
    assertTrue(rules.adopt(words, at));
    assertTrue(FlowRow.clientIsB(words, at));
  }

  @Test
  void announcementsHoldFromWhenTheyWereMadeUntilTheyAreVoid() {
    announce(0, 1, 80, false, 6, 7);
    assertEquals(null, announced.find(0, 1, 80, TCP, 9));
    assertEquals(6, announced.find(0, 1, 80, TCP, 10).parentId());
    assertEquals(6, announced.find(0, 1, 80, TCP, 20).parentId());
    assertEquals(null, announced.find(0, 1, 80, TCP, 21));
    assertEquals(null, announced.find(0, 1, 80, UDP, 15));
  }

  @Test
  void theOldestAnnouncementGoesFirst() {
    FlowCounters counters = new FlowCounters();
    AnnouncedEndpoints few = new AnnouncedEndpoints(counters);
    assertTrue(few.isEmpty());
    for (int i = 0; i <= AnnouncedEndpoints.MAX_ENDPOINTS; i++) {
      assertEquals(0, counters.announcementsForgotten);
      // The second is made once more before the last: it is not the oldest any more.
      long host = i == AnnouncedEndpoints.MAX_ENDPOINTS ? 1 : i;
      few.announce(
          new AnnouncedEndpoints.Endpoint(0, host, 80, TCP),
          new AnnouncedEndpoints.Announcement(host, 0, 0, 9, false));
    }
    assertFalse(few.isEmpty());
    for (int host = -1; host >= -2; host--) {
      few.announce(
          new AnnouncedEndpoints.Endpoint(0, host, 80, TCP),
          new AnnouncedEndpoints.Announcement(host, 0, 0, 9, false));
    }
    assertEquals(2, counters.announcementsForgotten);
    assertEquals(null, few.find(0, 0, 80, TCP, 5));
    assertEquals(1, few.find(0, 1, 80, TCP, 5).parentId());
    assertEquals(null, few.find(0, 2, 80, TCP, 5));
    assertEquals(3, few.find(0, 3, 80, TCP, 5).parentId());
  }
}
