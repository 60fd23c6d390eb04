package org.tidewaiter.service;

/**
 * Ports that systems hand to clients. They rank a port when nothing better says who serves, and
 * never name one.
 */
public enum PortRange {
  /** RFC 6335 section 6; Windows since Vista and Server 2008 uses the same (KB 929851). */
  DYNAMIC(49_152, 65_535, "the dynamic range of IANA, and of Windows since Vista"),
  /** Default of net.ipv4.ip_local_port_range. */
  LINUX(32_768, 60_999, "the range that Linux gives to clients"),
  /** KB 929851: Windows 2000, XP and Server 2003. */
  OLD_WINDOWS(1_025, 5_000, "the range that Windows gave to clients before Vista");

  private final int first;
  private final int last;
  private final String description;

  PortRange(int first, int last, String description) {
    this.first = first;
    this.last = last;
    this.description = description;
  }

  /** Lowest port of the range. */
  public int first() {
    return first;
  }

  /** Highest port of the range. */
  public int last() {
    return last;
  }

  /** What it is, for people. */
  public String description() {
    return description;
  }

  /** Whether a port lies in it. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }
}
