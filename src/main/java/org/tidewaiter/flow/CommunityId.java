package org.tidewaiter.flow;

/**
 * Community ID version 1 (github.com/corelight/community-id-spec): base64 of the SHA-1 over seed,
 * addresses, protocol and ports in canonical order, so that flows can be joined with those of other
 * tools. Not safe for use by several threads: one each.
 */
public final class CommunityId {
  /** Length of the text, "1:" and 28 characters. */
  public static final int LENGTH = 30;

  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final Sha1Block sha1 = new Sha1Block();
  private final int[] message = sha1.message();
  private final int seed;

  /** Makes ids with the given seed; everybody's default is 0. */
  public CommunityId(int seed) {
    this.seed = seed;
  }

  /** Writes the id of the flow at {@code (words, at)}; returns the index after it. */
  public int write(long[] words, int at, byte[] target, int index) {
    int[] digest = sha1.digest(fill(words, at));
    target[index] = '1';
    target[index + 1] = ':';
    put(digest[0] >>> 8, target, index + 2);
    put(digest[0] << 16 | digest[1] >>> 16, target, index + 6);
    put(digest[1] << 8 | digest[2] >>> 24, target, index + 10);
    put(digest[2], target, index + 14);
    put(digest[3] >>> 8, target, index + 18);
    put(digest[3] << 16 | digest[4] >>> 16, target, index + 22);
    put(digest[4] << 8, target, index + 26);
    target[index + 29] = '=';
    return index + LENGTH;
  }

  /** Puts the lower 24 bits as four characters. */
  private static void put(int bits, byte[] target, int index) {
    target[index] = BASE64[bits >>> 18 & 63];
    target[index + 1] = BASE64[bits >>> 12 & 63];
    target[index + 2] = BASE64[bits >>> 6 & 63];
    target[index + 3] = BASE64[bits & 63];
  }

  // The seed has 16 bits, so that all that follows lies across the edges of words.
  private int fill(long[] words, int at) {
    int end = FlowRow.isIpv6(words, at) ? fillIpv6(words, at) : fillIpv4(words, at);
    message[end] |= FlowRow.protocol(words, at) << 8;
    if (FlowRow.hasPorts(words, at)) {
      message[++end] = FlowRow.portA(words, at) << 16 | FlowRow.portB(words, at);
    }
    return (end + 1) * Integer.BYTES;
  }

  private int fillIpv4(long[] words, int at) {
    int a = (int) words[at + FlowRow.A_LOW];
    int b = (int) words[at + FlowRow.B_LOW];
    message[0] = seed << 16 | a >>> 16;
    message[1] = a << 16 | b >>> 16;
    message[2] = b << 16;
    return 2;
  }

  private int fillIpv6(long[] words, int at) {
    message[0] = seed << 16;
    put(words[at + FlowRow.A_HIGH], 0);
    put(words[at + FlowRow.A_LOW], 2);
    put(words[at + FlowRow.B_HIGH], 4);
    put(words[at + FlowRow.B_LOW], 6);
    return 8;
  }

  /** Puts eight bytes, the first two of them into the lower half of the word at {@code index}. */
  private void put(long value, int index) {
    message[index] |= (int) (value >>> 48);
    message[index + 1] = (int) (value >>> 16);
    message[index + 2] = (int) value << 16;
  }
}
