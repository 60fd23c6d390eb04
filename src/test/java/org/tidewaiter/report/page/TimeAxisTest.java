package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
  @Test
  void keepsMillisecondsWhileTheyFit() {
    TimeAxis axis = new TimeAxis(1);
    axis.add(0, 1_000, 5);
    axis.add(0, 1_003, 7);
    assertEquals(1, axis.widthMillis());
    assertEquals(1_000, axis.startMillis());
    assertEquals("[5, 0, 0, 7]", Arrays.toString(axis.values(0)));
  }

  @Test
  void anAxisWithoutTimesHasNoBuckets() {
    TimeAxis axis = new TimeAxis(2);
    assertEquals(0, axis.buckets());
    assertEquals(0, axis.values(1).length);
  }

  @Test
  void spreadsExactly() {
    TimeAxis axis = new TimeAxis(1);
    axis.spread(0, 10, 12, 100);
    assertEquals("[34, 33, 33]", Arrays.toString(axis.values(0)));
  }

  @Test
  void countsEveryBucketThatASpanTouches() {
    TimeAxis axis = new TimeAxis(1);
    axis.addToEach(0, 5, 7, 1);
    axis.addToEach(0, 7, 8, 1);
    assertEquals("[1, 1, 2, 1]", Arrays.toString(axis.values(0)));
  }

  @Test
  void widensForTheWholeCalendar() {
    TimeAxis axis = new TimeAxis(1);
    axis.add(0, CaptureTime.millis("0001-01-01T00:00:00Z"), 1);
    axis.add(0, CaptureTime.millis("9999-12-31T23:59:59Z"), 1);
    axis.add(0, CaptureTime.millis("2026-01-01T00:00:00Z"), 1);
    assertTrue(axis.buckets() <= TimeAxis.MAX_BUCKETS);
    assertEquals(3, Arrays.stream(axis.values(0)).sum());
  }

  /** Whatever the order of times, the buckets are those of the final width. */
  @Test
  void equalsAPlainMapAtTheFinalWidth() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      TimeAxis axis = new TimeAxis(1);
      TreeMap<Long, Long> times = new TreeMap<>();
      long span = 1L << random.nextInt(42);
      for (int i = 0; i < 200; i++) {
        long time =
            1_700_000_000_000L + (long) (random.nextDouble() * span) * (i % 2 == 0 ? 1 : -1);
        axis.add(0, time, i);
        times.merge(time, (long) i, Long::sum);
      }
      long[] expected = new long[axis.buckets()];
      times.forEach(
          (time, amount) ->
              expected[(int) ((time - axis.startMillis()) / axis.widthMillis())] += amount);
      assertEquals(Arrays.toString(expected), Arrays.toString(axis.values(0)), "seed " + seed);
      assertTrue(axis.buckets() <= TimeAxis.MAX_BUCKETS);
    }
  }
}
