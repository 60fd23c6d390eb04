package org.tidewaiter.policy;

/**
 * Reads what {@link Policy#judge} returned: the verdict in the lower three bits, above them the
 * index of the row that decided plus one.
 */
public final class Judgement {
  private static final int VERDICT_BITS = 3;
  private static final int VERDICT_MASK = (1 << VERDICT_BITS) - 1;

  private Judgement() {}

  static int of(Verdict verdict, int row) {
    return (row + 1) << VERDICT_BITS | verdict.ordinal();
  }

  /** The verdict. */
  public static Verdict verdict(int judgement) {
    return Verdict.ofOrdinal(judgement & VERDICT_MASK);
  }

  /** Index of the row that decided, for {@link Policy#expectation}; -1 where none did. */
  public static int row(int judgement) {
    return (judgement >>> VERDICT_BITS) - 1;
  }
}
