package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.tidewaiter.report.page.SampleReports.SampleFlow;
import org.tidewaiter.report.page.SampleReports.Table;

/** The reports of the small office. */
final class OfficeSample {
  private static final String DC = "10.20.0.10";
  private static final String ROGUE = "10.20.4.37";
  private static final String[] ROGUE_CLIENTS = {"10.20.4.12", "10.20.4.15", "10.20.4.51"};
  private static final String INSIDE = "internal|internal";

  private OfficeSample() {}

  private static Instant at(long seconds) {
    return SampleReports.START.plusSeconds(seconds);
  }

  static void write(Path dir) throws IOException {
    findings(dir);
    services(dir);
    hosts(dir);
    flows(dir);
    try (Table t = new Table(dir.resolve("accounting.csv"), SampleReports.ACCOUNTING)) {
      String in = "captures/office-monday.pcapng";
      t.row("read|%s|packets|61204|packets|Packets read from the input.", in);
      t.row("outcome|%s|flow|60112|packets|The packet belongs to a flow.", in);
      t.row("outcome|%s|arp|1049|packets|Address resolution: no IP packet.", in);
      t.row("outcome|%s|truncated-transport|43|packets|It ends before its ports.", in);
      t.row("damage|%s|byte-offset|48211880|bytes|cut within a record; expected 98 more bytes", in);
    }
  }

  private static void findings(Path dir) throws IOException {
    try (Table t = new Table(dir.resolve("findings.csv"), SampleReports.FINDINGS)) {
      t.row(
          """
          k7w2m9q4|high|kms-unexpected-host|KMS answered by a host that is no KMS host|kms|%s|1688|
          3|%s|9|118|15420|%s|%s|established|syn|x02|expectations.csv:4|
          kms-hosts: 10.20.0.21 10.20.0.22|
          the client's first 72 bytes are a DCE/RPC bind to 51c82175-844e-4750-b0d8-ec255555bc06 \
          1.0, as KMS uses it: 05 00 0b 03 10 00 00 00 48 00 00 00 01 00 00 00 b8 10 b8 10 00 00 \
          00 00 01 00 00 00 00 00 01 00 75 21 c8 51 4e 84 50 47 b0 d8 ec 25 55 55 bc 06; the \
          server answered in 4 ms with 260 bytes|T1036.005|1:wCb3OG7yAFWelaUydu0D+125CLM=|""",
          ROGUE, String.join(" ", ROGUE_CLIENTS), at(3725), at(11_900));
      t.row(
          """
          d3h8c1p0|high|dhcp-rogue-server|DHCP answered by an undeclared server|dhcp|10.20.4.99|67|
          2|10.20.4.60 10.20.4.61|2|4|1368|%s|%s|established|payload|x12|expectations.csv:14|
          dhcp-servers: 10.20.0.10|DHCPOFFER from 10.20.4.99 (MAC 00:1d:aa:3f:20:01), option 54 = \
          10.20.4.99, router 10.20.4.99, DNS 10.20.4.99; xid 3f2a9c01|T1557.003||""",
          at(5210), at(5890));
      t.row(
          """
          s5n1b7x2|medium|smb-peer-to-peer|File sharing between two desktops|smb|10.20.4.15|445|
          1|10.20.4.51|1|240|182300|%s|%s|established|syn|x09|expectations.csv:9|
          not workstations|the first payload is an SMB2 negotiate: fe 53 4d 42 40 00 00 00 00 00|
          T1021.002||""",
          at(9000), at(9420));
      t.row(
          """
          t2r6v4e8|info|telnet-in-use|Telnet tried, nobody answered|telnet|10.20.0.40|23|
          1|10.20.4.12|3|3|222|%s|%s|attempt|syn||||three SYNs to port 23, no answer|||""",
          at(7100), at(7109));
    }
  }

  private static void services(Path dir) throws IOException {
    try (Table t = new Table(dir.resolve("services.csv"), SampleReports.SERVICES)) {
      service(t, ROGUE + "|1688|tcp|kms", "3||9|118|15420", 9, "unexpected||k7w2m9q4");
      service(t, "10.20.4.99|67|udp|dhcp", "2||2|4|1368", 2, "unexpected||d3h8c1p0");
      service(t, "10.20.4.15|445|tcp|smb", "1||1|240|182300", 1, "unexpected||s5n1b7x2");
      service(t, "10.20.0.40|23|tcp|telnet", "1||3|3|222", 0, "unexpected||t2r6v4e8");
      service(t, DC + "|53|udp|dns", "48||3910|7820|801334", 3902, "expected||");
      service(t, DC + "|88|tcp|kerberos", "44||610|6100|1920110", 610, "expected||");
      service(t, DC + "|389|tcp|ldap", "44||388|9120|2711020", 388, "expected||");
      service(t, "10.20.0.12|445|tcp|smb", "41||205|31200|22410554", 205, "expected||");
      service(t, "10.20.0.21|1688|tcp|kms", "31||31|372|62110", 31, "expected||");
      service(t, "203.0.113.80|443|tcp|https", "37||1880|41000|19900120", 1880, "no-rule||");
      service(t, "10.20.0.30|631|tcp|ipp", "12||80|960|410220", 80, "no-rule||");
      service(t, "10.20.0.33|9100|tcp|", "6||22|410|98220", 22, "no-rule||");
    }
  }

