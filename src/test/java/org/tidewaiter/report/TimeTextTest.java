package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  @Test
  void timesCompareAsTheirTextsDo() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long one = random.nextInt(4) == 0 ? random.nextLong() : 1_700_000_000_000_000L;
      long near = random.nextInt(3) * 1000L + (random.nextBoolean() ? random.nextInt(1000) : 0);
      long two = one > Long.MAX_VALUE - 3000 ? one : one + near;
      int texts = Integer.signum(TimeText.of(one).compareTo(TimeText.of(two)));
      assertEquals(texts, Integer.signum(TimeText.compareTexts(one, two)), one + " " + two);
    }
  }
}
