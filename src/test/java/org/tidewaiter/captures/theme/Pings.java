package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.frame.Icmp;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.IpConversation;
import org.tidewaiter.captures.talk.Trace;

/** Echo requests and their replies. */
final class Pings {
  private static final Payload DATA = Payload.text("abcdefghijklmnopqrstuvwabcdefghi");

  private Pings() {}

  /** Four requests, a second apart, each answered. */
  static void four(Trace trace, double at, Host client, Host server) {
    boolean six = client.ip().indexOf(':') >= 0;
    IpConversation talk = trace.ip(at, client, server);
    for (int sequence = 1; sequence <= 4; sequence++) {
      talk.client(echo(six, false, sequence), DATA);
      talk.server(echo(six, true, sequence), DATA).pause(1);
    }
  }

  private static Layer echo(boolean six, boolean reply, int sequence) {
    return six ? Icmp.echo6(reply, 0x1234, sequence) : Icmp.echo(reply, 0x1234, sequence);
  }
}
