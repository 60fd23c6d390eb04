package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.tidewaiter.report.page.SampleReports.SampleFlow;
import org.tidewaiter.report.page.SampleReports.Table;

/** The reports of a scan from outside with as many flows as wanted. */
final class ScanSample {
  private static final String SCANNER = "198.51.100.66";
  private static final int[] PORTS = {22, 23, 80, 135, 139, 443, 445, 1433, 1688, 3389, 5985, 8080};
  private static final String[] NAMES = {
    "ssh", "telnet", "http", "rpc-epm", "smb", "https", "smb", "sql", "kms", "rdp", "winrm", ""
  };
  private static final Instant START = SampleReports.START;
  private static final Instant END = START.plusSeconds(7200);

  private ScanSample() {}

  private static String server(int i) {
    return "10.9." + (i >> 8) + "." + (i & 255);
  }

  private static boolean answers(int server, int port) {
    return (server * 31 + port) % 97 == 0 && !NAMES[port].isEmpty();
  }

  private static String finding(int server, int port) {
    return "scan" + server + "p" + PORTS[port];
  }

  static void write(Path dir, int flows, int servers) throws IOException {
    try (Table findings = new Table(dir.resolve("findings.csv"), SampleReports.FINDINGS);
        Table services = new Table(dir.resolve("services.csv"), SampleReports.SERVICES);
        Table hosts = new Table(dir.resolve("hosts.csv"), SampleReports.HOSTS)) {
      hosts.row(
          "%s|external||ssh telnet smb rdp|0|%d|%d|%d|0|0|%s|%s|",
          SCANNER, flows, flows, flows * 60L, START, END);
      for (int s = 0; s < servers; s++) {
        String found = answers(s, 9) ? finding(s, 9) : "";
        hosts.row("%s|internal|||250|0|3|180|250|15000|%s|%s|%s", server(s), START, END, found);
        for (int p = 0; p < PORTS.length; p++) {
          serverPort(findings, services, s, p, flows / servers / PORTS.length);
        }
      }
    }
    try (Table t = new Table(dir.resolve("accounting.csv"), SampleReports.ACCOUNTING)) {
      t.row("outcome||flow|%d|packets|The packet belongs to a flow.", flows * 2L);
      t.row("limit||flows-evicted|12000|flows|Ended early: the flow budget was reached.");
    }
    Random random = new Random(7);
    try (Table t = new Table(dir.resolve("flows.csv"), SampleReports.FLOWS)) {
      for (int i = 0; i < flows; i++) {
        flow(t, START.plusMillis(7_200_000L * i / flows), random.nextInt(servers), random);
      }
    }
  }

  private static void flow(Table t, Instant at, int s, Random random) {
    int p = random.nextInt(PORTS.length);
    boolean answered = answers(s, p);
    String verdict = answered ? "forbidden" : "unexpected";
    new SampleFlow(at, answered ? 500 : 0, "tcp", SCANNER, server(s), PORTS[p])
        .write(
            t,
            NAMES[p],
            answered ? 420 : 74,
            "external|internal",
            verdict,
            answered ? finding(s, p) : "");
  }

  private static void serverPort(Table findings, Table services, int s, int p, int flows) {
    boolean answered = answers(s, p);
    String name = NAMES[p];
    services.row(
        "%s|%d|tcp|%s|windows|||1|%s|%d|%d|%d|%s|%s|internal|external|%d|%s|x03|%s",
        server(s),
        PORTS[p],
        name,
        SCANNER,
        flows,
        flows,
        flows * 74,
        START,
        END,
        answered ? flows : 0,
        answered ? "forbidden" : "unexpected",
        answered ? finding(s, p) : "");
    if (answered) {
      findings.row(
          """
          %s|%s|%s-exposed|%s answers the Internet|%s|%s|%d|1|%s|%d|%d|%d|%s|%s|established|syn|
          x03|expectations.csv:5|no external client|SYN-ACK to %s|T1046||""",
          finding(s, p),
          name.equals("rdp") || name.equals("smb") ? "critical" : "high",
          name,
          name,
          name,
          server(s),
          PORTS[p],
          SCANNER,
          flows,
          flows * 4,
          flows * 420,
          START,
          END,
          SCANNER);
    }
  }
}
