package org.tidewaiter.captures.frame;

import java.util.List;

/** Where a layer stands in its frame: lets it ask what follows and which IP header is around it. */
public final class Place {
  private final List<Layer> layers;
  private final int index;

  Place(List<Layer> layers, int index) {
    this.layers = layers;
    this.index = index;
  }

  /** Ether type of the next layer, or {@code otherwise} if it has none or there is none. */
  public int nextEtherType(int otherwise) {
    int number = index + 1 < layers.size() ? layers.get(index + 1).etherType() : Layer.NONE;
    return number == Layer.NONE ? otherwise : number;
  }

  /** IP protocol of the next layer, or {@code otherwise} if it has none or there is none. */
  public int nextIpProtocol(int otherwise) {
    int number = index + 1 < layers.size() ? layers.get(index + 1).ipProtocol() : Layer.NONE;
    return number == Layer.NONE ? otherwise : number;
  }

  /** The next layer, or null. */
  Layer next() {
    return index + 1 < layers.size() ? layers.get(index + 1) : null;
  }

  /**
   * Checksum over the pseudo header of the nearest IP header around and the segment, whose own
   * checksum field must be zero (RFC 9293 section 3.1, RFC 8200 section 8.1).
   */
  public int transportChecksum(int protocol, byte[] segment) {
    return Checksum.finish(Checksum.sum(segment, pseudoHeaderSum(protocol, segment.length)));
  }

  /** Running sum over the pseudo header alone, for checksums that do not cover everything. */
  long pseudoHeaderSum(int protocol, int length) {
    for (int i = index - 1; i >= 0; i--) {
      if (layers.get(i) instanceof IpHeader ip) {
        long sum = Checksum.sum(ip.source(), 0);
        sum = Checksum.sum(ip.pseudoDestination(layers.subList(i + 1, index)), sum);
        return sum + protocol + (length >>> 16) + (length & 0xffff);
      }
    }
    throw new IllegalArgumentException("no IP header around protocol " + protocol);
  }
}
