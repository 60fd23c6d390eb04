package org.tidewaiter.captures.talk;

import static org.tidewaiter.captures.frame.Tcp.ACK;
import static org.tidewaiter.captures.frame.Tcp.FIN;
import static org.tidewaiter.captures.frame.Tcp.PSH;
import static org.tidewaiter.captures.frame.Tcp.RST;
import static org.tidewaiter.captures.frame.Tcp.SYN;

import java.util.Arrays;

/**
 * A TCP connection seen from the middle: it cuts messages into segments, acknowledges every second
 * full one at once and others when something is sent anyway or after 40 ms, and keeps the numbers
 * right. {@link #segment} sends anything else, for captures of what should not happen.
 */
public final class TcpConversation {
  /** Delay of an acknowledgment that nothing else carries. */
  private static final long DELAYED_ACK_NANOS = 40_000_000;

  /** Segments that a sender has under way before it waits for the first acknowledgment. */
  private static final int INITIAL_WINDOW_SEGMENTS = 10;

  private final Trace trace;
  private final TcpSide client;
  private final TcpSide server;
  private long nowNanos;

  TcpConversation(
      Trace trace,
      Link link,
      long startNanos,
      Host client,
      int clientPort,
      Host server,
      int serverPort) {
    this.trace = trace;
    this.nowNanos = startNanos;
    this.client = new TcpSide(trace, link, client, clientPort);
    this.server = new TcpSide(trace, link, server, serverPort);
    this.client.meet(this.server);
    this.server.meet(this.client);
  }

  /** SYN, SYN+ACK, ACK. */
  public TcpConversation handshake() {
    client.emit(nowNanos, SYN);
    answer(server).emit(nowNanos, SYN | ACK);
    answer(client).emit(nowNanos, ACK);
    return this;
  }

  /** Nobody shook hands in this capture: both sides speak as if it had begun before. */
  public TcpConversation alreadyOpen() {
    client.pretendOpen();
    server.pretendOpen();
    return this;
  }

  /** A SYN, sent again after 1, 3, 7 … seconds, that nobody answers. */
  public TcpConversation unanswered(int attempts) {
    for (int i = 0; i < attempts; i++) {
      client.emitAgain(nowNanos + ((1L << i) - 1) * 1_000_000_000L, SYN);
    }
    return this;
  }

  /** A SYN that is answered by a reset. */
  public TcpConversation refused() {
    client.emit(nowNanos, SYN);
    answer(server).emit(nowNanos, RST | ACK);
    return this;
  }

  /** The client sends a message. */
  public TcpConversation client(byte[] message) {
    return send(client, message);
  }

  /** The server sends a message. */
  public TcpConversation server(byte[] message) {
    return send(server, message);
  }

  /** Lets time pass; acknowledgments that are due are sent meanwhile. */
  public TcpConversation pause(double seconds) {
    long pauseNanos = (long) (seconds * 1e9);
    if (pauseNanos > DELAYED_ACK_NANOS) {
      acknowledge();
    }
    nowNanos += pauseNanos;
    return this;
  }

  /** The client closes, the server follows. */
  public TcpConversation clientCloses() {
    return close(client, server);
  }

  /** The server closes, the client follows. */
  public TcpConversation serverCloses() {
    return close(server, client);
  }

  /** The client resets. */
  public TcpConversation clientResets() {
    answer(client).emit(nowNanos, RST | ACK);
    return this;
  }

  /** The server resets. */
  public TcpConversation serverResets() {
    answer(server).emit(nowNanos, RST | ACK);
    return this;
  }

  /** A keep-alive probe of the client and its answer: the last byte once more. */
  public TcpConversation keepAlive() {
    acknowledge();
    client.probe(nowNanos);
    answer(server).emit(nowNanos, ACK);
    return this;
  }

  /**
   * One segment with exactly these flags, whatever the state; SYN, FIN and payload count in the
   * sequence numbers as they should.
   */
  public TcpConversation segment(boolean fromClient, int flags, byte[] payload) {
    answer(fromClient ? client : server).emit(nowNanos, flags, payload);
    return this;
  }

  /** The time that has been reached, in seconds after the trace's start. */
  public double seconds() {
    return trace.secondsAt(nowNanos);
  }

  private TcpConversation send(TcpSide sender, byte[] message) {
    TcpSide receiver = sender == client ? server : client;
    answer(sender);
    int windowSegments = Math.min(INITIAL_WINDOW_SEGMENTS, receiver.windowSegments());
    int underWay = 0;
    for (int at = 0; at < message.length; at += sender.segmentBytes()) {
      if (underWay++ == windowSegments) {
        windowSegments = Math.min(2 * windowSegments, receiver.windowSegments());
        underWay = 1;
        nowNanos += trace.jitter(1000L * (sender.replyMicros() + receiver.replyMicros()));
      }
      int end = Math.min(at + sender.segmentBytes(), message.length);
      int flags = end == message.length ? PSH | ACK : ACK;
      sender.emit(nowNanos, flags, Arrays.copyOfRange(message, at, end));
      if (receiver.owesTwoSegments()) {
        receiver.emit(nowNanos + trace.jitter(receiver.ackNanos()), ACK);
      }
      nowNanos += sender.serialisationNanos();
    }
    return this;
  }

  private TcpConversation close(TcpSide first, TcpSide second) {
    answer(first).emit(nowNanos, FIN | ACK);
    answer(second).emit(nowNanos, FIN | ACK);
    answer(first).emit(nowNanos, ACK);
    return this;
  }

  /** Sends the acknowledgments that either side still owes. */
  private void acknowledge() {
    for (TcpSide side : new TcpSide[] {client, server}) {
      if (side.owesAck()) {
        side.emit(nowNanos + trace.jitter(DELAYED_ACK_NANOS), ACK);
      }
    }
  }

  /** Moves the clock to when this side's next packet is seen. */
  private TcpSide answer(TcpSide side) {
    nowNanos = Math.max(nowNanos, side.lastSeenNanos());
    nowNanos += trace.jitter(side.replyMicros() * 1000L);
    return side;
  }
}
