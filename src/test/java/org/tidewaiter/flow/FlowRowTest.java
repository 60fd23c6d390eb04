package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.decode.HeaderColumns;

/** Each field of a row is read where it was written, and writing it disturbs no other. */
class FlowRowTest {
  private static final int TCP = 6;
  private static final int ROW = 5;

  private final long[] words = FlowRow.newChunk();
  private final int at = FlowRow.at(ROW);

  @BeforeEach
  void fillTheWholeRow() {
    words[at + FlowRow.A_HIGH] = 0xA1;
    words[at + FlowRow.A_LOW] = 0xA2;
    words[at + FlowRow.B_HIGH] = 0xB1;
    words[at + FlowRow.B_LOW] = 0xB2;
    words[at + FlowRow.KEY] =
        0xFFFEL << HeaderColumns.KEY_PORT_A
            | 0x8001L << HeaderColumns.KEY_PORT_B
            | (long) TCP << HeaderColumns.KEY_PROTOCOL
            | HeaderColumns.KEY_HAS_PORTS;
    words[at + FlowRow.FIRST] = 100;
    words[at + FlowRow.LAST] = 200;
    words[at + FlowRow.HISTORY] = 0x1234;
    for (int i = 0; i < 3; i++) {
      FlowCounts.set(words, at, FlowCounts.A + i, 11 + i);
      FlowCounts.set(words, at, FlowCounts.B + i, 21 + i);
    }
  }

  private void clientIsB() {
    words[at + FlowRow.STATE] |= FlowRow.STATE_CLIENT_IS_B;
  }

  private long[] counts() {
    return counts(words, at);
  }

  private static long[] counts(long[] words, int at) {
    return new long[] {
      FlowRow.clientPackets(words, at),
      FlowRow.clientBytes(words, at),
      FlowRow.clientPayloadBytes(words, at),
      FlowRow.serverPackets(words, at),
      FlowRow.serverBytes(words, at),
      FlowRow.serverPayloadBytes(words, at)
    };
  }

  @Test
  void theClientIsAUnlessTheStateSaysB() {
    assertEnds(0xA1, 0xA2, 0xFFFE, 0xB1, 0xB2, 0x8001);
    assertCounts(11, 12, 13, 21, 22, 23);
    clientIsB();
    assertEnds(0xB1, 0xB2, 0x8001, 0xA1, 0xA2, 0xFFFE);
    assertCounts(21, 22, 23, 11, 12, 13);
    assertEquals(100, FlowRow.firstNanos(words, at));
    assertEquals(200, FlowRow.lastNanos(words, at));
    assertEquals(0x1234, FlowRow.history(words, at));
  }

  private void assertEnds(
      long clientHigh,
      long clientLow,
      int clientPort,
      long serverHigh,
      long serverLow,
      int serverPort) {
    assertEquals(clientHigh, FlowRow.clientHigh(words, at));
    assertEquals(clientLow, FlowRow.clientLow(words, at));
    assertEquals(clientPort, FlowRow.clientPort(words, at));
    assertEquals(serverHigh, FlowRow.serverHigh(words, at));
    assertEquals(serverLow, FlowRow.serverLow(words, at));
    assertEquals(serverPort, FlowRow.serverPort(words, at));
    assertEquals(clientHigh, FlowRow.high(words, at, false));
    assertEquals(clientLow, FlowRow.low(words, at, false));
    assertEquals(clientPort, FlowRow.port(words, at, false));
    assertEquals(serverHigh, FlowRow.high(words, at, true));
    assertEquals(serverLow, FlowRow.low(words, at, true));
    assertEquals(serverPort, FlowRow.port(words, at, true));
  }

  private void assertCounts(long... counts) {
    assertArrayEquals(counts, counts());
    assertEquals(counts[0], FlowRow.packets(words, at, false));
    assertEquals(counts[1], FlowRow.bytes(words, at, false));
    assertEquals(counts[3], FlowRow.packets(words, at, true));
    assertEquals(counts[4], FlowRow.bytes(words, at, true));
  }

