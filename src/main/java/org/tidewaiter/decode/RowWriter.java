package org.tidewaiter.decode;

/** Writes a row's columns: endpoints in canonical order, and what follows from it. */
final class RowWriter {
  private final FlowHash flowHash;
  private final boolean vlanInKey;

  /** The batch's. */
  HeaderColumns columns;

  RowWriter(long hashSeed, boolean vlanInKey) {
    this.flowHash = new FlowHash(hashSeed);
    this.vlanInKey = vlanInKey;
  }

  /**
   * Writes a row that is no fragment and in no tunnel.
   *
   * @param flags all but {@link HeaderColumns#FROM_B}
   * @param ports source port in the upper, destination port in the lower 16 bits
   * @return the row
   */
  int write(
      int packet,
      int protocol,
      int flags,
      int tcpFlags,
      int vlan,
      int ports,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int payloadOffset,
      int payloadLength,
      int payloadCaptured) {
    final int fromB = fromB(flags, ports, sourceHigh, sourceLow, destinationHigh, destinationLow);
    // Who sends cannot be foreseen, so no branch asks: bits in which the ends differ change places.
    final long highs = (sourceHigh ^ destinationHigh) & -fromB;
    final long lows = (sourceLow ^ destinationLow) & -fromB;
    final long aHigh = sourceHigh ^ highs;
    final long aLow = sourceLow ^ lows;
    final long bHigh = destinationHigh ^ highs;
    final long bLow = destinationLow ^ lows;
    final int abPorts = Integer.rotateLeft(ports, fromB << 4);
    final long key = HeaderColumns.key(abPorts, protocol, vlanInKey ? vlan : 0, flags);
    final HeaderColumns to = columns;
    final int row = to.size++;
    to.packet[row] = packet;
    to.aHigh[row] = aHigh;
    to.aLow[row] = aLow;
    to.bHigh[row] = bHigh;
    to.bLow[row] = bLow;
    to.key[row] = key;
    to.flags[row] = (byte) (flags | fromB);
    to.tcpFlags[row] = (byte) tcpFlags;
    to.payloadOffset[row] = payloadOffset;
    to.payloadLength[row] = payloadLength;
    to.payloadCaptured[row] = payloadCaptured;
    to.hash[row] = flowHash.of(aHigh, aLow, bHigh, bLow, key);
    if (vlan != 0) {
      to.hasRare = true;
      to.vlan[row] = (short) vlan;
    }
    return row;
  }

  /**
   * {@link HeaderColumns#FROM_B} if the destination is the smaller endpoint, else 0; one-way ICMP
   * keeps its sender as A.
   */
  private static int fromB(
      int flags, int ports, long srcHigh, long srcLow, long dstHigh, long dstLow) {
    if ((flags & HeaderColumns.ONE_WAY) != 0) {
      return 0;
    }
    if (srcHigh != dstHigh) {
      return isBelow(dstHigh, srcHigh) ? HeaderColumns.FROM_B : 0;
    }
    if (srcLow != dstLow) {
      return isBelow(dstLow, srcLow) ? HeaderColumns.FROM_B : 0;
    }
    return ports >>> 16 > (ports & 0xffff) ? HeaderColumns.FROM_B : 0;
  }

  private static boolean isBelow(long x, long y) {
    return x + Long.MIN_VALUE < y + Long.MIN_VALUE;
  }
}
