package org.tidewaiter.decode;

/**
 * Keyed 32-bit hash of a flow key.
 *
 * <p>Whoever sends packets chooses the keys, so a fixed mixing function would let a stranger aim
 * thousands of flows at one slot of the flow table. This one is strongly universal: the ten 32-bit
 * words of a key go in pairs, each word added to a secret of 64 bits, through one multiplication a
 * pair; the products and one more secret are summed up, and the sum's upper half is kept
 * (pair-multiply-shift: Thorup, "High Speed Hashing for Integers and Strings", 2015, after NH of
 * Black and others, UMAC, 1999).
 *
 * <p>Why that is enough: multiplied out, each secret meets one word of the key by itself. The sums
 * of two keys that differ in a word so differ by a secret times the words' difference, which has at
 * most 31 factors of two, plus what that secret has no part in. Over all values of the secret that
 * makes every value of the upper 32 bits equally frequent, and the last secret does the same for
 * the sum itself. Any two keys hence collide under one in 2^32 choices of the secrets, and in n
 * bits of the hash under one in 2^n, whatever the keys are.
 *
 * <p>The sum is linear in each word, so that neighbouring ports stand at even distances in it. A
 * table with linear probing had better not show that: at the end bits are mixed in a way that can
 * be undone, which leaves the above as it is.
 *
 * <p>Only sums and products of 64 bits: no upper half of a product, for which a compiler that is
 * quick to start has no instruction.
 *
 * <p>It is symmetric because it is taken of the canonical order.
 */
public final class FlowHash {
  /**
   * For tables other than the flow table whose keys come off the wire: keyed once for the process.
   * Nothing that is reported may depend on it, such as the order of a table's entries.
   */
  public static final FlowHash OF_PROCESS = new FlowHash(System.nanoTime() * 0x9E3779B97F4A7C15L);

  private static final long WORD = 0xffff_ffffL;

  /** Odd, hence without loss: from Wellons, "Prospecting for Hash Functions" (2018). */
  private static final int MIX = 0x7feb352d;

  // Named by the word that each is added to.
  private final long aHighUpper;
  private final long aHighLower;
  private final long aLowUpper;
  private final long aLowLower;
  private final long bHighUpper;
  private final long bHighLower;
  private final long bLowUpper;
  private final long bLowLower;
  private final long restUpper;
  private final long restLower;
  private final long last;

  /** A hash whose secrets are spread from the seed. */
  public FlowHash(long seed) {
    aHighUpper = secret(seed, 1);
    aHighLower = secret(seed, 2);
    aLowUpper = secret(seed, 3);
    aLowLower = secret(seed, 4);
    bHighUpper = secret(seed, 5);
    bHighLower = secret(seed, 6);
    bLowUpper = secret(seed, 7);
    bLowLower = secret(seed, 8);
    restUpper = secret(seed, 9);
    restLower = secret(seed, 10);
    last = secret(seed, 11);
  }

  /**
   * The hash of one key.
   *
   * @param rest everything but the addresses: {@link HeaderColumns#key}
   */
  public int of(long aHigh, long aLow, long bHigh, long bLow, long rest) {
    final long sum =
        ((aHigh >>> 32) + aHighUpper) * ((aHigh & WORD) + aHighLower)
            + ((aLow >>> 32) + aLowUpper) * ((aLow & WORD) + aLowLower)
            + ((bHigh >>> 32) + bHighUpper) * ((bHigh & WORD) + bHighLower)
            + ((bLow >>> 32) + bLowUpper) * ((bLow & WORD) + bLowLower)
            + ((rest >>> 32) + restUpper) * ((rest & WORD) + restLower)
            + last;
    final int kept = (int) (sum >>> 32);
    final int mixed = (kept ^ kept >>> 16) * MIX;
    return mixed ^ mixed >>> 15;
  }

  /** The n-th number of SplitMix64 (Steele, Lea, Flood 2014) started at the seed. */
  private static long secret(long seed, int n) {
    long z = seed + n * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
