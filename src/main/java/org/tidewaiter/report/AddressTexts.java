package org.tidewaiter.report;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.policy.AddressText;

/** Addresses as text, for one thread; those asked for lately are not made again. */
public final class AddressTexts {
  private static final int REMEMBERED = 1 << 12;

  private final long[] highs = new long[REMEMBERED];
  private final long[] lows = new long[REMEMBERED];
  private final boolean[] ipv6s = new boolean[REMEMBERED];
  private final String[] texts = new String[REMEMBERED];
  private final byte[] letters = new byte[AddressText.MAX_LENGTH];

  /** The text of an address as all reports have it. */
  public String of(long high, long low, boolean ipv6) {
    int slot = (int) ((low + 31 * high) * 0x9E3779B97F4A7C15L >>> 52) & REMEMBERED - 1;
    if (texts[slot] == null || lows[slot] != low || highs[slot] != high || ipv6s[slot] != ipv6) {
      int length = AddressText.write(high, low, ipv6, letters, 0);
      texts[slot] = new String(letters, 0, length, StandardCharsets.US_ASCII);
      highs[slot] = high;
      lows[slot] = low;
      ipv6s[slot] = ipv6;
    }
    return texts[slot];
  }
}
