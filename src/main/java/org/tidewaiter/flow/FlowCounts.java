package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * How a flow's packets and bytes are counted in its row: a packet adds once, to one word.
 *
 * <pre>
 *  63          40 39          16 15          0
 * +--------------+--------------+-------------+
 * |   payload    |    bytes     |   packets   |   the latest counts of one side
 * +--------------+--------------+-------------+
 * </pre>
 *
 * <p>When the upper bit of any of the three is set, all of them go to the row's totals, which are
 * whole words and stand apart; a count is what stands in both. The word of the latest counts so
 * never overflows: of larger packets than {@link #ADDED_BITS} allows all goes to the totals.
 *
 * <p>Counters are numbered: packets, bytes and payload of A, then of B.
 */
final class FlowCounts {
  /** The first counter of side A. */
  static final int A = 0;

  /** The first counter of side B. */
  static final int B = FlowRow.COUNTERS / 2;

  /** Bits of the bytes of a packet that {@link #ofPacket} takes at most. */
  static final int ADDED_BITS = 22;

  private static final int BYTES = 16;
  private static final int PAYLOAD = 40;
  private static final long PACKETS_MASK = (1L << BYTES) - 1;
  private static final long BYTES_MASK = (1L << PAYLOAD - BYTES) - 1;
  private static final long FULL = 1L << BYTES - 1 | 1L << PAYLOAD - 1 | 1L << Long.SIZE - 1;

  private FlowCounts() {}

  /** What a packet adds to the latest counts; a large one makes them {@link #areFull full}. */
  static long ofPacket(int bytes, int payload) {
    return (bytes | payload) >>> ADDED_BITS != 0
        ? Long.MIN_VALUE
        : (long) payload << PAYLOAD | (long) bytes << BYTES | 1;
  }

  /** Whether latest counts are not to be kept: what they were and the packet go to the totals. */
  static boolean areFull(long latest) {
    return (latest & FULL) != 0;
  }

  private static int latest(int at, int side) {
    return at + (side == A ? FlowRow.COUNTS_A : FlowRow.COUNTS_B);
  }

  /** Whether some of the row's counts stand in its totals. */
  static boolean hasTotals(long[] words, int at) {
    return words[at + FlowRow.STATE] < 0;
  }

  /** What stands in a counter's total. */
  static long total(long[] words, int at, int counter) {
    return hasTotals(words, at) ? words[FlowRow.totals(at) + counter] : 0;
  }

  /** Packets of a side, {@link #A} or {@link #B}. */
  static long packets(long[] words, int at, int side) {
    return (words[latest(at, side)] & PACKETS_MASK) + total(words, at, side);
  }

  /** Frame bytes of a side. */
  static long bytes(long[] words, int at, int side) {
    return (words[latest(at, side)] >>> BYTES & BYTES_MASK) + total(words, at, side + 1);
  }

  /** Payload bytes of a side. */
  static long payload(long[] words, int at, int side) {
    return (words[latest(at, side)] >>> PAYLOAD) + total(words, at, side + 2);
  }

  /** A counter by its number. */
  static long get(long[] words, int at, int counter) {
    int side = counter < B ? A : B;
    return switch (counter - side) {
      case 0 -> packets(words, at, side);
      case 1 -> bytes(words, at, side);
      default -> payload(words, at, side);
    };
  }

  /** Makes a counter so much. */
  static void set(long[] words, int at, int counter, long count) {
    empty(words, at, counter < B ? A : B);
    words[FlowRow.totals(at) + counter] = count;
  }

  /** Adds packets of a side, however many and large they are. */
  static void add(long[] words, int at, int side, long packets, long bytes, long payload) {
    empty(words, at, side);
    int totals = FlowRow.totals(at) + side;
    words[totals] += packets;
    words[totals + 1] += bytes;
    words[totals + 2] += payload;
  }

  /** Takes a side's latest counts to the totals. */
  static void empty(long[] words, int at, int side) {
    int totals = FlowRow.totals(at);
    if (!hasTotals(words, at)) {
      // What stands there is of a row before.
      Arrays.fill(words, totals, totals + FlowRow.COUNTERS, 0);
      words[at + FlowRow.STATE] |= FlowRow.STATE_HAS_TOTALS;
    }
    long latest = words[latest(at, side)];
    words[latest(at, side)] = 0;
    words[totals + side] += latest & PACKETS_MASK;
    words[totals + side + 1] += latest >>> BYTES & BYTES_MASK;
    words[totals + side + 2] += latest >>> PAYLOAD;
  }

  /** Makes all counters of a row 0. */
  static void clear(long[] words, int at) {
    words[at + FlowRow.COUNTS_A] = 0;
    words[at + FlowRow.COUNTS_B] = 0;
    words[at + FlowRow.STATE] &= ~FlowRow.STATE_HAS_TOTALS;
  }
}
