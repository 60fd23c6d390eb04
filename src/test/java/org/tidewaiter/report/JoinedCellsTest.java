package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinedCellsTest {
  @Test
  void whatIsKeptIsOfTheseNumbers() {
    JoinedCells cells = new JoinedCells();
    assertNull(cells.get(0, 0));
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 100_000; i++) {
      long key = (long) random.nextInt(60) << random.nextInt(2) * 40;
      int other = random.nextInt(60) - 1;
      byte[] text = cells.get(key, other);
      found += text != null ? 1 : 0;
      if (text == null) {
        cells.begin().plain("of ").number(key).plain(" ").number(other);
        text = cells.keep(key, other);
      }
      assertEquals("of " + key + " " + other, new String(text, StandardCharsets.US_ASCII));
    }
    assertTrue(found > 1000, "found " + found);
  }
}
