package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/** Activations as the KMS themes need them. */
final class KmsTalk {
  private static final double ASSOCIATION_IDLE_SECONDS = 29.6;

  private final Trace trace;

  KmsTalk(Trace trace) {
    this.trace = trace;
  }

  /** A Windows client and a Windows host, which leaves the client to close. */
  void genuine(double at, Host client, int clientPort, Host server, int port) {
    byte[][] results = {DceRpc.REFUSE, DceRpc.ACCEPT_NDR64, DceRpc.FEATURES_ACK};
    bound(at, client, clientPort, server, port, 0x6d31, results)
        .client(DceRpc.request(2, 1, 0, Kms.request64(6, trace.random())))
        .server(DceRpc.response(2, 1, Kms.response64(6, trace.random())))
        .pause(ASSOCIATION_IDLE_SECONDS)
        .clientCloses();
  }

  /** A Windows client and the open emulator that has always the same association group. */
  void emulated(double at, Host client, int clientPort, Host server, int port) {
    byte[][] results = {DceRpc.ACCEPT_NDR, DceRpc.REFUSE, DceRpc.FEATURES_ACK};
    bound(at, client, clientPort, server, port, Kms.EMULATOR_GROUP, results)
        .client(DceRpc.request(2, 0, 0, Kms.request(6, trace.random())))
        .pause(0.021)
        .server(DceRpc.response(2, 0, Kms.response(6, trace.random())))
        .serverCloses();
  }

  private TcpConversation bound(
      double at, Host client, int clientPort, Host server, int port, long group, byte[][] results) {
    return trace
        .tcp(at, client, clientPort, server, port)
        .handshake()
        .client(DceRpc.windowsBind(2, Kms.INTERFACE, 1))
        .server(DceRpc.bindAck(2, group, Integer.toString(port), results));
  }
}
