package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Where decoding stands in one packet: what the layers hand to each other.
 *
 * <p>Each header narrows {@link #captureEnd} and {@link #wireEnd} to its own length, so that
 * padding and trailers fall away on the way down.
 */
final class Frame {
  /**
   * Most headers between link and network that are followed in one packet, tunnels included: VLAN
   * tags, MPLS labels, PPPoE, frames in frames. Real packets have at most five or so.
   */
  static final int MAX_TAGS = 32;

  /** Wire lengths beyond 1 GiB are damage; the bound keeps sums of indices within an int. */
  private static final int MAX_WIRE_LENGTH = 1 << 30;

  /** The batch's bytes. */
  ByteBuffer bytes;

  HeaderColumns columns;
  DecodeCounters counters;

  /** Index of the packet in its batch. */
  int packet;

  /** Index behind the last byte that was captured. */
  int captureEnd;

  /** Index behind the last byte that was on the wire; at least {@link #captureEnd}. */
  int wireEnd;

  /** VLAN number of the row to come, 0 for none. */
  int vlan;

  /** {@link HeaderColumns#LINK_BROADCAST} or 0, for the row to come. */
  int linkFlags;

  /** What carries the row to come, the number there, and the carrier's row or -1. */
  Tunnel tunnel = Tunnel.NONE;

  int tunnelId;
  int parent = -1;

  /** Identification of the fragment to come, 0 if it is none. */
  int fragmentId;

  /** The addresses of the row to come, in the order of the IP header. */
  long sourceHigh;

  long sourceLow;
  long destinationHigh;
  long destinationLow;

  private int firstRow;
  private int tags;

  private boolean isSubframe;
  private NumberSpace subframeSpace;
  private int subframeNumber;

  /** Whether anything differs from a packet without tags, tunnels, fragments and groups. */
  private boolean isTouched;

  /** Starts a batch. */
  void begin(ByteBuffer batchBytes, HeaderColumns batchColumns, DecodeCounters inputCounters) {
    bytes = batchBytes;
    columns = batchColumns;
    counters = inputCounters;
  }

  /** Starts a packet. */
  void open(int index, int offset, int capturedLength, int wireLength) {
    packet = index;
    captureEnd = offset + capturedLength;
    wireEnd = Math.max(captureEnd, offset + Math.min(wireLength, MAX_WIRE_LENGTH));
    firstRow = columns.size;
    if (isTouched) {
      reset();
    }
  }

  private void reset() {
    vlan = 0;
    linkFlags = 0;
    tunnel = Tunnel.NONE;
    tunnelId = 0;
    parent = -1;
    fragmentId = 0;
    tags = 0;
    isTouched = false;
  }

  /** Writes the columns that most packets have nothing for, if this one may have. */
  void writeRare(int row) {
    if (isTouched) {
      columns.hasRare = true;
      columns.fragmentId[row] = fragmentId;
      columns.tunnel[row] = (byte) tunnel.ordinal();
      columns.tunnelId[row] = tunnelId;
      columns.parent[row] = parent;
    }
  }

  /** Rows written for this packet. */
  int rows() {
    return columns.size - firstRow;
  }

  /** The frame to come is addressed to a group. */
  void setBroadcast() {
    linkFlags = HeaderColumns.LINK_BROADCAST;
    isTouched = true;
  }

  void setAddresses4(long source, long destination) {
    sourceHigh = 0;
    sourceLow = source;
    destinationHigh = 0;
    destinationLow = destination;
  }

  void setAddresses6(int offset) {
    sourceHigh = Ipv6.sourceHigh(bytes, offset);
    sourceLow = Ipv6.sourceLow(bytes, offset);
    destinationHigh = Ipv6.destinationHigh(bytes, offset);
    destinationLow = Ipv6.destinationLow(bytes, offset);
  }

  /** The row to come is a fragment. */
  void setFragment(int identification) {
    fragmentId = identification;
    isTouched = true;
  }

  /** Captured bytes from the offset on, negative if it lies behind the end. */
  int captured(int offset) {
    return captureEnd - offset;
  }

  /** Cuts off what lies behind the end that a header states: padding, trailers. */
  void endAt(int end) {
    wireEnd = Math.min(wireEnd, end);
    captureEnd = Math.min(captureEnd, end);
  }

  /** Notes one more header between link and network; false if it is one too many. */
  boolean addTag() {
    isTouched = true;
    return ++tags <= MAX_TAGS;
  }

  /** Names what carries the row to come, unless something further out already does. */
  void nameTunnel(Tunnel kind, int id) {
    isTouched = true;
    if (tunnel == kind) {
      tunnelId = id;
      return;
    }
    counters.count(kind);
    if (tunnel == Tunnel.NONE) {
      tunnel = kind;
      tunnelId = id;
    }
  }

  /** Steps from a carrier's row to what it carries; false if that would be too deep. */
  boolean enter(Tunnel kind, int id, int carrier) {
    if (rows() >= HeaderColumns.MAX_NESTING) {
      counters.count(DecodeEvent.NESTING_LIMIT);
      return false;
    }
    counters.count(kind);
    tunnel = kind;
    tunnelId = id;
    parent = carrier;
    vlan = 0;
    linkFlags = 0;
    fragmentId = 0;
    isTouched = true;
    return true;
  }

  /** Ends the packet, one of its subframes, or one in a tunnel, as another protocol than IP. */
  DecodeOutcome notIp(NumberSpace space, int number) {
    if (isSubframe && rows() == 0) {
      subframeSpace = space;
      subframeNumber = number;
    } else {
      counters.count(space, number, rows() > 0);
    }
    return DecodeOutcome.NOT_IP;
  }

  /** Begins the frames of a packet that holds several: which is named turns out at their end. */
  void beginSubframes() {
    isSubframe = true;
  }

  /** Names the packet by its last frame, if none of them was a flow; a packet is named once. */
  DecodeOutcome endSubframes(DecodeOutcome outcome) {
    isSubframe = false;
    if (outcome == DecodeOutcome.NOT_IP && rows() == 0) {
      notIp(subframeSpace, subframeNumber);
    }
    return outcome;
  }
}
