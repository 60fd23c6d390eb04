package org.tidewaiter.flow;

/**
 * How long a flow may be silent, in nanoseconds of packet time, before its row ends.
 *
 * <p>The defaults are generous to TCP, whose direction is known only from its beginning: an idle
 * shell that is cut in two would have a second half without a SYN.
 *
 * @param tcpNanos TCP with data or an answer
 * @param tcpAttemptNanos TCP that only one side spoke
 * @param tcpClosedNanos TCP after RST or both FINs
 * @param udpNanos UDP and UDP-Lite
 * @param otherNanos everything else
 */
public record FlowTimeouts(
    long tcpNanos, long tcpAttemptNanos, long tcpClosedNanos, long udpNanos, long otherNanos) {
  private static final long SECOND = 1_000_000_000L;

  /** One hour, two minutes, one minute; three minutes; three minutes. */
  public static final FlowTimeouts DEFAULT =
      new FlowTimeouts(3600 * SECOND, 120 * SECOND, 60 * SECOND, 180 * SECOND, 180 * SECOND);

  /** The same idle time for everything. */
  public static FlowTimeouts all(long nanos) {
    return new FlowTimeouts(nanos, nanos, nanos, nanos, nanos);
  }

  /** The shortest of them: a flow is never over before. */
  public long shortestNanos() {
    return Math.min(
        Math.min(tcpNanos, Math.min(tcpAttemptNanos, tcpClosedNanos)),
        Math.min(udpNanos, otherNanos));
  }

  /** The idle time of the flow at {@code (words, at)}. */
  long of(long[] words, int at) {
    int protocol = FlowRow.protocol(words, at);
    if (protocol == FlowTable.TCP) {
      if (isClosed(words, at)) {
        return tcpClosedNanos;
      }
      return FlowRow.isTwoWay(words, at) ? tcpNanos : tcpAttemptNanos;
    }
    return protocol == FlowTable.UDP || protocol == FlowTable.UDP_LITE ? udpNanos : otherNanos;
  }

  /** True after FIN both ways or a RST. */
  static boolean isClosed(long[] words, int at) {
    return (FlowRow.lettersOfEither(words, at) & TcpHistory.BIT_RST) != 0
        || (FlowRow.lettersOfBoth(words, at) & TcpHistory.BIT_FIN) != 0;
  }
}
