package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadRecognizer;

/** What the stages on the right hear of, packet by packet. */
class FlowCourseTest {
  private static final long T = 1_700_000_000L * Traffic.SECOND;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final String[] KINDS = {
    "", "settled", "recognized", "observed", "ended", "first-payload"
  };

  /** A query for example.org; hosts answer it with the flag QR set. */
  private static final String DNS_QUERY =
      "\u0012\u0034\u0001\0\0\u0001\0\0\0\0\0\0\u0007example\u0003org\0\0\u0001\0\u0001";

  private final Traffic traffic = new Traffic(1);
  private final FlowTable table = Traffic.table(1, 1000, FlowTimeouts.DEFAULT);

  /** Events of the latest packet, the packet being the last of its batch. */
  private String heard() {
    table.consume(traffic.batch, traffic.columns);
    StringBuilder heard = new StringBuilder();
    FlowEvents events = table.events();
    for (int i = 0; i < events.size(); i++) {
      heard.append(i == 0 ? "" : ", ").append(KINDS[events.kind(i)]).append(' ');
      heard.append(events.row(i)).append(' ').append(events.columnRow(i));
    }
    traffic.clear();
    return heard.toString();
  }

  private String tcp(int from, int fromPort, int to, int toPort, int flags) {
    traffic.add(T, TCP, from, fromPort, to, toPort, flags, 0);
    return heard();
  }

  private String data(int protocol, int from, int fromPort, int to, int toPort, String bytes) {
    traffic.add(T, protocol, from, fromPort, to, toPort, protocol == TCP ? Traffic.ACK : 0, 0);
    traffic.payload(bytes);
    return heard();
  }

  private PayloadProtocol recognized(int row) {
    return PayloadRecognizer.protocol(FlowRow.payload(table.words(row), FlowTable.at(row)));
  }

  private DirectionBasis basis(int row) {
    return DirectionBasis.values()[FlowRow.basis(table.words(row), FlowTable.at(row))];
  }

  @Test
  void anAnswerSettlesWhateverNeedsNoHandshake() {
    traffic.add(T, UDP, 1, 5000, 2, 53, 0, 9);
    assertEquals("", heard());
    traffic.add(T, UDP, 1, 5000, 2, 53, 0, 9);
    assertEquals("", heard());
    traffic.add(T, UDP, 2, 53, 1, 5000, 0, 9);
    assertEquals("settled 0 -1", heard());
    traffic.add(T, UDP, 2, 53, 1, 5000, 0, 9);
    assertEquals("", heard());
    // The other way round: B speaks first.
    traffic.add(T, UDP, 4, 5000, 3, 53, 0, 9);
    assertEquals("", heard());
    traffic.add(T, UDP, 3, 53, 4, 5000, 0, 9);
    assertEquals("settled 1 -1", heard());
  }

  @Test
  void tcpIsSettledByItsHandshake() {
    assertEquals("", tcp(1, 5000, 2, 80, Traffic.SYN));
    assertEquals("", tcp(1, 5000, 2, 80, Traffic.SYN));
    assertEquals("settled 0 -1", tcp(2, 80, 1, 5000, Traffic.SYN | Traffic.ACK));
    assertEquals("", tcp(1, 5000, 2, 80, Traffic.ACK));
    // Or refused: nothing to judge but an attempt.
    assertEquals("", tcp(2, 5000, 1, 81, Traffic.SYN));
    assertEquals("", tcp(1, 81, 2, 5000, Traffic.RST | Traffic.ACK));
  }

  @Test
  void tcpInItsMiddleIsSettledByDataOfBoth() {
    traffic.add(T, TCP, 1, 5000, 2, 80, Traffic.ACK, 10);
    assertEquals("", heard());
    assertEquals("", tcp(2, 80, 1, 5000, Traffic.ACK));
    traffic.add(T, TCP, 2, 80, 1, 5000, Traffic.ACK, 10);
    assertEquals("settled 0 -1", heard());
  }

  @Test
  void aLateSynAckTurnsTheDirection() {
    traffic.add(T, TCP, 1, 80, 2, 5000, Traffic.ACK, 10);
    heard();
    assertFalse(FlowRow.clientSpokeFirst(table.words(0), FlowTable.at(0)));
    tcp(2, 5000, 1, 80, Traffic.SYN | Traffic.ACK);
    assertEquals(DirectionBasis.SYN_ACK, basis(0));
    assertTrue(FlowRow.clientSpokeFirst(table.words(0), FlowTable.at(0)));
    assertEquals(1, table.counters().directionTurned);
  }

