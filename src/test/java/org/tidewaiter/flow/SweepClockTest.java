package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SweepClockTest {
  private static final long START = 1000;

  private final SweepClock clock = new SweepClock(100);

  private void startClock() {
    // The very first packet is compared with the time 0, the second sets the clock.
    clock.isDue(START);
    clock.isDue(START);
  }

  @Test
  void isDueOncePerIntervalOfPacketTime() {
    startClock();
    clock.isDue(START);
    assertFalse(clock.isDue(START + 99));
    assertFalse(clock.isDue(START + 100), "one packet at the time, the one before was earlier");
    assertTrue(clock.isDue(START + 101), "the earlier of two is at the time");
    assertEquals(START + 100, clock.nanos());
    assertFalse(clock.isDue(START + 199));
    assertFalse(clock.isDue(START + 201));
    assertTrue(clock.isDue(START + 202));
    assertEquals(START + 201, clock.nanos());
  }

  @Test
  void onePacketFarAheadMovesNothingTwoDo() {
    startClock();
    assertFalse(clock.isDue(START + 1_000_000));
    assertFalse(clock.isDue(START + 1));
    assertFalse(clock.isDue(START + 1_000_000));
    assertTrue(clock.isDue(START + 1_000_001));
    assertEquals(START + 1_000_000, clock.nanos());
  }

  /** Times that go back by up to an interval are disorder, beyond that another clock. */
  @Test
  void aJumpBackSetsTheClockWithoutASweep() {
    startClock();
    clock.isDue(START + 1000);
    assertTrue(clock.isDue(START + 1000));
    assertFalse(clock.isDue(START + 900));
    assertEquals(START + 1000, clock.nanos());
    assertFalse(clock.isDue(START + 899));
    assertEquals(START + 899, clock.nanos());
    assertFalse(clock.isDue(START + 999));
    assertTrue(clock.isDue(START + 999));
    assertEquals(START + 999, clock.nanos());
  }

  @Test
  void anIntervalOfNothingIsANanosecond() {
    SweepClock every = new SweepClock(0);
    every.isDue(5);
    every.isDue(5);
    assertFalse(every.isDue(5));
    assertFalse(every.isDue(6));
    assertTrue(every.isDue(7));
    assertEquals(6, every.nanos());
  }
}
