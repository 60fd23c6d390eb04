package org.tidewaiter.captures.frame;

/** The Internet checksum (RFC 1071), without reusing a line of what is under test. */
final class Checksum {
  private Checksum() {}

  /** Adds the 16-bit words of the bytes, the last one padded with a zero byte, to a running sum. */
  static long sum(byte[] bytes, long sumBefore) {
    long sum = sumBefore;
    for (int i = 0; i < bytes.length; i++) {
      sum += (long) (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  /** Folds a running sum into the 16 bits that stand in a header. */
  static int finish(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) ~folded & 0xffff;
  }
}
