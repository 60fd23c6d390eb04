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
  private final byte[] message = sha1.message();
  private final byte[] digest = new byte[21];
  private final int seed;

  /** Makes ids with the given seed; everybody's default is 0. */
  public CommunityId(int seed) {
    this.seed = seed;
  }

  /** Writes the id of the flow at {@code (words, at)}; returns the index after it. */
  public int write(long[] words, int at, byte[] target, int index) {
    sha1.digest(fill(words, at), digest);
    target[index] = '1';
    target[index + 1] = ':';
    int end = index + 2;
    for (int i = 0; i < 21; i += 3) {
      int bits = (digest[i] & 0xFF) << 16 | (digest[i + 1] & 0xFF) << 8 | digest[i + 2] & 0xFF;
      target[end++] = BASE64[bits >>> 18];
      target[end++] = BASE64[bits >>> 12 & 63];
      target[end++] = BASE64[bits >>> 6 & 63];
      target[end++] = BASE64[bits & 63];
    }
    target[end - 1] = '=';
    return end;
  }

  private int fill(long[] words, int at) {
    message[0] = (byte) (seed >>> 8);
    message[1] = (byte) seed;
    int end = 2;
    if (FlowRow.isIpv6(words, at)) {
      end = put(words[at + FlowRow.A_HIGH], 8, end);
      end = put(words[at + FlowRow.A_LOW], 8, end);
      end = put(words[at + FlowRow.B_HIGH], 8, end);
      end = put(words[at + FlowRow.B_LOW], 8, end);
    } else {
      end = put(words[at + FlowRow.A_LOW], 4, end);
      end = put(words[at + FlowRow.B_LOW], 4, end);
    }
    message[end++] = (byte) FlowRow.protocol(words, at);
    message[end++] = 0;
    if (FlowRow.hasPorts(words, at)) {
      end = put(FlowRow.portA(words, at), 2, end);
      end = put(FlowRow.portB(words, at), 2, end);
    }
    return end;
  }

  private int put(long value, int bytes, int index) {
    for (int i = 0; i < bytes; i++) {
      message[index + i] = (byte) (value >>> 8 * (bytes - 1 - i));
    }
    return index + bytes;
  }
}
