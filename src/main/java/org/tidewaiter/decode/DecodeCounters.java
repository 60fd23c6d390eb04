package org.tidewaiter.decode;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What became of the packets of one input, or of all.
 *
 * <p>Written by the thread that decodes. Another thread that reads while it runs (for metrics) sees
 * numbers that may lag; after the two threads have met they are exact.
 */
public final class DecodeCounters {
  private static final int OUTCOMES = DecodeOutcome.values().length;
  private static final int EVENTS = DecodeEvent.values().length;
  private static final int TUNNELS = Tunnel.values().length;

  private final long[] outcomes = new long[OUTCOMES];
  private final long[] inner = new long[OUTCOMES];
  private final long[] events = new long[EVENTS];
  private final long[] tunnels = new long[TUNNELS];
  private final ProtocolCounts protocols = new ProtocolCounts();
  private final ProtocolCounts innerProtocols = new ProtocolCounts();

  /** Packets that ended so. Over all outcomes the sum is the packets decoded. */
  public long outcome(DecodeOutcome outcome) {
    return outcomes[outcome.ordinal()];
  }

  /** Packets found in a tunnel that ended so. */
  public long inner(DecodeOutcome outcome) {
    return inner[outcome.ordinal()];
  }

  /** How often the event happened. */
  public long event(DecodeEvent event) {
    return events[event.ordinal()];
  }

  /** Headers of the kind that were followed; a packet in a tunnel in a tunnel has two. */
  public long tunnel(Tunnel tunnel) {
    return tunnels[tunnel.ordinal()];
  }

  /**
   * Protocols and link types that are not decoded, by number: one for each packet that ended as
   * {@link DecodeOutcome#NOT_IP} or {@link DecodeOutcome#UNSUPPORTED_LINK_TYPE}.
   */
  public ProtocolCounts protocols() {
    return protocols;
  }

  /** The same of what was found in tunnels, or behind the first of aggregated frames. */
  public ProtocolCounts innerProtocols() {
    return innerProtocols;
  }

  /** Packets decoded: the sum of the outcomes. */
  public long packets() {
    long sum = 0;
    for (long count : outcomes) {
      sum += count;
    }
    return sum;
  }

  /** Adds the other's counts to these. */
  public void addAll(DecodeCounters other) {
    addAll(outcomes, other.outcomes);
    addAll(inner, other.inner);
    addAll(events, other.events);
    addAll(tunnels, other.tunnels);
    protocols.addAll(other.protocols);
    innerProtocols.addAll(other.innerProtocols);
  }

  /** Writes all counts, for {@link #readFrom}. */
  public void writeTo(DataOutput out) throws IOException {
    for (long[] counts : new long[][] {outcomes, inner, events, tunnels}) {
      for (long count : counts) {
        out.writeLong(count);
      }
    }
    protocols.writeTo(out);
    innerProtocols.writeTo(out);
  }

  /** Reads what {@link #writeTo} of the same version wrote. */
  public static DecodeCounters readFrom(DataInput in) throws IOException {
    DecodeCounters read = new DecodeCounters();
    for (long[] counts : new long[][] {read.outcomes, read.inner, read.events, read.tunnels}) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = in.readLong();
      }
    }
    read.protocols.readFrom(in);
    read.innerProtocols.readFrom(in);
    return read;
  }

  void count(DecodeOutcome outcome) {
    count(outcome, 1);
  }

  void count(DecodeOutcome outcome, int packets) {
    outcomes[outcome.ordinal()] += packets;
  }

  void count(DecodeEvent event) {
    events[event.ordinal()]++;
  }

  void count(Tunnel tunnel) {
    tunnels[tunnel.ordinal()]++;
  }

  void count(NumberSpace space, int number, boolean inside) {
    (inside ? innerProtocols : protocols).add(space, number);
  }

  void countInner(DecodeOutcome outcome) {
    inner[outcome.ordinal()]++;
  }

  private static void addAll(long[] sums, long[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others[i];
    }
  }
}
