package org.tidewaiter.report;

/** Addresses as text: dotted quads, and IPv6 as RFC 5952 wants it. */
final class AddressText {
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  // The decimal text of each byte, left-aligned in four, its length in the last.
  private static final byte[] OCTETS = new byte[1024];

  static {
    for (int i = 0; i < 256; i++) {
      int end = Decimal.write(i, OCTETS, 4 * i);
      OCTETS[4 * i + 3] = (byte) (end - 4 * i);
    }
  }

  private AddressText() {}

  /**
   * Writes an address; returns the index after it.
   *
   * @param ipv6 false for an IPv4 address that is mapped into ::ffff:0:0/96
   */
  static int write(long high, long low, boolean ipv6, byte[] target, int index) {
    if (!ipv6) {
      return writeIpv4((int) low, target, index);
    }
    if (high == 0 && low >>> 32 == 0xFFFF) {
      int end = index;
      for (char letter : new char[] {':', ':', 'f', 'f', 'f', 'f', ':'}) {
        target[end++] = (byte) letter;
      }
      return writeIpv4((int) low, target, end);
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
