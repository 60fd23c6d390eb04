package org.tidewaiter.detect;

import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.policy.AddressText;

/**
 * An IP address as a key of memories; IPv4 is ::ffff:a.b.c.d.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
record Address(long high, long low) {
  private static final long IPV4_MAPPED = 0xFFFF_0000_0000L;

  /** The address of an IPv4 address in network order. */
  static Address ofIpv4(int ipv4) {
    return new Address(0, IPV4_MAPPED | ipv4 & 0xFFFF_FFFFL);
  }

  // Written out, like the hash: what a record generates is linked by some thirty small classes.
  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && address.low == low && address.high == high;
  }

  @Override
  public int hashCode() {
    return FlowHash.OF_PROCESS.of(high, low, 0, 0, 0);
  }

  @Override
  public String toString() {
    return AddressText.format(high, low);
  }
}
