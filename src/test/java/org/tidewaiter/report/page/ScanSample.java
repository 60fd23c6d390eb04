package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.tidewaiter.report.page.SampleReports.Table;

/** The reports of a scan with as many flows as wanted. */
final class ScanSample {
  private static final String SCANNER = "198.51.100.66";
  private static final int[] PORTS = {22, 23, 80, 135, 139, 443, 445, 1433, 1688, 3389, 5985, 8080};
  private static final String[] NAMES = {
    "ssh",
    "telnet",
    "http",
    "rpc-epm",
    "netbios-ssn",
    "https",
    "smb",
    "mssql",
    "kms",
    "rdp",
    "winrm",
    ""
  };
  private static final int SERVERS = 4_000;

  private ScanSample() {}

  private static String server(int i) {
    return "10.9." + (i >> 8) + "." + (i & 255);
  }

  private static boolean answers(int server, int port) {
    return (server * 31 + port) % 97 == 0;
  }

  private static String finding(int server, int port) {
    return "scan" + server + "p" + PORTS[port];
  }

  static void write(Path dir, int flows, Random random) throws IOException {
    try (Table findings = new Table(dir.resolve("findings.csv"), SampleReports.FINDINGS);
        Table services = new Table(dir.resolve("services.csv"), SampleReports.SERVICES);
        Table hosts = new Table(dir.resolve("hosts.csv"), SampleReports.HOSTS)) {
      hosts.row(
          SCANNER,
          "external",
          "",
          "ssh telnet smb rdp",
          0,
          flows,
          SERVERS,
          flows,
          flows * 60L,
          0,
          0,
          SampleReports.START,
          SampleReports.START.plusSeconds(7200),
          "");
      for (int s = 0; s < SERVERS; s++) {
        host(hosts, s);
        for (int p = 0; p < PORTS.length; p++) {
          serverPort(findings, services, s, p, flows / SERVERS / PORTS.length);
        }
      }
    }
    try (Table t = new Table(dir.resolve("accounting.csv"), SampleReports.ACCOUNTING)) {
      t.row("outcome", "", "flow", flows * 2L, "packets", "The packet belongs to a flow.");
      t.row("limit", "", "flow-budget", 12_000, "flows", "Idle flows ended early.");
    }
    try (Table t = new Table(dir.resolve("flows.csv"), SampleReports.FLOWS)) {
      for (int i = 0; i < flows; i++) {
        flow(t, i, flows, random);
      }
    }
  }

  private static void flow(Table t, int i, int flows, Random random) {
    int s = random.nextInt(SERVERS);
    int p = random.nextInt(PORTS.length);
    boolean answered = answers(s, p);
    Instant at = SampleReports.START.plusMillis(7_200_000L * i / flows);
    t.flow(
        at,
        answered ? 500 : 0,
        "tcp",
        SCANNER,
        server(s),
        PORTS[p],
        NAMES[p],
        answered ? 420 : 74,
        "external>internal",
        answered ? "forbidden" : "unexpected",
        answered ? finding(s, p) : "");
  }

  private static void host(Table t, int s) {
    t.row(
        server(s),
        "internal",
        "",
        "",
        250,
        0,
        1,
        3,
        180,
        250,
        15_000,
        SampleReports.START,
        SampleReports.START.plusSeconds(7200),
        answers(s, 0) ? finding(s, 0) : "");
  }

  private static void serverPort(Table findings, Table services, int s, int p, int flows) {
    boolean answered = answers(s, p);
    Instant end = SampleReports.START.plusSeconds(7200);
    services.row(
        server(s),
        PORTS[p],
        "tcp",
        NAMES[p],
        "windows",
        "",
        "",
        1,
        SCANNER,
        flows,
        flows,
        flows * 74L,
        SampleReports.START,
        end,
        "internal",
        "external",
        answered ? flows : 0,
        answered ? "forbidden" : "unexpected",
        "x03",
        answered ? finding(s, p) : "");
    if (answered) {
      String severity = PORTS[p] == 3389 || PORTS[p] == 445 ? "critical" : "high";
      findings.row(
          finding(s, p),
          severity,
          NAMES[p] + "-exposed",
          "Answers the Internet",
          NAMES[p],
          server(s),
          PORTS[p],
          1,
          SCANNER,
          flows,
          flows * 4L,
          flows * 420L,
          SampleReports.START,
          end,
          "established",
          "syn",
          "x03",
          "expectations.csv:5",
          "no external client",
          "SYN-ACK to " + SCANNER,
          "T1046",
          "",
          "");
    }
  }
}
