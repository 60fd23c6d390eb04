package org.tidewaiter.policy;

/** Addresses as text, for rule files. Never asks a name server. */
public final class AddressText {
  private AddressText() {}

  /** Upper and lower 64 bits of an address, IPv4 as ::ffff:a.b.c.d; null where it is none. */
  public static long[] parse(String text) {
    if (text.indexOf(':') >= 0) {
      return parseIpv6(text);
    }
    long ipv4 = parseIpv4(text, 0);
    return ipv4 < 0 ? null : new long[] {0, Prefix.IPV4_LOW | ipv4};
  }

  /** The 32 bits of a dotted IPv4 address that ends the text, or -1. */
  private static long parseIpv4(String text, int from) {
    long address = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      int end = part == 3 ? text.length() : text.indexOf('.', at);
      int value = end < 0 ? -1 : decimal(text, at, end, 255);
      if (value < 0) {
        return -1;
      }
      address = address << 8 | value;
      at = end + 1;
    }
    return address;
  }

  /** A decimal number without leading zeros from 0 to a limit, or -1. */
  static int decimal(String text, int from, int to, int limit) {
    if (from >= to || to - from > 3 || (text.charAt(from) == '0' && to - from > 1)) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= limit ? value : -1;
  }

  private static long[] parseIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] groups = new int[8];
    if (gap < 0) {
      return readGroups(text, groups, true) == 8 ? longs(groups) : null;
    }
    int before = readGroups(text.substring(0, gap), groups, false);
    int[] tail = new int[8];
    int after = readGroups(text.substring(gap + 2), tail, true);
    if (before < 0 || after < 0 || before + after > 7) {
      return null;
    }
    System.arraycopy(tail, 0, groups, 8 - after, after);
    return longs(groups);
  }

  /**
   * Reads groups of hex digits between colons; -1 on nonsense.
   *
   * @param last whether the address ends here, so that a dotted IPv4 address may stand for two
   *     groups
   */
  private static int readGroups(String text, int[] groups, boolean last) {
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(':', at);
      end = end < 0 ? text.length() : end;
      if (last && end == text.length() && text.indexOf('.', at) >= 0) {
        long ipv4 = parseIpv4(text, at);
        if (ipv4 < 0 || count > 6) {
          return -1;
        }
        groups[count] = (int) (ipv4 >>> 16);
        groups[count + 1] = (int) (ipv4 & 0xffff);
        return count + 2;
      }
      int group = hex(text, at, end);
      if (group < 0 || count > 7 || end == text.length() - 1) {
        return -1;
      }
      groups[count++] = group;
      at = end + 1;
    }
    return count;
  }

  private static int hex(String text, int from, int to) {
    if (from >= to || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static long[] longs(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new long[] {high, low};
  }

  /** The address as text; IPv6 in the canonical form of RFC 5952. */
  public static String format(long high, long low) {
    if (high == 0 && low >>> 32 == 0xffff) {
      return (low >>> 24 & 0xff)
          + "."
          + (low >>> 16 & 0xff)
          + "."
          + (low >>> 8 & 0xff)
          + "."
          + (low & 0xff);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i) & 0xffff);
      groups[i + 4] = (int) (low >>> (48 - 16 * i) & 0xffff);
    }
    int gapStart = -1;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && groups[i + length] == 0) {
        length++;
      }
      if (length > gapLength) {
        gapStart = i;
        gapLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
