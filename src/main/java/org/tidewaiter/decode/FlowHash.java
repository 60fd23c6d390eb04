package org.tidewaiter.decode;

/**
 * Keyed 32-bit hash of a flow key.
 *
 * <p>Whoever sends packets chooses the keys, so a fixed mixing function would let a stranger aim
 * thousands of flows at one slot of the flow table. Each 128-bit address is combined with two
 * secret words and folded through one full 64 by 64 multiplication (as wyhash does), the two
 * addresses with different secrets so that exchanging them changes the hash; then ports, protocol
 * and VLAN join in a third. Without the secrets a collision can only be guessed. Three
 * multiplications, no memory but the secrets.
 *
 * <p>The multiplication is unsigned: a signed one gives the same product for two negated factors,
 * and inverting all bits but the lowest negates any odd factor, whatever the secret. A quarter of
 * all keys would let a pair of such IPv6 addresses collide.
 *
 * <p>It is symmetric because it is taken of the canonical order.
 */
public final class FlowHash {
  /**
   * For tables other than the flow table whose keys come off the wire: keyed once for the process.
   * Nothing that is reported may depend on it, such as the order of a table's entries.
   */
  public static final FlowHash OF_PROCESS = new FlowHash(System.nanoTime() * 0x9E3779B97F4A7C15L);

  private final long secretAHigh;
  private final long secretALow;
  private final long secretBHigh;
  private final long secretBLow;
  private final long secretRest;
  private final long secretLast;

  /** A hash whose secrets are spread from the seed. */
  public FlowHash(long seed) {
    secretAHigh = secret(seed, 1);
    secretALow = secret(seed, 2);
    secretBHigh = secret(seed, 3);
    secretBLow = secret(seed, 4);
    secretRest = secret(seed, 5);
    secretLast = secret(seed, 6);
  }

  /**
   * The hash of one key.
   *
   * @param rest everything but the addresses: {@link HeaderColumns#key}
   */
  public int of(long aHigh, long aLow, long bHigh, long bLow, long rest) {
    final long addresses =
        fold(aHigh ^ secretAHigh, aLow ^ secretALow) ^ fold(bHigh ^ secretBHigh, bLow ^ secretBLow);
    final long hash = fold(addresses ^ secretRest, rest ^ secretLast);
    // Not by 32, half a multiplication's width: bits of one port would meet those of the other.
    return (int) (hash ^ hash >>> 29);
  }

  private static long fold(long x, long y) {
    final long unsignedHigh = Math.multiplyHigh(x, y) + (x >> 63 & y) + (y >> 63 & x);
    return unsignedHigh ^ x * y;
  }

  /** The n-th number of SplitMix64 (Steele, Lea, Flood 2014) started at the seed. */
  private static long secret(long seed, int n) {
    long z = seed + n * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
