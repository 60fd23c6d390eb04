package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * SHA-1 (FIPS 180-4 section 6.1) of messages that fit one block, up to {@value #MAX_MESSAGE} bytes:
 * all that a Community ID needs. Where a report has a row per flow, the platform's digest costs
 * more than the rest of the row, most of it before its code is warm. Not for anything secret.
 */
final class Sha1Block {
  /** Longest message, bytes. */
  static final int MAX_MESSAGE = 55;

  private static final int BLOCK = 64;

  private final byte[] block = new byte[BLOCK];
  private final int[] words = new int[80];
  private int h0;
  private int h1;
  private int h2;
  private int h3;
  private int h4;

  /** The block, to put a message in from its beginning. */
  byte[] message() {
    return block;
  }

  /** Digests the first bytes of the block and writes the 20 bytes of the digest. */
  void digest(int length, byte[] target) {
    Arrays.fill(block, length, BLOCK, (byte) 0);
    block[length] = (byte) 0x80;
    block[BLOCK - 2] = (byte) (length >>> 5);
    block[BLOCK - 1] = (byte) (length << 3);
    schedule();
    h0 = 0x67452301;
    h1 = 0xEFCDAB89;
    h2 = 0x98BADCFE;
    h3 = 0x10325476;
    h4 = 0xC3D2E1F0;
    rounds();
    put(h0 + 0x67452301, target, 0);
    put(h1 + 0xEFCDAB89, target, 4);
    put(h2 + 0x98BADCFE, target, 8);
    put(h3 + 0x10325476, target, 12);
    put(h4 + 0xC3D2E1F0, target, 16);
  }

  private void schedule() {
    for (int i = 0; i < 16; i++) {
      words[i] =
          block[4 * i] << 24
              | (block[4 * i + 1] & 0xFF) << 16
              | (block[4 * i + 2] & 0xFF) << 8
              | block[4 * i + 3] & 0xFF;
    }
    for (int i = 16; i < 80; i++) {
      words[i] = Integer.rotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
  }

  private void rounds() {
    int a = h0;
    int b = h1;
    int c = h2;
    int d = h3;
    int e = h4;
    for (int i = 0; i < 80; i++) {
      int mixed;
      if (i < 20) {
        mixed = (d ^ b & (c ^ d)) + 0x5A827999;
      } else if (i < 40) {
        mixed = (b ^ c ^ d) + 0x6ED9EBA1;
      } else if (i < 60) {
        mixed = (b & c | d & (b | c)) + 0x8F1BBCDC;
      } else {
        mixed = (b ^ c ^ d) + 0xCA62C1D6;
      }
      int next = Integer.rotateLeft(a, 5) + mixed + e + words[i];
      e = d;
      d = c;
      c = Integer.rotateLeft(b, 30);
      b = a;
      a = next;
    }
    h0 = a;
    h1 = b;
    h2 = c;
    h3 = d;
    h4 = e;
  }

  private static void put(int value, byte[] target, int index) {
    target[index] = (byte) (value >>> 24);
    target[index + 1] = (byte) (value >>> 16);
    target[index + 2] = (byte) (value >>> 8);
    target[index + 3] = (byte) value;
  }
}
