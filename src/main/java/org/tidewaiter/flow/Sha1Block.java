package org.tidewaiter.flow;

/**
 * SHA-1 (FIPS 180-4 section 6.1) of messages that fit one block, up to {@value #MAX_MESSAGE} bytes:
 * all that a Community ID needs. Where a report has a row per flow, the platform's digest costs
 * more than the rest of the row, most of it before its code is warm. Not for anything secret.
 */
final class Sha1Block {
  /** Longest message, bytes. */
  static final int MAX_MESSAGE = 55;

  private static final int BLOCK_WORDS = 16;

  private final int[] words = new int[80];
  private final int[] digest = new int[5];

  /** The words of the block, to put a message in from the first, its bytes in network order. */
  int[] message() {
    return words;
  }

  /** Digests the first bytes of the block; gives the digest's five words, valid until the next. */
  int[] digest(int lengthBytes) {
    int last = lengthBytes >>> 2;
    int lastBits = (lengthBytes & 3) << 3;
    words[last] = words[last] & ~(-1 >>> lastBits) | 0x80000000 >>> lastBits;
    for (int i = last + 1; i < BLOCK_WORDS - 1; i++) {
      words[i] = 0;
    }
    words[BLOCK_WORDS - 1] = lengthBytes << 3;
    rounds(words, digest);
    return digest;
  }

  // Five rounds at a time, so that each variable is back in its place. Their words are made in
  // passing: in a loop of its own each would wait for the one three before it.
  private static void rounds(int[] w, int[] digest) {
    int a = 0x67452301;
    int b = 0xEFCDAB89;
    int c = 0x98BADCFE;
    int d = 0x10325476;
    int e = 0xC3D2E1F0;
    for (int i = BLOCK_WORDS; i < 20; i++) {
      w[i] = next(w, i);
    }
    for (int i = 0; i < 20; i += 5) {
      e += w[i] + 0x5A827999 + choice(b, c, d) + Integer.rotateLeft(a, 5);
      b = Integer.rotateLeft(b, 30);
      d += w[i + 1] + 0x5A827999 + choice(a, b, c) + Integer.rotateLeft(e, 5);
      a = Integer.rotateLeft(a, 30);
      c += w[i + 2] + 0x5A827999 + choice(e, a, b) + Integer.rotateLeft(d, 5);
      e = Integer.rotateLeft(e, 30);
      b += w[i + 3] + 0x5A827999 + choice(d, e, a) + Integer.rotateLeft(c, 5);
      d = Integer.rotateLeft(d, 30);
      a += w[i + 4] + 0x5A827999 + choice(c, d, e) + Integer.rotateLeft(b, 5);
      c = Integer.rotateLeft(c, 30);
    }
    for (int i = 20; i < 40; i += 5) {
      e += (w[i] = next(w, i)) + 0x6ED9EBA1 + (b ^ c ^ d) + Integer.rotateLeft(a, 5);
      b = Integer.rotateLeft(b, 30);
      d += (w[i + 1] = next(w, i + 1)) + 0x6ED9EBA1 + (a ^ b ^ c) + Integer.rotateLeft(e, 5);
      a = Integer.rotateLeft(a, 30);
      c += (w[i + 2] = next(w, i + 2)) + 0x6ED9EBA1 + (e ^ a ^ b) + Integer.rotateLeft(d, 5);
      e = Integer.rotateLeft(e, 30);
      b += (w[i + 3] = next(w, i + 3)) + 0x6ED9EBA1 + (d ^ e ^ a) + Integer.rotateLeft(c, 5);
      d = Integer.rotateLeft(d, 30);
      a += (w[i + 4] = next(w, i + 4)) + 0x6ED9EBA1 + (c ^ d ^ e) + Integer.rotateLeft(b, 5);
      c = Integer.rotateLeft(c, 30);
    }
    for (int i = 40; i < 60; i += 5) {
      e += (w[i] = next(w, i)) + 0x8F1BBCDC + majority(b, c, d) + Integer.rotateLeft(a, 5);
      b = Integer.rotateLeft(b, 30);
      d += (w[i + 1] = next(w, i + 1)) + 0x8F1BBCDC + majority(a, b, c) + Integer.rotateLeft(e, 5);
      a = Integer.rotateLeft(a, 30);
      c += (w[i + 2] = next(w, i + 2)) + 0x8F1BBCDC + majority(e, a, b) + Integer.rotateLeft(d, 5);
      e = Integer.rotateLeft(e, 30);
      b += (w[i + 3] = next(w, i + 3)) + 0x8F1BBCDC + majority(d, e, a) + Integer.rotateLeft(c, 5);
      d = Integer.rotateLeft(d, 30);
      a += (w[i + 4] = next(w, i + 4)) + 0x8F1BBCDC + majority(c, d, e) + Integer.rotateLeft(b, 5);
      c = Integer.rotateLeft(c, 30);
    }
    for (int i = 60; i < 80; i += 5) {
      e += (w[i] = next(w, i)) + 0xCA62C1D6 + (b ^ c ^ d) + Integer.rotateLeft(a, 5);
      b = Integer.rotateLeft(b, 30);
      d += (w[i + 1] = next(w, i + 1)) + 0xCA62C1D6 + (a ^ b ^ c) + Integer.rotateLeft(e, 5);
      a = Integer.rotateLeft(a, 30);
      c += (w[i + 2] = next(w, i + 2)) + 0xCA62C1D6 + (e ^ a ^ b) + Integer.rotateLeft(d, 5);
      e = Integer.rotateLeft(e, 30);
      b += (w[i + 3] = next(w, i + 3)) + 0xCA62C1D6 + (d ^ e ^ a) + Integer.rotateLeft(c, 5);
      d = Integer.rotateLeft(d, 30);
      a += (w[i + 4] = next(w, i + 4)) + 0xCA62C1D6 + (c ^ d ^ e) + Integer.rotateLeft(b, 5);
      c = Integer.rotateLeft(c, 30);
    }
    digest[0] = a + 0x67452301;
    digest[1] = b + 0xEFCDAB89;
    digest[2] = c + 0x98BADCFE;
    digest[3] = d + 0x10325476;
    digest[4] = e + 0xC3D2E1F0;
  }

  private static int next(int[] w, int i) {
    return Integer.rotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  }

  private static int choice(int x, int y, int z) {
    return z ^ x & (y ^ z);
  }

  private static int majority(int x, int y, int z) {
    return x & y | z & (x | y);
  }
}
