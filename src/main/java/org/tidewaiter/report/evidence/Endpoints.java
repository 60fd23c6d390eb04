package org.tidewaiter.report.evidence;

import org.tidewaiter.decode.FlowHash;

/**
 * Two endpoints in canonical order and their protocol: a key that can be filled again, so that a
 * look-up allocates nothing.
 */
final class Endpoints {
  private long aHigh;
  private long aLow;
  private long bHigh;
  private long bLow;
  private long rest;

  Endpoints() {}

  Endpoints(Endpoints other) {
    aHigh = other.aHigh;
    aLow = other.aLow;
    bHigh = other.bHigh;
    bLow = other.bLow;
    rest = other.rest;
  }

  /** Fills the key; either order gives the same one. A port is -1 where there is none. */
  void set(int protocol, long high, long low, int port, long high2, long low2, int port2) {
    int order = Long.compareUnsigned(high, high2);
    order = order != 0 ? order : Long.compareUnsigned(low, low2);
    boolean swap = order != 0 ? order > 0 : port > port2;
    aHigh = swap ? high2 : high;
    aLow = swap ? low2 : low;
    bHigh = swap ? high : high2;
    bLow = swap ? low : low2;
    long aPort = (swap ? port2 : port) & 0x1FFFF;
    long bPort = (swap ? port : port2) & 0x1FFFF;
    rest = (long) protocol << 34 | aPort << 17 | bPort;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoints that
        && aLow == that.aLow
        && bLow == that.bLow
        && rest == that.rest
        && aHigh == that.aHigh
        && bHigh == that.bHigh;
  }

  @Override
  public int hashCode() {
    return FlowHash.OF_PROCESS.of(aHigh, aLow, bHigh, bLow, rest);
  }
}
