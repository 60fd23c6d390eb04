package org.tidewaiter.policy;

/**
 * A network: all addresses that begin with the same bits. IPv4 is the block ::ffff:0:0/96.
 *
 * @param high upper 64 bits of its first address
 * @param low lower 64 bits of its first address
 * @param length bits that count, 0 to 128; an IPv4 length plus 96
 */
record Prefix(long high, long low, int length) {
  static final int IPV4_BITS = 96;
  static final long IPV4_LOW = 0xffff_0000_0000L;

  /**
   * Reads an address or a network in CIDR notation.
   *
   * @return the network, host bits and all, or null where the text is neither
   */
  static Prefix parse(String text) {
    int slash = text.indexOf('/');
    long[] address = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int bits = text.indexOf(':') < 0 ? 32 : 128;
    int length = slash < 0 ? bits : AddressText.decimal(text, slash + 1, text.length(), bits);
    return length < 0 ? null : new Prefix(address[0], address[1], length + 128 - bits);
  }

  boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xffff && length >= IPV4_BITS;
  }

  /** The same network with its host bits cleared. */
  Prefix withoutHostBits() {
    return new Prefix(high & highMask(), low & lowMask(), length);
  }

  boolean hasHostBits() {
    return (high & ~highMask()) != 0 || (low & ~lowMask()) != 0;
  }

  /** Whether an address lies in it; IPv4 addresses lie in IPv4 networks only. */
  boolean contains(long addressHigh, long addressLow) {
    boolean ipv4Address = addressHigh == 0 && addressLow >>> 32 == 0xffff;
    return ipv4Address == isIpv4()
        && (addressHigh & highMask()) == high
        && (addressLow & lowMask()) == low;
  }

  private long highMask() {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private long lowMask() {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  /** Upper half of the last address. */
  long lastHigh() {
    return high | ~highMask();
  }

  /** Lower half of the last address. */
  long lastLow() {
    return low | ~lowMask();
  }

  @Override
  public String toString() {
    String address = AddressText.format(high, low);
    if (length == 128) {
      return address;
    }
    return address + "/" + (isIpv4() ? length - IPV4_BITS : length);
  }
}
