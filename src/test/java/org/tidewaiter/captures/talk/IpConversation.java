package org.tidewaiter.captures.talk;

import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.frame.Layer;

/** Two hosts exchanging packets of any IP protocol, by turns or not: ICMP, GRE, ESP, SCTP, … */
public final class IpConversation {
  private final Trace trace;
  private final Link link;
  private final Host client;
  private final Host server;
  private long nowNanos;
  private int clientId;
  private int serverId;

  IpConversation(Trace trace, Link link, long startNanos, Host client, Host server) {
    this.trace = trace;
    this.link = link;
    this.nowNanos = startNanos;
    this.client = client;
    this.server = server;
    clientId = trace.random().nextInt(0x10000);
    serverId = trace.random().nextInt(0x10000);
  }

  /** The client sends these layers after IP; the first packet goes at the start time itself. */
  public IpConversation client(Layer... layers) {
    trace.add(nowNanos, packet(client, server, clientId++, layers));
    nowNanos += trace.jitter(server.replyMicros() * 1000L);
    return this;
  }

  /** The server sends these layers after IP. */
  public IpConversation server(Layer... layers) {
    trace.add(nowNanos, packet(server, client, serverId++, layers));
    nowNanos += trace.jitter(client.replyMicros() * 1000L);
    return this;
  }

  /** Lets time pass. */
  public IpConversation pause(double seconds) {
    nowNanos += (long) (seconds * 1e9);
    return this;
  }

  /** The time that has been reached, in seconds after the trace's start. */
  public double seconds() {
    return trace.secondsAt(nowNanos);
  }

  private byte[] packet(Host from, Host to, int id, Layer... layers) {
    Layer[] withIp = new Layer[layers.length + 1];
    withIp[0] = from.ipTo(to, id & 0xffff, false);
    System.arraycopy(layers, 0, withIp, 1, layers.length);
    return Frame.of(link.layers(from, to), withIp);
  }
}
