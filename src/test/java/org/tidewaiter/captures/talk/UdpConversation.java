package org.tidewaiter.captures.talk;

import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Udp;

/** Datagrams between two ports, by turns or not. */
public final class UdpConversation {
  private final IpConversation packets;
  private final int clientPort;
  private final int serverPort;

  UdpConversation(
      Trace trace,
      Link link,
      long startNanos,
      Host client,
      int clientPort,
      Host server,
      int serverPort) {
    packets = new IpConversation(trace, link, startNanos, client, server);
    this.clientPort = clientPort;
    this.serverPort = serverPort;
  }

  /** The client sends a datagram; the first one goes at the start time itself. */
  public UdpConversation client(byte[] payload) {
    packets.client(Udp.ports(clientPort, serverPort), Payload.of(payload));
    return this;
  }

  /** The server sends a datagram. */
  public UdpConversation server(byte[] payload) {
    packets.server(Udp.ports(serverPort, clientPort), Payload.of(payload));
    return this;
  }

  /** Lets time pass. */
  public UdpConversation pause(double seconds) {
    packets.pause(seconds);
    return this;
  }

  /** The time that has been reached, in seconds after the trace's start. */
  public double seconds() {
    return packets.seconds();
  }
}
