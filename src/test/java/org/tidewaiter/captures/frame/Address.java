package org.tidewaiter.captures.frame;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns written addresses into bytes. Names are refused, so nothing is ever looked up. */
public final class Address {
  private Address() {}

  /** The 4 or 16 bytes of a numeric IPv4 or IPv6 address. */
  public static byte[] ip(String address) {
    if (!address.matches("[0-9.]+|[0-9a-fA-F:]+")) {
      throw new IllegalArgumentException("not a numeric address: " + address);
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a numeric address: " + address, e);
    }
  }

  /** The 6 bytes of an address such as {@code 02:00:00:00:00:01}. */
  public static byte[] mac(String address) {
    byte[] bytes = Bytes.ofHex(address);
    if (bytes.length != 6) {
      throw new IllegalArgumentException("not a hardware address: " + address);
    }
    return bytes;
  }

  /** Whether the address is IPv6. */
  public static boolean isIpv6(String address) {
    return address.indexOf(':') >= 0;
  }
}
