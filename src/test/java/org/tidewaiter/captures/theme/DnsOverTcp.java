package org.tidewaiter.captures.theme;

import java.util.Arrays;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Trace;

/**
 * DNS over TCP: an answer that UDP had to truncate comes in two segments, two questions go in one,
 * and one question's length field arrives before its rest.
 */
public final class DnsOverTcp {
  private static final Host DNS = Host.windows("dns", "02:00:00:00:01:05", "10.1.0.5");
  private static final String NAME = "hosts." + Lan.DOMAIN;
  private static final int TRUNCATED = 0x0200;

  private DnsOverTcp() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("dns-tcp");
    byte[] cut = new Dns(1, Dns.ANSWER | TRUNCATED).question(NAME, Dns.A, 1).toByteArray();
    trace.udp(1, Lan.CLIENT, 52_201, DNS, 53).client(Dns.query(1, NAME, Dns.A)).server(cut);
    trace
        .tcp(1.001, Lan.CLIENT, 50_601, DNS, 53)
        .handshake()
        .client(question(2).toTcp())
        .server(addresses(2, 150).toTcp())
        .clientCloses();
    trace
        .tcp(10, Lan.CLIENT, 50_602, DNS, 53)
        .handshake()
        .client(Bytes.concat(question(3).toTcp(), question(4).toTcp()))
        .server(addresses(3, 1).toTcp())
        .server(addresses(4, 2).toTcp())
        .clientCloses();
    byte[] whole = question(5).toTcp();
    byte[] length = Arrays.copyOf(whole, 2);
    byte[] rest = Arrays.copyOfRange(whole, 2, whole.length);
    trace
        .tcp(20, Lan.CLIENT, 50_603, DNS, 53)
        .handshake()
        .client(length)
        .client(rest)
        .server(addresses(5, 1).toTcp())
        .serverCloses();
    return Pcap.of(trace).toByteArray();
  }

  private static Dns question(int id) {
    return new Dns(id, Dns.QUERY).question(NAME, Dns.A, 1);
  }

  private static Dns addresses(int id, int count) {
    Dns answer = new Dns(id, Dns.ANSWER).question(NAME, Dns.A, 1);
    for (int i = 1; i <= count; i++) {
      answer.address(NAME, 300, "10.1.2." + i);
    }
    return answer;
  }
}
