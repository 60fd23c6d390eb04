package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.decode.HeaderColumns;

class FlowTimeoutsTest {
  private static final FlowTimeouts TIMEOUTS = new FlowTimeouts(50, 40, 30, 20, 10);

  private final long[] words = FlowRow.newChunk();
  private final int at = FlowRow.at(1);

  @ParameterizedTest
  @CsvSource({
    "TCP spoken by both, 6, '', '', 3, 2, 50",
    "TCP that only A spoke, 6, '', '', 3, 0, 40",
    "TCP that only B spoke, 6, '', '', 0, 3, 40",
    "TCP closed by A alone, 6, F, '', 3, 2, 50",
    "TCP closed by B alone, 6, '', F, 3, 2, 50",
    "TCP closed by both, 6, F, F, 3, 2, 30",
    "TCP reset by A, 6, R, '', 3, 0, 30",
    "TCP reset by B, 6, '', R, 0, 3, 30",
    "TCP with other letters of both, 6, D, D, 3, 2, 50",
    "UDP, 17, '', '', 3, 2, 20",
    "UDP-Lite, 136, '', '', 3, 0, 20",
    "SCTP, 132, '', '', 3, 2, 10",
    "ICMP, 1, '', '', 3, 2, 10"
  })
  void theIdleTimeIsThatOfTheCourse(
      String what, int protocol, String lettersA, String lettersB, int a, int b, long expected) {
    words[at + FlowRow.KEY] = (long) protocol << HeaderColumns.KEY_PROTOCOL;
    words[at + FlowRow.STATE] = bits(lettersA) | bits(lettersB) << FlowRow.STATE_OF_B;
    FlowCounts.set(words, at, FlowCounts.A, a);
    FlowCounts.set(words, at, FlowCounts.B, b);
    assertEquals(expected, TIMEOUTS.of(words, at), what);
  }

  private static long bits(String letters) {
    return switch (letters) {
      case "F" -> TcpHistory.BIT_FIN;
      case "R" -> TcpHistory.BIT_RST;
      case "D" -> TcpHistory.BIT_DATA;
      default -> 0;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theShortestIsFoundWhereverItIs(int place) {
    long[] nanos = {9, 9, 9, 9, 9};
    nanos[place] = 4;
    assertEquals(
        4, new FlowTimeouts(nanos[0], nanos[1], nanos[2], nanos[3], nanos[4]).shortestNanos());
    assertEquals(new FlowTimeouts(7, 7, 7, 7, 7), FlowTimeouts.all(7));
  }
}
