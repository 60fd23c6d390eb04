package org.tidewaiter.decode;

/** Follows a row that carries another packet. */
final class TunnelDecoder {
  private final Frame frame;

  TunnelDecoder(Frame frame) {
    this.frame = frame;
  }

  /** Decodes what the row carries, if it is a tunnel; adds rows for it. */
  void follow(int row, int protocol, int ports, int offset) {
    if (frame.rows >= HeaderColumns.MAX_NESTING) {
      frame.counters.count(DecodeEvent.NESTING_LIMIT);
    }
  }
}
