package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodClockTest {
  private static final long FIVE_MINUTES = 300_000;

  private long wallMillis = Instant.parse("2026-11-22T18:53:07.250Z").toEpochMilli();
  private long monotonicNanos = -5;

  private PeriodClock clock(long lengthMillis) {
    return new PeriodClock(lengthMillis, () -> wallMillis, () -> monotonicNanos);
  }

  private void pass(long millis) {
    wallMillis += millis;
    monotonicNanos += millis * 1_000_000;
  }

  @Test
  void endsPeriodsAtFullMultiples() {
    PeriodClock clock = clock(FIVE_MINUTES);
    assertEquals("20261122T185307Z", clock.name());
    pass(112_749);
    assertFalse(clock.isDue());
    pass(1);
    assertTrue(clock.isDue());
    pass(40);
    clock.next();
    assertEquals("20261122T185500Z", clock.name());
    assertEquals(Instant.parse("2026-11-22T18:55:00Z"), clock.start());
    pass(FIVE_MINUTES - 41);
    assertFalse(clock.isDue());
    pass(1);
    assertTrue(clock.isDue());
  }

  @Test
  void takesALittleEarlyForOnTime() {
    PeriodClock clock = clock(FIVE_MINUTES);
    pass(112_750);
    wallMillis -= 300;
    clock.next();
    assertEquals("20261122T185500Z", clock.name());
    pass(FIVE_MINUTES + 299);
    assertFalse(clock.isDue());
    pass(1);
    assertTrue(clock.isDue());
  }

  @Test
  void stepsOfTheWallClockChangeNamesOnly() {
    for (long step : new long[] {-86_400_000, 86_400_000, -7_000, 7_000}) {
      PeriodClock clock = clock(FIVE_MINUTES);
      wallMillis += step;
      pass(112_749);
      assertFalse(clock.isDue(), "step " + step);
      pass(1);
      assertTrue(clock.isDue(), "step " + step);
      clock.next();
      assertEquals(wallMillis, clock.start().toEpochMilli());
      pass(FIVE_MINUTES);
      assertTrue(clock.isDue(), "step " + step);
      wallMillis -= step + 112_750 + FIVE_MINUTES;
      monotonicNanos += 1;
    }
  }

  @Test
  void periodsThatEndEarlyBeginWhenTheyBegin() {
    PeriodClock clock = clock(FIVE_MINUTES);
    pass(10_000);
    clock.next();
    assertEquals("20261122T185317Z", clock.name());
    pass(102_750);
    assertTrue(clock.isDue());
  }

  @Test
  void anEndlessPeriodIsNeverDue() {
    PeriodClock clock = clock(0);
    pass(1_000_000_000);
    assertFalse(clock.isDue());
    clock.next();
    assertFalse(clock.isDue());
  }
}
