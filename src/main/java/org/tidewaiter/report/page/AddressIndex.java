package org.tidewaiter.report.page;

import java.util.Collection;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.policy.AddressText;

/**
 * The few addresses that the page shows, found by number: asked for both ends of every flow, where
 * making their texts would cost more than all else.
 */
final class AddressIndex {
  private static final int FIRST_LOOKS = 1 << 12;

  /** By some bits of an address: whether any such is in the index. Most are told apart by that. */
  private final boolean[] hasAny = new boolean[FIRST_LOOKS];

  private final long[] highs;
  private final long[] lows;

  /** The text, null for a free slot. */
  private final String[] texts;

  AddressIndex(Collection<String> addresses) {
    int slots = Integer.highestOneBit(4 * addresses.size() + 4);
    highs = new long[slots];
    lows = new long[slots];
    texts = new String[slots];
    for (String address : addresses) {
      long[] words = AddressText.parse(address);
      if (words != null) {
        add(words[0], words[1], address);
      }
    }
  }

  private void add(long high, long low, String text) {
    int slot = slot(high, low, isIpv6(text));
    hasAny[firstLook(low)] = true;
    texts[slot] = text;
    highs[slot] = high;
    lows[slot] = low;
  }

  /** The text of an address that is in the index, null for any other. */
  String find(long high, long low, boolean ipv6) {
    return hasAny[firstLook(low)] ? texts[slot(high, low, ipv6)] : null;
  }

  // Not keyed, as nothing goes wrong where whoever chose the addresses makes all of them alike: it
  // then takes as long as without.
  private static int firstLook(long low) {
    return (int) (low ^ low >>> 12 ^ low >>> 24) & FIRST_LOOKS - 1;
  }

  private int slot(long high, long low, boolean ipv6) {
    int mask = texts.length - 1;
    int slot = FlowHash.OF_PROCESS.of(high, low, 0, 0, 0) & mask;
    while (texts[slot] != null
        && (lows[slot] != low || highs[slot] != high || isIpv6(texts[slot]) != ipv6)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0;
  }
}
