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
}
