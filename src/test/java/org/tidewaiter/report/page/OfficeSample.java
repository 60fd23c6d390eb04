package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.tidewaiter.report.page.SampleReports.Table;

/** The reports of the small office. */
final class OfficeSample {
  private static final String DC = "10.20.0.10";
  private static final String KMS_ROGUE = "10.20.4.37";
  private static final String[] ROGUE_CLIENTS = {"10.20.4.12", "10.20.4.15", "10.20.4.51"};

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
      t.row("outcome", in, "flow", 60_112, "packets", "The packet belongs to a flow.");
      t.row("outcome", in, "arp", 1_049, "packets", "Address resolution: no IP packet.");
      t.row("outcome", in, "truncated-transport", 43, "packets", "It ends before its ports.");
      t.row("outcome", in, "unsupported-link-type", 0, "packets", "A link type not decoded.");
      t.row("damage", in, "cut off at byte 48,211,880", 1, "records", "The last record is cut.");
      t.row("drop", in, "reported by the capture's own statistics", 0, "packets", "Lost before.");
      t.row("limit", in, "flow-budget", 0, "flows", "Idle flows ended early for lack of room.");
    }
  }

  private static void findings(Path dir) throws IOException {
    try (Table t = new Table(dir.resolve("findings.csv"), SampleReports.FINDINGS)) {
      t.row(
          "k7w2m9q4",
          "high",
          "kms-unexpected-host",
          "KMS answered by a host that is no KMS host",
          "kms",
          KMS_ROGUE,
          1688,
          3,
          String.join(" ", ROGUE_CLIENTS),
          9,
          118,
          15_420,
          at(3725),
          at(11_900),
          "established",
          "syn",
          "x02",
          "expectations.csv:4",
          "kms-hosts: 10.20.0.21 10.20.0.22",
          "client's first 72 bytes are a DCE/RPC bind to 51c82175-844e-4750-b0d8-ec255555bc06 1.0,"
              + " as KMS uses it: 05 00 0b 03 10 00 00 00 48 00 00 00 01 00 00 00 b8 10 b8 10 00"
              + " 00 00 00 01 00 00 00 00 00 01 00 75 21 c8 51 4e 84 50 47 b0 d8 ec 25 55 55 bc 06"
              + " ; server answered in 4 ms with 260 bytes",
          "T1036.005",
          "1:wCb3OG7yAFWelaUydu0D+125CLM=",
          "");
      t.row(
          "d3h8c1p0",
          "high",
          "dhcp-rogue-server",
          "DHCP answered by an undeclared server",
          "dhcp",
          "10.20.4.99",
          67,
          2,
          "10.20.4.60 10.20.4.61",
          2,
          4,
          1_368,
          at(5210),
          at(5890),
          "established",
          "payload",
          "x12",
          "expectations.csv:14",
          "dhcp-servers: 10.20.0.10",
          "DHCPOFFER from 10.20.4.99 (MAC 00:1d:aa:3f:20:01), option 54 = 10.20.4.99, router"
              + " 10.20.4.99, DNS 10.20.4.99; xid 3f2a9c01",
          "T1557.003",
          "",
          "");
      t.row(
          "s5n1b7x2",
          "medium",
          "smb-peer-to-peer",
          "File sharing between two desktops",
          "smb",
          "10.20.4.15",
          445,
          1,
          "10.20.4.51",
          1,
          240,
          182_300,
          at(9000),
          at(9420),
          "established",
          "syn",
          "x09",
          "expectations.csv:9",
          "not workstations",
          "first payload is an SMB2 negotiate: fe 53 4d 42 40 00 00 00 00 00",
          "T1021.002",
          "",
          "");
      t.row(
          "t2r6v4e8",
          "info",
          "telnet-in-use",
          "Telnet tried, nobody answered",
          "telnet",
          "10.20.0.40",
          23,
          1,
          "10.20.4.12",
          3,
          3,
          222,
          at(7100),
          at(7109),
          "attempt",
          "syn",
          "",
          "",
          "",
          "three SYNs to port 23, no answer",
          "",
          "",
          "");
    }
  }

  private static void services(Path dir) throws IOException {
    try (Table t = new Table(dir.resolve("services.csv"), SampleReports.SERVICES)) {
      service(t, KMS_ROGUE, 1688, "tcp", "kms", 3, 9, 15_420, 9, "unexpected", "k7w2m9q4");
      service(t, "10.20.4.99", 67, "udp", "dhcp", 2, 2, 1_368, 2, "unexpected", "d3h8c1p0");
      service(t, "10.20.4.15", 445, "tcp", "smb", 1, 1, 182_300, 1, "unexpected", "s5n1b7x2");
      service(t, "10.20.0.40", 23, "tcp", "telnet", 1, 3, 222, 0, "unexpected", "t2r6v4e8");
      service(t, DC, 53, "udp", "dns", 48, 3_910, 801_334, 3_902, "expected", "");
      service(t, DC, 88, "tcp", "kerberos", 44, 610, 1_920_110, 610, "expected", "");
      service(t, DC, 389, "tcp", "ldap", 44, 388, 2_711_020, 388, "expected", "");
      service(t, "10.20.0.12", 445, "tcp", "smb", 41, 205, 22_410_554, 205, "expected", "");
      service(t, "10.20.0.21", 1688, "tcp", "kms", 31, 31, 62_110, 31, "expected", "");
      service(t, "203.0.113.80", 443, "tcp", "https", 37, 1_880, 19_900_120, 1_880, "no-rule", "");
      service(t, "10.20.0.30", 631, "tcp", "ipp", 12, 80, 410_220, 80, "no-rule", "");
      service(t, "10.20.0.33", 9100, "tcp", "", 6, 22, 98_220, 22, "no-rule", "");
    }
  }

  private static void service(
      Table t,
      String ip,
      int port,
      String protocol,
      String service,
      int clients,
      int flows,
      long bytes,
      int answered,
      String verdict,
      String findings) {
    String zone = ip.startsWith("10.") ? "internal" : "external";
    String registered = port == 1688 ? "nsjtp-data" : "";
    t.row(
        ip,
        port,
        protocol,
        service,
        "windows",
        registered,
        "",
        clients,
        "",
        flows,
        flows * 9,
        bytes,
        at(3600),
        at(12_000),
        zone,
        "internal",
        answered,
        verdict,
        "",
        findings);
  }

  private static void hosts(Path dir) throws IOException {
    try (Table t = new Table(dir.resolve("hosts.csv"), SampleReports.HOSTS)) {
      host(t, KMS_ROGUE, "kms", "dns smb", "k7w2m9q4");
      host(t, "10.20.4.99", "dhcp", "", "d3h8c1p0");
      host(t, "10.20.4.15", "smb", "dns kms smb", "s5n1b7x2 k7w2m9q4");
      host(t, "10.20.4.51", "", "dns kms smb", "s5n1b7x2 k7w2m9q4");
      host(t, "10.20.4.12", "", "dns kms telnet", "k7w2m9q4 t2r6v4e8");
      host(t, "10.20.0.40", "", "", "t2r6v4e8");
      for (String ip : new String[] {DC, "10.20.0.12", "10.20.0.21", "10.20.0.30"}) {
        host(t, ip, "dns kerberos ldap", "dns", "");
      }
      for (int i = 20; i < 60; i++) {
        host(t, "10.20.4." + i, "", "dns https kerberos ldap smb", "");
      }
    }
  }

  private static void host(Table t, String ip, String serves, String uses, String findings) {
    long bytes = Math.floorMod(ip.hashCode() * 7919L, 5_000_000L);
    t.row(
        ip,
        "internal",
        serves,
        uses,
        serves.isEmpty() ? 0 : 90,
        uses.isEmpty() ? 0 : 120,
        9,
        900,
        bytes,
        1200,
        bytes * 3,
        at(3600),
        at(12_000),
        findings);
  }

  private static void flows(Path dir) throws IOException {
    Random random = new Random(42);
    try (Table t = new Table(dir.resolve("flows.csv"), SampleReports.FLOWS)) {
      for (int i = 0; i < 5_000; i++) {
        String client = "10.20.4." + (20 + random.nextInt(40));
        long second = 3600 + random.nextInt(8400);
        int kind = random.nextInt(10);
        String in = "internal>internal";
        if (kind < 5) {
          t.flow(at(second), 20, "udp", client, DC, 53, "dns", 210, in, "expected", "");
        } else if (kind < 6) {
          t.flow(at(second), 900, "tcp", client, DC, 389, "ldap", 7_000, in, "expected", "");
        } else if (kind < 7) {
          long size = 20_000 + random.nextInt(180_000);
          t.flow(
              at(second),
              90_000,
              "tcp",
              client,
              "10.20.0.12",
              445,
              "smb",
              size,
              in,
              "expected",
              "");
        } else {
          long size = 4_000 + random.nextInt(30_000);
          String out = "internal>external";
          t.flow(
              at(second),
              30_000,
              "tcp",
              client,
              "203.0.113.80",
              443,
              "https",
              size,
              out,
              "no-rule",
              "");
        }
      }
      for (int i = 0; i < 9; i++) {
        t.flow(
            at(3725 + i * 1000L),
            30_200,
            "tcp",
            ROGUE_CLIENTS[i % 3],
            KMS_ROGUE,
            1688,
            "kms",
            1_713,
            "internal>internal",
            "unexpected",
            "k7w2m9q4");
      }
      unexpected(t, 5210, "udp", "10.20.4.60", "10.20.4.99", 67, "dhcp", 684, "d3h8c1p0");
      unexpected(t, 5890, "udp", "10.20.4.61", "10.20.4.99", 67, "dhcp", 684, "d3h8c1p0");
      unexpected(t, 9000, "tcp", "10.20.4.51", "10.20.4.15", 445, "smb", 182_300, "s5n1b7x2");
      for (int i = 0; i < 3; i++) {
        unexpected(
            t, 7100 + i * 3L, "tcp", "10.20.4.12", "10.20.0.40", 23, "telnet", 74, "t2r6v4e8");
      }
    }
  }

  private static void unexpected(
      Table t,
      long second,
      String protocol,
      String client,
      String server,
      int port,
      String service,
      long bytes,
      String finding) {
    t.flow(
        at(second),
        400,
        protocol,
        client,
        server,
        port,
        service,
        bytes,
        "internal>internal",
        "unexpected",
        finding);
  }
}