  private static void service(
      Table t, String endpoint, String numbers, int answered, String judgement) {
    String zone = endpoint.startsWith("10.") ? "internal" : "external";
    String registered = endpoint.contains("|1688|") ? "nsjtp-data" : "";
    t.row(
        "%s|windows|%s||%s|%s|%s|%s|internal|%d|%s",
        endpoint, registered, numbers, at(3600), at(12_000), zone, answered, judgement);
  }

  private static void hosts(Path dir) throws IOException {
    try (Table t = new Table(dir.resolve("hosts.csv"), SampleReports.HOSTS)) {
      host(t, ROGUE, "kms", "dns smb", "k7w2m9q4");
      host(t, "10.20.4.99", "dhcp", "", "d3h8c1p0");
      host(t, "10.20.4.15", "smb", "dns kms smb", "s5n1b7x2 k7w2m9q4");
      host(t, "10.20.4.51", "", "dns kms smb", "s5n1b7x2 k7w2m9q4");
      host(t, "10.20.4.12", "", "dns kms telnet", "k7w2m9q4 t2r6v4e8");
      host(t, "10.20.0.40", "", "", "t2r6v4e8");
      host(t, DC, "dns kerberos ldap", "", "");
      host(t, "10.20.0.12", "smb", "dns", "");
      host(t, "10.20.0.21", "kms", "dns", "");
      for (int i = 60; i < 100; i++) {
        host(t, "10.20.4." + i, "", "dns https kerberos ldap smb", "");
      }
    }
  }

  private static void host(Table t, String ip, String serves, String uses, String findings) {
    long bytes = Math.floorMod(ip.hashCode() * 7919L, 5_000_000L);
    t.row(
        "%s|internal|%s|%s|%d|%d|900|%d|1200|%d|%s|%s|%s",
        ip,
        serves,
        uses,
        serves.isEmpty() ? 0 : 90,
        uses.isEmpty() ? 0 : 120,
        bytes,
        bytes * 3,
        at(3600),
        at(12_000),
        findings);
  }

  private static void flows(Path dir) throws IOException {
    Random random = new Random(42);
    try (Table t = new Table(dir.resolve("flows.csv"), SampleReports.FLOWS)) {
      for (int i = 0; i < 5_000; i++) {
        usual(t, random);
      }
      for (int i = 0; i < 9; i++) {
        String client = ROGUE_CLIENTS[i % 3];
        new SampleFlow(at(3725 + i * 1000L), 30_200, "tcp", client, ROGUE, 1688)
            .write(t, "kms", 1_713, INSIDE, "unexpected", "k7w2m9q4");
      }
      new SampleFlow(at(5210), 20, "udp", "10.20.4.60", "10.20.4.99", 67)
          .write(t, "dhcp", 684, INSIDE, "unexpected", "d3h8c1p0");
      new SampleFlow(at(5890), 20, "udp", "10.20.4.61", "10.20.4.99", 67)
          .write(t, "dhcp", 684, INSIDE, "unexpected", "d3h8c1p0");
      new SampleFlow(at(9000), 420_000, "tcp", "10.20.4.51", "10.20.4.15", 445)
          .write(t, "smb", 182_300, INSIDE, "unexpected", "s5n1b7x2");
      for (int i = 0; i < 3; i++) {
        new SampleFlow(at(7100 + i * 3L), 0, "tcp", "10.20.4.12", "10.20.0.40", 23)
            .write(t, "telnet", 74, INSIDE, "unexpected", "t2r6v4e8");
      }
    }
  }

  /** What desktops do all day, more of it around ten. */
  private static void usual(Table t, Random random) {
    String client = "10.20.4." + (60 + random.nextInt(40));
    double spread = random.nextInt(4) > 0 ? 1 : 0.2;
    Instant at = at((long) (7500 + (random.nextDouble() - 0.5) * 8400 * spread));
    int kind = random.nextInt(10);
    if (kind < 5) {
      new SampleFlow(at, 20, "udp", client, DC, 53).write(t, "dns", 210, INSIDE, "expected", "");
    } else if (kind < 6) {
      new SampleFlow(at, 900, "tcp", client, DC, 389)
          .write(t, "ldap", 7_000, INSIDE, "expected", "");
    } else if (kind < 7) {
      new SampleFlow(at, 90_000, "tcp", client, "10.20.0.12", 445)
          .write(t, "smb", 20_000 + random.nextInt(180_000), INSIDE, "expected", "");
    } else {
      new SampleFlow(at, 30_000, "tcp", client, "203.0.113.80", 443)
          .write(t, "https", 4_000 + random.nextInt(30_000), "internal|external", "no-rule", "");
    }
  }
}