  @Test
  void whoSpokeFirstIsSeenFromTheClient() {
    assertTrue(FlowRow.clientSpokeFirst(words, at));
    words[at + FlowRow.STATE] |= FlowRow.STATE_FIRST_FROM_B;
    assertFalse(FlowRow.clientSpokeFirst(words, at));
    clientIsB();
    assertTrue(FlowRow.clientSpokeFirst(words, at));
    words[at + FlowRow.STATE] &= ~FlowRow.STATE_FIRST_FROM_B;
    assertFalse(FlowRow.clientSpokeFirst(words, at));
  }

  @Test
  void theKeySaysWhatKindOfFlowItIs() {
    assertTrue(FlowRow.hasPorts(words, at));
    assertFalse(FlowRow.isIpv6(words, at));
    assertFalse(FlowRow.isOneWay(words, at));
    words[at + FlowRow.KEY] =
        0xFFL << HeaderColumns.KEY_PROTOCOL | HeaderColumns.KEY_ONE_WAY | HeaderColumns.KEY_IPV6;
    assertEquals(255, FlowRow.protocol(words, at));
    assertFalse(FlowRow.hasPorts(words, at));
    assertTrue(FlowRow.isIpv6(words, at));
    assertTrue(FlowRow.isOneWay(words, at));
  }

  private String labels() {
    return String.join(
        " ",
        Integer.toHexString(FlowJudgement.service(words, at)),
        Integer.toHexString(FlowJudgement.serviceSource(words, at)),
        Integer.toHexString(FlowJudgement.announcedService(words, at)),
        Integer.toHexString(FlowJudgement.verdict(words, at)),
        Integer.toHexString(FlowRow.tunnel(words, at)),
        Integer.toHexString(FlowJudgement.rule(words, at)),
        Integer.toHexString(FlowJudgement.findings(words, at)),
        Integer.toHexString(FlowRow.vlan(words, at)),
        Integer.toHexString(FlowRow.input(words, at)),
        Integer.toHexString(FlowRow.tunnelId(words, at)),
        Long.toHexString(FlowRow.parentId(words, at)));
  }

  @Test
  void labelsStandSideBySide() {
    assertEquals("0 0 0 0 0 ffffffff 0 0 0 0 0", labels());
    FlowRow.setTunnel(words, at, 0xFD);
    FlowRow.setOrigin(words, at, 0xFFF, 0xFFFE, 0xFEDCBA98);
    FlowRow.setParentId(words, at, -2);
    assertEquals("0 0 0 0 fd ffffffff 0 fff fffe fedcba98 fffffffffffffffe", labels());
    FlowJudgement.setService(words, at, 0xFFFB, 0xE);
    FlowJudgement.setAnnouncedService(words, at, 0xFFFA);
    FlowJudgement.setFindings(words, at, 0x80000001);
    FlowJudgement.setVerdict(words, at, 0xD, 0x7FFFFFF0);
    assertEquals("fffb e fffa d fd 7ffffff0 80000001 fff fffe fedcba98 fffffffffffffffe", labels());
    FlowJudgement.setService(words, at, 4, 1);
    FlowJudgement.setAnnouncedService(words, at, 5);
    FlowJudgement.setFindings(words, at, 6);
    FlowJudgement.setVerdict(words, at, 2, -1);
    assertEquals("4 1 5 2 fd ffffffff 6 fff fffe fedcba98 fffffffffffffffe", labels());
  }

  @Test
  void otherRulesTakeTheJudgementAway() {
    FlowRow.setTunnel(words, at, 3);
    FlowRow.setOrigin(words, at, 7, 8, 9);
    FlowJudgement.setService(words, at, 1, 2);
    FlowJudgement.setAnnouncedService(words, at, 2);
    FlowJudgement.setFindings(words, at, 6);
    assertFalse(FlowJudgement.isJudged(words, at));
    FlowJudgement.setVerdict(words, at, 2, 40);
    assertTrue(FlowJudgement.isJudged(words, at));
    clientIsB();
    FlowJudgement.forget(words, at, new int[] {0, 11, 12});
    assertFalse(FlowJudgement.isJudged(words, at));
    assertTrue(FlowRow.clientIsB(words, at));
    assertEquals("0 0 c 0 3 ffffffff 0 7 8 9 0", labels());
  }

