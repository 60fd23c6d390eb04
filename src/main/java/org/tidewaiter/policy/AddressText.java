package org.tidewaiter.policy;

import java.nio.charset.StandardCharsets;

/** Addresses as text: dotted quads, and IPv6 as RFC 5952 wants it. Never asks a name server. */
public final class AddressText {
  /** Bytes of the longest text. */
  public static final int MAX_LENGTH = 45;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MAPPED = "::ffff:".getBytes(StandardCharsets.US_ASCII);

  // The decimal text of each byte, left-aligned in four, its length in the last.
  private static final byte[] OCTETS = new byte[1024];

  static {
    for (int i = 0; i < 256; i++) {
      int length = i < 10 ? 1 : i < 100 ? 2 : 3;
      int rest = i;
      for (int at = length - 1; at >= 0; at--) {
        OCTETS[4 * i + at] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      OCTETS[4 * i + 3] = (byte) length;
    }
  }

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
    byte[] text = new byte[MAX_LENGTH];
    return new String(text, 0, write(high, low, text, 0), StandardCharsets.US_ASCII);
  }

  /**
   * Writes an address as {@link #format} has it; returns the index after it. Behind it up to {@link
   * #MAX_LENGTH} bytes from its beginning may be written over.
   */
  public static int write(long high, long low, byte[] target, int index) {
    return high == 0 && low >>> 32 == 0xFFFF
        ? writeIpv4((int) low, target, index)
        : writeIpv6(high, low, target, index);
  }

  /**
   * Writes an address; returns the index after it.
   *
   * @param ipv6 false for an IPv4 address that is mapped into ::ffff:0:0/96, true for one of IPv6
   *     even if it lies there
   */
  public static int write(long high, long low, boolean ipv6, byte[] target, int index) {
    if (!ipv6) {
      return writeIpv4((int) low, target, index);
    }
    if (high == 0 && low >>> 32 == 0xFFFF) {
      System.arraycopy(MAPPED, 0, target, index, MAPPED.length);
      return writeIpv4((int) low, target, index + MAPPED.length);
    }
    return writeIpv6(high, low, target, index);
  }

  private static int writeIpv4(int address, byte[] target, int index) {
    int end = index;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int octet = 4 * (address >>> shift & 0xFF);
      target[end] = OCTETS[octet];
      target[end + 1] = OCTETS[octet + 1];
      target[end + 2] = OCTETS[octet + 2];
      end += OCTETS[octet + 3];
      target[end++] = '.';
    }
    return end - 1;
  }

  private static int group(long high, long low, int number) {
    return (int) ((number < 4 ? high : low) >>> 48 - 16 * (number & 3)) & 0xFFFF;
  }

  private static int writeIpv6(long high, long low, byte[] target, int index) {
    int gapStart = -1;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int zeros = 0;
      while (i + zeros < 8 && group(high, low, i + zeros) == 0) {
        zeros++;
      }
      if (zeros > gapLength) {
        gapStart = i;
        gapLength = zeros;
      }
      i += zeros;
    }
    int end = index;
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        target[end++] = ':';
        i += gapLength - 1;
        if (i == 7) {
          target[end++] = ':';
        }
        continue;
      }
      if (i > 0) {
        target[end++] = ':';
      }
      end = writeGroup(group(high, low, i), target, end);
    }
    return end;
  }

  private static int writeGroup(int group, byte[] target, int index) {
    int end = index;
    boolean begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = group >>> shift & 15;
      if (begun || digit != 0 || shift == 0) {
        target[end++] = HEX[digit];
        begun = true;
      }
    }
    return end;
  }
}
