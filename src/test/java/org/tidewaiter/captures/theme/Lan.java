package org.tidewaiter.captures.theme;

import java.time.Instant;
import java.util.List;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.Http;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Link;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/** The hosts that most themes share, and the two short exchanges that fill a flow. */
final class Lan {
  static final String DOMAIN = "quay.example";
  static final Host ROUTER = Host.linux("router", "02:00:00:00:01:01", "10.1.0.1");
  static final Host CLIENT = Host.windows("client", "02:00:00:00:01:11", "10.1.0.11");
  static final Host SERVER = Host.linux("server", "02:00:00:00:01:80", "10.1.0.80");
  static final Host CLIENT6 = CLIENT.withIp("fd00:1::11");
  static final Host SERVER6 = SERVER.withIp("fd00:1::80");
  static final Host OUTSIDE = Host.remote("outside", ROUTER, "93.184.216.34", 9, 18_000);

  /** Ethernet as the sending host sees it, before the card pads short frames. */
  static final Link UNPADDED =
      (from, to) -> List.of(Ethernet.between(from.mac(), to.mac()).unpadded());

  private static final Instant START = Instant.parse("2026-03-04T09:00:00Z");

  private Lan() {}

  /** An empty trace, its seed made of the theme's name. */
  static Trace trace(String theme) {
    return new Trace(START, theme.hashCode());
  }

  /** A web page in clear text on any port. */
  static void web(Trace trace, double at, Host client, int clientPort, Host server, int port) {
    page(trace.tcp(at, client, clientPort, server, port).handshake()).clientCloses();
  }

  /** One request and its answer. */
  static TcpConversation page(TcpConversation talk) {
    byte[] body = Bytes.ofText("<html><body>Berth 4 is free.</body></html>\n");
    return talk.client(Http.get("server." + DOMAIN, "/berths"))
        .server(Http.ok("nginx/1.26.2", "text/html", body));
  }

  /** A question for an address and its answer. */
  static void lookup(Trace trace, double at, Host client, int clientPort, Host server) {
    int id = clientPort & 0xfff;
    String name = "berths." + DOMAIN;
    byte[] answer =
        new Dns(id, Dns.ANSWER)
            .question(name, Dns.A, 1)
            .address(name, 300, "10.1.0.80")
            .toByteArray();
    trace.udp(at, client, clientPort, server, 53).client(Dns.query(id, name, Dns.A)).server(answer);
  }
}
