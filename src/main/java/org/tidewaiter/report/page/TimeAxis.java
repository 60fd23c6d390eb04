package org.tidewaiter.report.page;

import java.util.Arrays;

/**
 * Several series over one time axis that widens as later or earlier times come. The number of
 * buckets stays within {@link #MAX_BUCKETS}: when the span outgrows them, buckets are merged into
 * the next round width, so the axis needs neither to know the span beforehand nor to keep what it
 * summed.
 */
final class TimeAxis {
  /** Most buckets: about one for three pixels of the chart. */
  static final int MAX_BUCKETS = 400;

  /** Round widths in milliseconds, 1 ms to 270 years; each divides the next. */
  private static final long[] WIDTHS = {
    1,
    2,
    10,
    20,
    100,
    200,
    1_000,
    2_000,
    10_000,
    30_000,
    60_000,
    120_000,
    600_000,
    1_800_000,
    3_600_000,
    7_200_000,
    21_600_000,
    43_200_000,
    86_400_000,
    172_800_000,
    864_000_000,
    1_728_000_000,
    8_640_000_000L,
    86_400_000_000L,
    864_000_000_000L,
    8_640_000_000_000L
  };

  private final long[][] series;

  /** By how much each bucket differs from the one before, of spans not yet added to the series. */
  private final long[][] steps;

  private int width;
  private long origin;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  TimeAxis(int seriesCount) {
    series = new long[seriesCount][MAX_BUCKETS];
    steps = new long[seriesCount][MAX_BUCKETS + 1];
  }

  /** Adds an amount at one time. */
  void add(int seriesIndex, long millis, long amount) {
    cover(millis, millis);
    series[seriesIndex][bucket(millis)] += amount;
  }

  /** Adds an amount to each bucket that a span touches. */
  void addToEach(int seriesIndex, long fromMillis, long toMillis, long amount) {
    cover(fromMillis, toMillis);
    steps[seriesIndex][bucket(fromMillis)] += amount;
    steps[seriesIndex][bucket(toMillis) + 1] -= amount;
  }

  /** Spreads an amount evenly over a span, exactly: the parts sum to the amount. */
  void spread(int seriesIndex, long fromMillis, long toMillis, long amount) {
    cover(fromMillis, toMillis);
    int first = bucket(fromMillis);
    int last = bucket(toMillis);
    int count = last - first + 1;
    long share = amount / count;
    long rest = amount - share * count;
    steps[seriesIndex][first] += share;
    steps[seriesIndex][last + 1] -= share;
    series[seriesIndex][first] += rest;
  }

  private void addSteps(int seriesIndex) {
    long[] step = steps[seriesIndex];
    long[] values = series[seriesIndex];
    long level = 0;
    for (int i = 0; i < MAX_BUCKETS; i++) {
      level += step[i];
      values[i] += level;
    }
    Arrays.fill(step, 0);
  }

  boolean isEmpty() {
    return firstMillis > lastMillis;
  }

  long widthMillis() {
    return WIDTHS[width];
  }

  /** Start of the first bucket that any time fell into. */
  long startMillis() {
    return Math.floorDiv(firstMillis, WIDTHS[width]) * WIDTHS[width];
  }

  /** Number of buckets from the first to the last that any time fell into. */
  int buckets() {
    return isEmpty() ? 0 : bucket(lastMillis) - bucket(firstMillis) + 1;
  }

  /** The values of one series, {@link #buckets()} of them. */
  long[] values(int seriesIndex) {
    addSteps(seriesIndex);
    long[] values = new long[buckets()];
    if (values.length > 0) {
      System.arraycopy(series[seriesIndex], bucket(firstMillis), values, 0, values.length);
    }
    return values;
  }

  private int bucket(long millis) {
    return (int) (Math.floorDiv(millis, WIDTHS[width]) - origin);
  }

  private void cover(long fromMillis, long toMillis) {
    if (fromMillis >= firstMillis && toMillis <= lastMillis) {
      return;
    }
    boolean wasEmpty = isEmpty();
    long oldFirst = firstMillis;
    long oldLast = lastMillis;
    firstMillis = Math.min(firstMillis, fromMillis);
    lastMillis = Math.max(lastMillis, toMillis);
    int needed = width;
    while (span(needed) > MAX_BUCKETS) {
      needed++;
    }
    if (wasEmpty) {
      width = needed;
      origin = Math.floorDiv(firstMillis, WIDTHS[width]);
    } else if (needed != width || bucket(firstMillis) < 0 || bucket(lastMillis) >= MAX_BUCKETS) {
      rebase(needed, oldFirst, oldLast);
    }
  }

  private long span(int widthIndex) {
    long w = WIDTHS[widthIndex];
    return Math.floorDiv(lastMillis, w) - Math.floorDiv(firstMillis, w) + 1;
  }

  /** Moves all series to a new width and origin, leaving as much room before as after. */
  private void rebase(int newWidth, long oldFirst, long oldLast) {
    long ratio = WIDTHS[newWidth] / WIDTHS[width];
    int from = bucket(oldFirst);
    int to = bucket(oldLast);
    long newFirst = Math.floorDiv(firstMillis, WIDTHS[newWidth]);
    long newOrigin = newFirst - (MAX_BUCKETS - span(newWidth)) / 2;
    for (int s = 0; s < series.length; s++) {
      addSteps(s);
      long[] moved = new long[MAX_BUCKETS];
      for (int i = from; i <= to; i++) {
        moved[(int) (Math.floorDiv(origin + i, ratio) - newOrigin)] += series[s][i];
      }
      series[s] = moved;
    }
    width = newWidth;
    origin = newOrigin;
  }
}
