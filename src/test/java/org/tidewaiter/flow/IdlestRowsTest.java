package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdlestRowsTest {
  private static FlowRows rows(long... lastNanos) {
    FlowRows rows = new FlowRows();
    for (long last : lastNanos) {
      int row = rows.take(0);
      rows.words(row)[FlowRows.at(row) + FlowRow.LAST] = last;
      rows.words(row)[FlowRows.at(row) + FlowRow.STATE] = FlowRow.STATE_LIVE;
    }
    return rows;
  }

  /** Within 4,096 ns each time has its own bucket. */
  @Test
  void isExactWithinAShortTime() {
    long start = 1_700_000_000L * Traffic.SECOND;
    FlowRows rows = rows(start + 4095, start + 7, start, start + 8, start + 7);
    assertEquals(start, IdlestRows.threshold(rows, 1));
    assertEquals(start + 7, IdlestRows.threshold(rows, 2));
    assertEquals(start + 7, IdlestRows.threshold(rows, 3));
    assertEquals(start + 8, IdlestRows.threshold(rows, 4));
    assertEquals(start + 4095, IdlestRows.threshold(rows, 5));
    assertEquals(start + 4095, IdlestRows.threshold(rows, 6));
  }

  @Test
  void rowsThatEndedDoNotCount() {
    FlowRows rows = rows(10, 20, 30, 40);
    rows.release(0, 0);
    rows.release(3, 0);
    assertEquals(20, IdlestRows.threshold(rows, 1));
    assertEquals(30, IdlestRows.threshold(rows, 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {4096, 4097, 1L << 40, 3600 * Traffic.SECOND, Long.MAX_VALUE})
  void enoughRowsAreAtOrBeforeItAndNotManyMore(long span) {
    Random random = new Random(span);
    long[] last = LongStream.range(0, 4000).map(i -> random.nextLong(span)).toArray();
    FlowRows rows = rows(last);
    Arrays.sort(last);
    for (int wanted : new int[] {1, 250, 2000, 3999, 4000}) {
      long threshold = IdlestRows.threshold(rows, wanted);
      long atOrBefore = Arrays.stream(last).filter(time -> time <= threshold).count();
      assertTrue(atOrBefore >= wanted, wanted + ": " + atOrBefore);
      assertTrue(atOrBefore <= wanted + 12, wanted + ": " + atOrBefore);
    }
  }

  /** Times up to the last that 64 bits hold: the end of their bucket lies beyond it. */
  @Test
  void timesAtTheEndOfTimeAreFound() {
    long[] last = {
      1_700_000_000L * Traffic.SECOND, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };
    assertEquals(Long.MAX_VALUE, IdlestRows.threshold(rows(last), 2));
    last[0] = Long.MIN_VALUE;
    assertEquals(Long.MAX_VALUE, IdlestRows.threshold(rows(last), 4));
  }
}
