package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Trace;

/**
 * How DNS is used to lead clients to a KMS host. The proper host publishes itself and is found;
 * then a workstation publishes itself too (dynamic update), is found and activates a client; and a
 * second domain's record names a host outside. Last, the proper host over TCP and with no address
 * at hand.
 */
public final class KmsDiscovery {
  private static final String NAME = "_vlmcs._tcp.quay.example";
  private static final Host DNS = Host.windows("dns", "02:00:00:00:01:05", "10.1.0.5");
  private static final Host HOST = Host.windows("kms", "02:00:00:00:01:15", "10.1.0.15");
  private static final Host WORKSTATION = Host.windows("ws-17", "02:00:00:00:02:11", "10.1.1.17");
  private static final int TTL_SECONDS = 600;

  private final Trace trace = Lan.trace("kms-discovery");
  private final KmsTalk kms = new KmsTalk(trace);

  private KmsDiscovery() {}

  /** The capture. */
  public static byte[] toByteArray() {
    KmsDiscovery capture = new KmsDiscovery();
    capture.publish(1, HOST);
    capture.find(30, 52_101, HOST);
    capture.kms.genuine(30.2, Lan.CLIENT, 50_501, HOST, Kms.PORT);
    capture.publish(90, WORKSTATION);
    capture.find(120, 52_102, WORKSTATION);
    capture.kms.emulated(120.2, Lan.CLIENT, 50_502, WORKSTATION, Kms.PORT);
    capture.foreignRecord();
    capture.overTcp();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void publish(double at, Host host) {
    String fullName = host.name() + "." + Lan.DOMAIN;
    byte[] update =
        new Dns(0x1100, 0x2800)
            .question(Lan.DOMAIN, Dns.SOA, 1)
            .service(2, NAME, 1, 3600, Kms.PORT, fullName)
            .toByteArray();
    byte[] done = new Dns(0x1100, 0xa800).question(Lan.DOMAIN, Dns.SOA, 1).toByteArray();
    trace.udp(at, host, 52_100, DNS, 53).client(update).server(done);
  }

  private void find(double at, int clientPort, Host host) {
    String fullName = host.name() + "." + Lan.DOMAIN;
    byte[] answer =
        new Dns(0x1200, Dns.AUTHORITATIVE)
            .question(NAME, Dns.SRV, 1)
            .service(NAME, TTL_SECONDS, Kms.PORT, fullName)
            .additionalAddress(fullName, TTL_SECONDS, host.ip())
            .toByteArray();
    trace
        .udp(at, Lan.CLIENT, clientPort, DNS, 53)
        .client(Dns.query(0x1200, NAME, Dns.SRV))
        .server(answer);
  }

  private void foreignRecord() {
    String name = "_vlmcs._tcp.guest.quay.example";
    byte[] answer =
        new Dns(0x1300, Dns.ANSWER)
            .question(name, Dns.SRV, 1)
            .service(name, TTL_SECONDS, Kms.PORT, "kms.example.com")
            .additionalAddress("kms.example.com", TTL_SECONDS, Lan.OUTSIDE.ip())
            .toByteArray();
    trace
        .udp(180, Lan.CLIENT, 52_103, DNS, 53)
        .client(Dns.query(0x1300, name, Dns.SRV))
        .server(answer);
  }

  private void overTcp() {
    String fullName = "kms." + Lan.DOMAIN;
    Dns service = new Dns(0x1400, Dns.AUTHORITATIVE).question(NAME, Dns.SRV, 1);
    service.service(NAME, TTL_SECONDS, Kms.PORT, fullName);
    Dns address = new Dns(0x1401, Dns.AUTHORITATIVE).question(fullName, Dns.A, 1);
    address.address(fullName, TTL_SECONDS, HOST.ip());
    trace
        .tcp(240, Lan.CLIENT, 50_503, DNS, 53)
        .handshake()
        .client(new Dns(0x1400, Dns.QUERY).question(NAME, Dns.SRV, 1).toTcp())
        .server(service.toTcp())
        .client(new Dns(0x1401, Dns.QUERY).question(fullName, Dns.A, 1).toTcp())
        .server(address.toTcp())
        .clientCloses();
  }
}
