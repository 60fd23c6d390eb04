package org.tidewaiter.captures.talk;

/** One packet of a {@link Trace}. */
public final class TracePacket {
  private final long timeNanos;
  private final byte[] bytes;
  private final int interfaceId;
  private final String comment;

  TracePacket(long timeNanos, byte[] bytes, int interfaceId, String comment) {
    this.timeNanos = timeNanos;
    this.bytes = bytes.clone();
    this.interfaceId = interfaceId;
    this.comment = comment;
  }

  /** Time in nanoseconds since 1970-01-01 UTC. */
  public long timeNanos() {
    return timeNanos;
  }

  /** The frame, a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Number of the interface that saw it, from 0. */
  public int interfaceId() {
    return interfaceId;
  }

  /** A comment for pcapng, or empty. */
  public String comment() {
    return comment;
  }
}
