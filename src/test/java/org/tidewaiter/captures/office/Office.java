package org.tidewaiter.captures.office;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.IpConversation;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.TcpStack;
import org.tidewaiter.captures.talk.Trace;
import org.tidewaiter.captures.talk.UdpConversation;

/** Who is on the office network, and which ports they have used. */
final class Office {
  static final Instant START = Instant.parse("2026-03-03T08:40:00Z");
  static final String DOMAIN = "harbour.example";
  static final String REALM = "HARBOUR.EXAMPLE";
  static final String FLAT_DOMAIN = "HARBOUR";

  static final Host GATEWAY = Host.linux("gw", "24:5a:4c:10:20:01", "10.20.30.1");
  static final Host DC = server("dc01", "00:15:5d:1e:0a:02", "10.20.30.10");
  static final Host FILES = server("fs01", "00:15:5d:1e:0a:03", "10.20.30.12");
  static final Host KMS = server("kms01", "00:15:5d:1e:0a:07", "10.20.30.15");
  static final Host INTRANET = Host.linux("intranet", "00:15:5d:1e:0a:09", "10.20.30.20");
  static final Host MONITOR = Host.linux("mon01", "00:15:5d:1e:0a:0c", "10.20.30.21");
  static final Host PRINTER =
      Host.linux("prn-2f", "3c:d9:2b:5e:71:c4", "10.20.30.40").withStack(TcpStack.EMBEDDED);

  static final Host ANNA = Host.windows("ws-0101", "18:66:da:31:5c:0e", "10.20.30.101");
  static final Host BEN = Host.windows("ws-0103", "18:66:da:31:60:b7", "10.20.30.103");
  static final Host CARLA = Host.windows("ws-0104", "98:fa:9b:02:4d:19", "10.20.30.104");
  static final Host DAVID = Host.windows("ws-0107", "18:66:da:32:11:4a", "10.20.30.107");
  static final Host EMMA = Host.windows("ws-0109", "8c:8c:aa:77:03:e2", "10.20.30.109");
  static final Host FELIX = Host.windows("ws-0117", "8c:8c:aa:76:9f:58", "10.20.30.117");
  static final Host MACBOOK = Host.linux("macbook-lena", "3c:22:fb:a4:0d:63", "10.20.30.121");

  static final List<Host> WORKSTATIONS = List.of(ANNA, BEN, CARLA, EMMA, FELIX);

  private final Trace trace = new Trace(START, 20260303);
  private final Map<Host, Integer> portBase = new HashMap<>();
  private final Set<String> usedPorts = new HashSet<>();

  Trace trace() {
    return trace;
  }

  Random random() {
    return trace.random();
  }

  /** Starts a TCP conversation from a port of the client's dynamic range. */
  TcpConversation tcp(double at, Host client, Host server, int serverPort) {
    return trace.tcp(uneven(at), client, port(client, at), server, serverPort);
  }

  /** Starts a UDP conversation from a port of the client's dynamic range. */
  UdpConversation udp(double at, Host client, Host server, int serverPort) {
    boolean windows = isWindows(client);
    int port = windows ? 49_152 + random().nextInt(16_384) : 32_768 + random().nextInt(28_231);
    return trace.udp(uneven(at), client, port, server, serverPort);
  }

  /** Starts a UDP conversation between two given ports. */
  UdpConversation udp(double at, Host client, int clientPort, Host server, int serverPort) {
    return trace.udp(uneven(at), client, clientPort, server, serverPort);
  }

  /** Starts a conversation of another IP protocol. */
  IpConversation ip(double at, Host client, Host server) {
    return trace.ip(uneven(at), client, server);
  }

  /** Adds a single frame. */
  void frame(double at, byte[] frame) {
    trace.frame(uneven(at), frame);
  }

  /** A number for the identifier of a message. */
  int id() {
    return random().nextInt(0x10000);
  }

  /** A time in seconds after the start as nanoseconds since 1970. */
  static long nanosAt(double seconds) {
    return START.getEpochSecond() * 1_000_000_000L + (long) (seconds * 1e9);
  }

  /** A host on the Internet, its packets coming through the office's router. */
  static Host outside(String name, String ip, int hops, int roundTripMicros) {
    return Host.remote(name, GATEWAY, ip, hops, roundTripMicros);
  }

  private static Host server(String name, String mac, String ip) {
    return Host.windows(name, mac, ip);
  }

  /** No clock strikes when a program feels like sending. */
  private double uneven(double at) {
    return at + random().nextDouble() * 90e-6;
  }

  /** Ports rise with time, as Windows and Linux hand them out; each is used once. */
  private int port(Host host, double at) {
    int first =
        portBase.computeIfAbsent(
            host, h -> (isWindows(h) ? 49_700 : 41_000) + random().nextInt(6000));
    int port = first + (int) (at / 3);
    while (!usedPorts.add(host.ip() + port)) {
      port++;
    }
    return port;
  }

  private static boolean isWindows(Host host) {
    return host.stack().ttl() == 128;
  }
}
