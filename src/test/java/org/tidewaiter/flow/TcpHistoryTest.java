package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpHistoryTest {
  private static final String LETTERS = "-SHADFR";

  /** The definitions in Zeek's documentation of conn_state, as histories. */
  @ParameterizedTest
  @CsvSource({
    "S, S0", "ShA, S1", "ShADadFfA, SF", "Sr, REJ", "ShADF, S2", "ShADf, S3", "ShADR, RSTO",
    "ShADr, RSTR", "SR, RSTOS0", "hr, RSTRH", "SF, SH", "hf, SHR", "DadA, OTH", "h, OTH",
    "ShDrR, RSTR", "ShDRr, RSTO", "R, OTH", "r, OTH", "Sa, OTH"
  })
  void statesFollowFromTheCourse(String history, ConnState expected) {
    for (boolean clientIsB : new boolean[] {false, true}) {
      long packed = 0;
      for (char letter : history.toCharArray()) {
        int kind = LETTERS.indexOf(Character.toUpperCase(letter));
        boolean fromClient = Character.isUpperCase(letter);
        packed = TcpHistory.append(packed, 1 << (kind - 1), fromClient == clientIsB);
      }
      assertEquals(expected, TcpHistory.state(packed, clientIsB));
      byte[] text = new byte[16];
      int end = TcpHistory.write(packed, clientIsB, text, 0);
      assertEquals(history, new String(text, 0, end, StandardCharsets.US_ASCII));
    }
  }

  /** Flags as in RFC 9293 section 3.1: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32. */
  @ParameterizedTest
  @CsvSource({
    "2, 0, S", "18, 0, H", "16, 0, A", "24, 10, D", "16, 1, D", "17, 0, F", "17, 10, DF",
    "1, 0, F", "4, 0, R", "20, 0, R", "5, 0, FR", "2, 10, SD", "18, 10, HD", "7, 10, SDFR",
    "0, 0, -", "8, 0, -", "194, 0, S", "6, 0, SR"
  })
  void aSegmentStandsForItsLettersInTheirOrder(int flags, int payload, String expected) {
    int letters = TcpHistory.lettersOf(flags, payload);
    byte[] text = new byte[16];
    int end = TcpHistory.write(TcpHistory.append(0, letters, true), true, text, 0);
    String written = new String(text, 0, end, StandardCharsets.US_ASCII);
    assertEquals(expected.equals("-") ? "" : expected, written);
    end = TcpHistory.write(TcpHistory.append(0xA, letters, false), true, text, 0);
    written = new String(text, 0, end, StandardCharsets.US_ASCII);
    assertEquals(
        "H" + (expected.equals("-") ? "" : expected.toLowerCase(java.util.Locale.ROOT)), written);
  }
}
