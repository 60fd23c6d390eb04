package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The clock over notes of the parts sweeps where the clock over all packets does. */
class SweepTraceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final FlowTimeouts TIMEOUTS = FlowTimeouts.DEFAULT;

  private static List<String> sweeps(long[] times) {
    SweepClock clock = new SweepClock(TIMEOUTS.shortestNanos() / 4);
    List<String> sweeps = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      if (clock.isDue(times[i])) {
        sweeps.add(i + " " + clock.nanos());
      }
    }
    return sweeps;
  }

  private static SweepTrace copy(SweepTrace trace) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trace.writeTo(new DataOutputStream(bytes));
    return SweepTrace.readFrom(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), TIMEOUTS);
  }

  private static List<String> sweepsInParts(long[] times, Random random) throws IOException {
    List<String> sweeps = new ArrayList<>();
    SweepTrace.Clock clock = new SweepTrace.Clock(TIMEOUTS);
    for (int from = 0; from < times.length; ) {
      int to = Math.min(times.length, from + random.nextInt(40));
      SweepTrace trace = new SweepTrace(TIMEOUTS);
      for (int i = from; i < to; i++) {
        trace.take(times[i]);
      }
      clock.run(copy(trace), (row, nanos) -> sweeps.add(row + " " + nanos));
      from = to;
    }
    return sweeps;
  }

  /** Times that go on, stand, jump both ways, and swing about a multiple of the interval. */
  private static long[] times(Random random) {
    long[] times = new long[400];
    long now = random.nextInt(3) == 0 ? 0 : 1_700_000_000L * SECOND;
    for (int i = 0; i < times.length; i++) {
      now +=
          switch (random.nextInt(12)) {
            case 0 -> 10 * SECOND;
            case 1 -> -10 * SECOND;
            case 2 -> random.nextInt(200) * SECOND;
            case 3 -> -random.nextInt(100) * SECOND;
            case 4 -> random.nextInt(40) == 0 ? 1L << 55 : 0;
            case 5 -> random.nextInt(40) == 0 ? -(1L << 55) : 0;
            default -> random.nextInt(2_000_000_000);
          };
      times[i] = random.nextInt(50) == 0 ? random.nextLong() : now;
    }
    return times;
  }

  @Test
  void partsSweepAsTheWholeDoes() throws IOException {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      long[] times = times(random);
      assertEquals(sweeps(times), sweepsInParts(times, random), "seed " + seed);
    }
  }
}
