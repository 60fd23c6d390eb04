package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class HexDumpTest {
  @Test
  void findsSpacedBytesWithinWords() {
    List<HexDump.Piece> pieces =
        HexDump.split("opens with 05 00 0b 03 10 00 00 00; answered in 4 ms");
    assertEquals("opens with", pieces.get(0).words());
    assertArrayEquals(new byte[] {5, 0, 0x0b, 3, 0x10, 0, 0, 0}, pieces.get(1).bytes());
    assertEquals("answered in 4 ms", pieces.get(2).words());
    assertEquals(3, pieces.size());
  }

  @Test
  void findsOneRunOfDigits() {
    List<HexDump.Piece> pieces = HexDump.split("0500000B00000010ff");
    assertEquals(9, pieces.get(0).bytes().length);
    assertEquals((byte) 0xff, pieces.get(0).bytes()[8]);
  }

  @Test
  void leavesOtherThingsAlone() {
    for (String words :
        List.of(
            "",
            "51c82175-844e-4750-b0d8-ec255555bc06",
            "00:1d:aa:3f:20:01 is a MAC address",
            "10 20 30 40 50 60 70",
            "ab cd ef gh ij kl mn op qr st",
            "1234567890123456789 is a number",
            "deadbeefdeadbeefx")) {
      List<HexDump.Piece> pieces = HexDump.split(words);
      assertEquals(words.isEmpty() ? 0 : 1, pieces.size(), words);
      pieces.forEach(piece -> assertNull(piece.bytes(), words));
    }
  }

  @Test
  void everyPrefixIsSplitWithoutHarm() {
    String evidence = "a 05 00 0b 03 10 00 00 00 48 b; 0102030405060708090a, 5 0 0 5";
    for (int length = 0; length <= evidence.length(); length++) {
      HexDump.split(evidence.substring(0, length));
    }
  }

  @Test
  void laysOutLikeABytePane() {
    byte[] bytes = "Hello, world of bytes\1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertEquals(
        """
        0000   48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 20 6f 66 20  Hello, world of\s
        0010   62 79 74 65 73 01                                 bytes.""",
        HexDump.layOut(bytes));
  }
}