  @Test
  void unknownPayloadIsShownToTheRecogniserThreeTimesForEachSide() {
    assertEquals("first-payload 0 0", data(TCP, 1, 5000, 2, 80, "?"));
    assertEquals("", data(TCP, 1, 5000, 2, 80, "?"));
    assertEquals("settled 0 -1, first-payload 0 0", data(TCP, 2, 80, 1, 5000, "!"));
    assertEquals("", data(TCP, 1, 5000, 2, 80, "?"));
    String request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    assertEquals("", data(TCP, 1, 5000, 2, 80, request), "the fourth is not looked at");
    assertEquals(PayloadProtocol.NONE, recognized(0));
    assertEquals("", data(TCP, 2, 80, 1, 5000, "!"));
    assertEquals(
        "recognized 0 0", data(TCP, 2, 80, 1, 5000, "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"));
    assertEquals(PayloadProtocol.HTTP, recognized(0));
    assertEquals(DirectionBasis.PAYLOAD, basis(0));
  }

  /** The sender of a request is the client, of a response the server, on A's side and on B's. */
  @Test
  void theRoleOfThePayloadTurnsTheDirection() {
    String request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    String response = "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n";
    data(TCP, 1, 80, 2, 5000, request);
    data(TCP, 4, 80, 3, 5000, request);
    data(TCP, 1, 5000, 3, 80, response);
    data(TCP, 4, 5000, 2, 80, response);
    boolean[] clientIsA = {true, false, false, true};
    for (int row = 0; row < 4; row++) {
      long[] words = table.words(row);
      int at = FlowTable.at(row);
      assertEquals(DirectionBasis.PAYLOAD, basis(row));
      assertEquals(80, FlowRow.clientPort(words, at), "row " + row);
      // The role that the results are put together with is that of A.
      assertEquals(
          clientIsA[row] ? PayloadRecognizer.CLIENT_SPOKE : PayloadRecognizer.SERVER_SPOKE,
          PayloadRecognizer.role(FlowRow.payload(words, at)),
          "row " + row);
    }
    assertEquals(4, table.counters().directionTurned);
  }

  @Test
  void onceRecognisedTheSideIsNotLookedAtAgainUnlessItsProtocolIsObserved() {
    assertEquals(
        "first-payload 0 0, recognized 0 0",
        data(TCP, 1, 5000, 2, 80, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    assertEquals("", data(TCP, 1, 5000, 2, 80, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    assertEquals("first-payload 1 0, recognized 1 0", data(UDP, 1, 5000, 2, 53, DNS_QUERY));
    assertEquals(PayloadProtocol.DNS, recognized(1));
    assertEquals("observed 1 0", data(UDP, 1, 5000, 2, 53, DNS_QUERY));
    assertEquals("observed 1 0", data(UDP, 1, 5000, 2, 53, "anything"));
  }

  /** A name for the payload is a reason to judge again. */
  @Test
  void recognitionTakesTheVerdictAway() {
    traffic.add(T, TCP, 1, 5000, 2, 80, Traffic.ACK, 10);
    heard();
    FlowJudgement.setVerdict(table.words(0), FlowTable.at(0), 1, 1);
    data(TCP, 1, 5000, 2, 80, "?");
    assertTrue(FlowJudgement.isJudged(table.words(0), FlowTable.at(0)));
    data(TCP, 1, 5000, 2, 80, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertFalse(FlowJudgement.isJudged(table.words(0), FlowTable.at(0)));
    FlowJudgement.setVerdict(table.words(0), FlowTable.at(0), 1, 1);
    tcp(2, 80, 1, 5000, Traffic.SYN);
    assertFalse(FlowJudgement.isJudged(table.words(0), FlowTable.at(0)), "turned");
  }

  @Test
  void eachLetterOfTheHistoryStandsOnceForEachSide() {
    String[] course = {"1S", "1S", "2SA", "1A", "1A", "1D", "2A", "2D", "1D", "2D", "1F", "2F"};
    for (String packet : course) {
      boolean fromClient = packet.charAt(0) == '1';
      int flags = packet.contains("S") ? Traffic.SYN : 0;
      flags |= packet.contains("F") ? Traffic.FIN : 0;
      flags |= packet.equals("1S") ? 0 : Traffic.ACK;
      int payload = packet.contains("D") ? 9 : 0;
      traffic.add(
          T,
          TCP,
          fromClient ? 4 : 3,
          fromClient ? 5000 : 80,
          fromClient ? 3 : 4,
          fromClient ? 80 : 5000,
          flags,
          payload);
    }
    heard();
    byte[] text = new byte[16];
    int end = TcpHistory.write(FlowRow.history(table.words(0), FlowTable.at(0)), true, text, 0);
    assertEquals("ShADadFf", new String(text, 0, end, java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void moreEventsThanRoomAreKept() {
    FlowEvents events = new FlowEvents();
    for (int i = 0; i < 20_000; i++) {
      events.add(1 + i % 5, i, -i);
    }
    assertEquals(20_000, events.size());
    for (int i = 0; i < 20_000; i++) {
      assertEquals(1 + i % 5, events.kind(i));
      assertEquals(i, events.row(i));
      assertEquals(-i, events.columnRow(i));
    }
  }
}
