package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Where decoding stands in one packet: what the layers hand to each other.
 *
 * <p>Each header narrows {@link #captureEnd} and {@link #wireEnd} to its own length, so that
 * padding and trailers fall away on the way down.
 */
final class Frame {
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

  /** Rows written for this packet. */
  int rows;

  /** VLAN number of the row to come, 0 for none. */
  int vlan;

  /** {@link HeaderColumns#LINK_BROADCAST} or 0, for the row to come. */
  int linkFlags;

  /** What carries the row to come, with its number and its carrier's row or -1. */
  Tunnel tunnel;

  int tunnelId;
  int parent;

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
    rows = 0;
    vlan = 0;
    linkFlags = 0;
    tunnel = Tunnel.NONE;
    tunnelId = 0;
    parent = -1;
  }

  /** Wire lengths beyond 1 GiB are damage; the bound keeps index sums within an int. */
  private static final int MAX_WIRE_LENGTH = 1 << 30;

  /** Captured bytes from the offset on, negative if it lies behind the end. */
  int captured(int offset) {
    return captureEnd - offset;
  }

  /** Cuts off what lies behind the end that a header states: padding, trailers. */
  void endAt(int end) {
    wireEnd = Math.min(wireEnd, end);
    captureEnd = Math.min(captureEnd, end);
  }
}
