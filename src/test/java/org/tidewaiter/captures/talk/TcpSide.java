package org.tidewaiter.captures.talk;

import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Tcp;

/** One end of a {@link TcpConversation}: its numbers, and the segments it sends. */
final class TcpSide {
  private static final int HEADERS_IPV4 = 40;
  private static final int HEADERS_IPV6 = 60;
  private static final int TIMESTAMP_OPTION = 12;
  private static final int MTU = 1500;

  private final Trace trace;
  private final Link link;
  private final Host host;
  private final int port;
  private final int mss;
  private final long timestampOffset;
  private TcpSide peer;
  private long next;
  private long acknowledged;
  private int identification;
  private int owedSegments;
  private long lastSentNanos;
  private long lastTimestamp;

  TcpSide(Trace trace, Link link, Host host, int port) {
    this.trace = trace;
    this.link = link;
    this.host = host;
    this.port = port;
    mss = MTU - (Address.isIpv6(host.ip()) ? HEADERS_IPV6 : HEADERS_IPV4);
    next = trace.random().nextInt() & 0xffffffffL;
    identification = trace.random().nextInt(0x10000);
    timestampOffset = trace.random().nextInt() & 0xffffffffL;
  }

  void meet(TcpSide other) {
    peer = other;
  }

  /** Takes the numbers as they stand for those of a connection opened long ago. */
  void pretendOpen() {
    acknowledged = peer.next;
  }

  int replyMicros() {
    return host.replyMicros();
  }

  /** Time after which a full segment pair is acknowledged: no thinking, only the way. */
  long ackNanos() {
    return host.hops() > 0 ? host.replyMicros() * 1000L : 60_000;
  }

  /** Time from one full segment to the next: 1 Gbit/s near, 100 Mbit/s from afar. */
  long serialisationNanos() {
    return host.hops() > 0 ? 121_000 : 12_300;
  }

  int segmentBytes() {
    return withTimestamps() ? mss - TIMESTAMP_OPTION : mss;
  }

  /** Full segments that fit into the window this side offers, less two for what is unread. */
  int windowSegments() {
    int scale = peer.host.stack().windowScale() < 0 ? 0 : Math.max(0, host.stack().windowScale());
    return Math.max(1, (window() << scale) / mss - 2);
  }

  boolean owesAck() {
    return owedSegments > 0;
  }

  boolean owesTwoSegments() {
    return owedSegments >= 2;
  }

  /** Time of the last packet of either side. */
  long lastSeenNanos() {
    return Math.max(lastSentNanos, peer.lastSentNanos);
  }

  void emit(long timeNanos, int flags) {
    emit(timeNanos, flags, new byte[0]);
  }

  /** Sends a segment and advances the sequence number by what it holds. */
  void emit(long timeNanos, int flags, byte[] payload) {
    send(timeNanos, flags, next, payload);
    next += payload.length + ((flags & Tcp.SYN) != 0 ? 1 : 0) + ((flags & Tcp.FIN) != 0 ? 1 : 0);
    next &= 0xffffffffL;
    peer.owe(next, payload.length);
  }

  /** Sends a segment without advancing, so that the next one repeats it. */
  void emitAgain(long timeNanos, int flags) {
    send(timeNanos, flags, next, new byte[0]);
  }

  /** Sends a keep-alive: one byte before the next. */
  void probe(long timeNanos) {
    send(timeNanos, Tcp.ACK, next - 1, new byte[1]);
  }

  private void owe(long peerNext, int payloadLength) {
    acknowledged = peerNext;
    owedSegments += payloadLength > 0 ? 1 : 0;
  }

  private void send(long atNanos, int flags, long sequence, byte[] payload) {
    long timeNanos = Math.max(atNanos, lastSentNanos + 1_000);
    lastSentNanos = timeNanos;
    Tcp tcp = Tcp.ports(port, peer.port).flags(flags).seq(sequence & 0xffffffffL);
    if ((flags & Tcp.ACK) != 0) {
      tcp.ack(acknowledged);
      owedSegments = 0;
    }
    addOptions(tcp, flags, timeNanos);
    var ip = host.ipTo(peer.host, identification++ & 0xffff, true);
    byte[] frame = Frame.of(link.layers(host, peer.host), ip, tcp, Payload.of(payload));
    trace.add(timeNanos, frame);
  }

  private void addOptions(Tcp tcp, int flags, long timeNanos) {
    boolean syn = (flags & Tcp.SYN) != 0;
    boolean answers = (flags & Tcp.ACK) != 0;
    lastTimestamp = timestampOffset + timeNanos / 1_000_000 & 0xffffffffL;
    long echo = answers ? peer.lastTimestamp : 0;
    if (syn) {
      TcpStack offered = answers ? peer.host.stack() : host.stack();
      tcp.option(host.stack().synOptions(mss, offered, lastTimestamp, echo));
    } else if (withTimestamps() && (flags & Tcp.RST) == 0) {
      tcp.timestamps(lastTimestamp, echo);
    }
    boolean reset = (flags & Tcp.RST) != 0;
    tcp.window(reset ? 0 : syn ? host.stack().synWindow() : window());
  }

  private int window() {
    TcpStack mine = host.stack();
    return peer.host.stack().windowScale() < 0 && mine.windowScale() >= 0
        ? mine.synWindow()
        : mine.window();
  }

  private boolean withTimestamps() {
    return host.stack().timestamps() && peer.host.stack().timestamps();
  }
}
