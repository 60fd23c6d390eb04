package org.tidewaiter.learn;

import org.tidewaiter.policy.AddressText;

/**
 * An address, in the order of numbers.
 *
 * @param high upper 64 bits; 0 for IPv4
 * @param low lower 64 bits; 0xffff and the address for IPv4
 */
record Host(long high, long low) implements Comparable<Host> {
  /** The address that a report's cell names, or null where it names none. */
  static Host of(String text) {
    long[] words = AddressText.parse(text);
    return words == null ? null : new Host(words[0], words[1]);
  }

  private boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xFFFF;
  }

  /** The network around it that is most likely one segment: 24 bits of IPv4, 64 of IPv6. */
  String network() {
    return isIpv4()
        ? AddressText.format(0, low & ~0xFFL) + "/24"
        : AddressText.format(high, 0) + "/64";
  }

  @Override
  public int compareTo(Host other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return AddressText.format(high, low);
  }
}