  @Test
  void endReasonAndBasisStandSideBySide() {
    words[at + FlowRow.STATE] = (long) DirectionBasis.SYN.ordinal() << FlowRow.STATE_BASIS;
    FlowRow.setEndReason(words, at, EndReason.END_OF_INPUT);
    FlowRow.setEndReason(words, at, EndReason.IDLE);
    assertEquals(EndReason.IDLE.ordinal(), FlowRow.endReason(words, at));
    assertEquals(DirectionBasis.SYN.ordinal(), FlowRow.basis(words, at));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, false", "1, 0, false", "0, 1, false", "1, 1, true"})
  void twoWayNeedsPacketsOfBoth(int a, int b, boolean expected) {
    FlowCounts.set(words, at, FlowCounts.A, a);
    FlowCounts.set(words, at, FlowCounts.B, b);
    assertEquals(expected, FlowRow.isTwoWay(words, at));
  }

  /** The server is B, and then A. */
  @ParameterizedTest
  @CsvSource({
    "TCP that nobody answered, 6, 0, 0, 0, false",
    "TCP with an ACK or RST of the server only, 6, 36, 1, 0, false",
    "TCP with a SYN and ACK of the server, 6, 2, 1, 0, true",
    "TCP with data of the server, 6, 8, 1, 0, true",
    "TCP with data of the client only, 6, 0, 0, 10, true",
    "UDP that nobody answered, 17, 0, 0, 10, false",
    "UDP that was answered, 17, 0, 1, 0, true"
  })
  void answeredMeansThatTheServerTookPart(
      String what, int protocol, long letters, int packets, int clientPayload, boolean expected) {
    for (boolean clientIsB : new boolean[] {false, true}) {
      int client = clientIsB ? FlowCounts.B : FlowCounts.A;
      int server = clientIsB ? FlowCounts.A : FlowCounts.B;
      words[at + FlowRow.KEY] = (long) protocol << HeaderColumns.KEY_PROTOCOL;
      // The client's own letters say nothing.
      words[at + FlowRow.STATE] =
          clientIsB
              ? FlowRow.STATE_CLIENT_IS_B | letters | 0x3FL << FlowRow.STATE_OF_B
              : letters << FlowRow.STATE_OF_B | 0x3F;
      FlowCounts.clear(words, at);
      FlowCounts.add(words, at, client, 3, 0, clientPayload);
      FlowCounts.add(words, at, server, packets, 0, 0);
      assertEquals(expected, FlowRow.isAnswered(words, at), what);
    }
  }

  @Test
  void copyAndClearTakeTheWholeRowAndNothingElse() {
    FlowJudgement.setFindings(words, at, 6);
    FlowRow.setParentId(words, at, 7);
    long[] target = FlowRow.newChunk();
    Arrays.fill(target, -1);
    int targetAt = FlowRow.at(FlowRow.CHUNK_ROWS - 1);
    FlowRow.copy(words, at, target, targetAt);
    assertEquals(FlowId.of(words, at), FlowId.of(target, targetAt));
    assertEquals(6, FlowJudgement.findings(target, targetAt));
    assertEquals(7, FlowRow.parentId(target, targetAt));
    assertEquals(0, FlowRow.payload(target, targetAt));
    assertEquals(22, Arrays.stream(target).filter(word -> word != -1).count());
    Arrays.fill(target, -1);
    FlowRow.clear(target, targetAt);
    assertEquals(16, Arrays.stream(target).filter(word -> word == 0).count());
    assertEquals(0, FlowRow.parentId(target, targetAt));
    assertEquals(0, FlowRow.lastNanos(target, targetAt));
    assertEquals(0, FlowRow.clientPackets(target, targetAt), "totals of a row before do not count");
  }

  @Test
  void packedRowsAreWhole() {
    long[] packed = new long[FlowRow.WORDS + 2];
    FlowRow.pack(words, at, packed, 1);
    assertEquals(FlowId.of(words, at), FlowId.of(packed, 1));
    long[] target = FlowRow.newChunk();
    FlowRow.unpack(packed, 1, target, FlowRow.at(0));
    assertArrayEquals(counts(), counts(target, FlowRow.at(0)));
    assertEquals(0, packed[0]);
    assertEquals(0, packed[FlowRow.WORDS + 1]);
  }

  @Test
  void aRowToManyIsOne() {
    assertFalse(FlowRow.isToMany(words, at));
    words[at + FlowRow.STATE] = FlowRow.STATE_MULTICAST_SERVER;
    assertTrue(FlowRow.isToMany(words, at));
  }
}
