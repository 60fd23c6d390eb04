package org.tidewaiter.captures.frame;

import java.util.Arrays;

/** A UDP datagram (RFC 768) or its partly protected sibling UDP-Lite (RFC 3828). */
public final class Udp implements Layer {
  private static final int UDP = 17;
  private static final int UDP_LITE = 136;

  private final int sourcePort;
  private final int destinationPort;
  private final int protocol;
  private final int coverage;
  private boolean withChecksum = true;
  private int length = NONE;

  private Udp(int sourcePort, int destinationPort, int protocol, int coverage) {
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
    this.protocol = protocol;
    this.coverage = coverage;
  }

  /** A datagram between two ports. */
  public static Udp ports(int source, int destination) {
    return new Udp(source, destination, UDP, 0);
  }

  /**
   * UDP-Lite whose checksum covers the first {@code coverage} bytes, 0 for all, else at least 8.
   */
  public static Udp lite(int source, int destination, int coverage) {
    return new Udp(source, destination, UDP_LITE, coverage);
  }

  /** Leaves the checksum 0, "not computed", as tunnels over IPv4 usually do. */
  public Udp withoutChecksum() {
    withChecksum = false;
    return this;
  }

  /** A length field in bytes that may lie. */
  public Udp length(int bytes) {
    length = bytes;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    int size = 8 + carried.length;
    int lengthField = protocol == UDP_LITE ? coverage : length == NONE ? size : length;
    Bytes datagram = new Bytes().u16(sourcePort).u16(destinationPort).u16(lengthField).u16(0);
    datagram.add(carried);
    if (withChecksum) {
      datagram.set16(6, checksum(place, datagram.toArray()));
    }
    return datagram.toArray();
  }

  private int checksum(Place place, byte[] datagram) {
    int covered = coverage == 0 ? datagram.length : coverage;
    long sum = place.pseudoHeaderSum(protocol, datagram.length);
    int checksum = Checksum.finish(Checksum.sum(Arrays.copyOf(datagram, covered), sum));
    return checksum == 0 ? 0xffff : checksum;
  }

  @Override
  public int ipProtocol() {
    return protocol;
  }
}
