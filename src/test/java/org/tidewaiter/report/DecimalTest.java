package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecimalTest {
  private final byte[] target = new byte[32];

  private String written(long value) {
    return new String(target, 0, Decimal.write(value, target, 0), StandardCharsets.US_ASCII);
  }

  @Test
  void everyNumberBelowAMillionIsRight() {
    for (int value = 0; value < 1_000_000; value++) {
      int end = Decimal.write(value, target, 0);
      int read = 0;
      for (int i = 0; i < end; i++) {
        read = 10 * read + target[i] - '0';
      }
      assertEquals(value, read);
      assertEquals(value == 0 ? 1 : (int) Math.log10(value + 0.5) + 1, end);
    }
  }

  @Test
  void numbersAboutEveryEdgeAreRight() {
    for (long edge = 1; edge > 0 && edge <= Long.MAX_VALUE / 10; edge *= 10) {
      for (long factor = 1; factor < 10; factor++) {
        for (long value = Math.max(0, edge * factor - 2); value <= edge * factor + 2; value++) {
          assertEquals(Long.toString(value), written(value));
        }
      }
    }
    assertEquals("9223372036854775807", written(Long.MAX_VALUE));
  }

  @Test
  void thousandsAreRoundedDown() {
    for (int thousands = 1; thousands <= 1_000_000; thousands++) {
      assertEquals(thousands - 1, Decimal.thousands(thousands * 1000 - 1));
      assertEquals(thousands, Decimal.thousands(thousands * 1000));
    }
  }

  @Test
  void fixedNumbersHaveZerosInFront() {
    Decimal.writeFixed(7, 4, target, 0);
    Decimal.writeSix(1_002, target, 4);
    Decimal.writeThree(50, target, 10);
    assertEquals("0007001002050", new String(target, 0, 13, StandardCharsets.US_ASCII));
  }
}
