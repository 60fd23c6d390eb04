package org.tidewaiter.payload.observation;

/**
 * Reads numeric addresses as FTP's EPRT spells them (RFC 4291 section 2.2). Never asks a resolver:
 * the text is somebody else's.
 */
final class AddressText {
  /** Upper part of the lower half of an IPv4 address as ::ffff:a.b.c.d. */
  static final long IPV4_MAPPED = 0xffff_0000_0000L;

  private static final int GROUPS = 8;
  private static final int MAX_LENGTH = 45;

  private AddressText() {}

  /** Both halves of the address, or null if the text is none. */
  static long[] parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      long ipv4 = ipv4(text);
      return ipv4 < 0 ? null : new long[] {0, IPV4_MAPPED | ipv4};
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      long[] halves = new long[2];
      return groups(text, halves, 0) == GROUPS ? halves : null;
    }
    long[] head = new long[2];
    int headCount = gap == 0 ? 0 : groups(text.substring(0, gap), head, 0);
    String rest = text.substring(gap + 2);
    long[] tail = new long[2];
    int tailCount = rest.isEmpty() ? 0 : groups(rest, tail, 0);
    if (headCount < 0 || tailCount < 0 || headCount + tailCount >= GROUPS) {
      return null;
    }
    long[] halves = {head[0], head[1]};
    groups(rest, halves, GROUPS - tailCount);
    return halves;
  }

  /** Puts the groups of a text into place from {@code first} on; their number, or -1. */
  private static int groups(String text, long[] halves, int first) {
    int count = 0;
    int from = 0;
    while (from < text.length() || count == 0) {
      int end = text.indexOf(':', from);
      String group = text.substring(from, end < 0 ? text.length() : end);
      int place = first + count;
      if (end < 0 && group.indexOf('.') > 0) {
        long ipv4 = ipv4(group);
        if (ipv4 < 0 || place > GROUPS - 2) {
          return -1;
        }
        put(halves, place, (int) (ipv4 >>> 16));
        put(halves, place + 1, (int) ipv4 & 0xffff);
        return count + 2;
      }
      int value = hexadecimal(group);
      if (value < 0 || place >= GROUPS || end == text.length() - 1) {
        return -1;
      }
      put(halves, place, value);
      count++;
      if (end < 0) {
        break;
      }
      from = end + 1;
    }
    return count;
  }

  private static void put(long[] halves, int place, int value) {
    halves[place / 4] |= (long) value << 16 * (3 - place % 4);
  }

  private static int hexadecimal(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = Character.digit(group.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** The 32 bits of a dotted address, or -1. */
  private static long ipv4(String text) {
    long value = 0;
    int number = -1;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '.' && number >= 0) {
        value = value << 8 | number;
        number = -1;
        dots++;
      } else if (letter >= '0' && letter <= '9') {
        number = Math.max(number, 0) * 10 + letter - '0';
        if (number > 255) {
          return -1;
        }
      } else {
        return -1;
      }
    }
    return dots == 3 && number >= 0 ? value << 8 | number : -1;
  }
}
