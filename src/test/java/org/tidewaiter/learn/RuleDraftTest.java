package org.tidewaiter.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleException;

/** What single flows teach, from reports written by hand. */
class RuleDraftTest {
  private static final String HEADER =
      "first_seen,last_seen,protocol,client_ip,server_ip,server_port,direction_basis,"
          + "server_packets,server_payload_bytes,service,service_source,payload_agreement,"
          + "client_zone,server_zone,verdict,rule,findings\n";

  @TempDir Path directory;
  private final StringBuilder flows = new StringBuilder(HEADER);
  private String findings = "finding_id,severity,detection\n";

  /** A flow of an internal client that is as good as a flow can be. */
  private RuleDraftTest flow(String client, String server, int port, String service) {
    return row("syn", "5,100", service + ",de-facto,confirmed", "internal,internal", ",", client)
        .to(server, port);
  }

  private String[] pending;

  private RuleDraftTest row(
      String basis, String answer, String service, String zones, String verdict, String client) {
    pending = new String[] {basis, answer, service, zones, verdict, client};
    return this;
  }

  private RuleDraftTest to(String server, int port) {
    flows
        .append("2026-01-02T03:04:05.123456Z,2026-01-02T03:04:06.5Z,tcp,")
        .append(pending[5] + "," + server + "," + port + ",")
        .append(pending[0] + "," + pending[1] + "," + pending[2] + "," + pending[3] + ",")
        .append("no-rule" + pending[4] + "\n");
    return this;
  }

  private Path report() throws IOException {
    Path report = Files.createDirectories(directory.resolve("report"));
    Files.writeString(report.resolve("flows.csv"), flows);
    Files.writeString(report.resolve("findings.csv"), findings);
    return report;
  }

  private List<String> learn(RuleSet rules) throws IOException {
    RuleDraft draft = new RuleDraft(rules);
    draft.addReport(report());
    return draft.writeTo(directory.resolve("draft"));
  }

  private List<String> learned(String file) throws IOException, RuleException {
    learn(RuleSet.shipped());
    RuleSet loaded = RuleSet.load(directory.resolve("draft"), null);
    assertEquals(List.of(), loaded.warnings());
    List<String> lines = Files.readAllLines(directory.resolve("draft").resolve(file));
    return lines.stream().filter(line -> !line.startsWith("#")).skip(1).toList();
  }

  @Test
  void serversOfOneServiceAreAGroup() throws IOException, RuleException {
    flow("10.0.0.5", "10.0.1.2", 22, "ssh").flow("10.0.0.6", "10.0.1.10", 22, "ssh");
    flow("10.0.0.6", "10.0.1.2", 22, "ssh");
    assertEquals(
        List.of(
            "learned/ssh,ssh,ssh-servers,internal,expect,,,,learned",
            "unexpected-service/ssh,ssh,internal,any,alert,low,,,not seen while learning"),
        learned("expectations.csv"));
    String when = "2026-01-02T03:04:05Z to 2026-01-02T03:04:06Z";
    assertEquals(
        List.of(
            "ssh-servers,10.0.1.2,\"ssh 2 flows (2 confirmed by their bytes), " + when + "\"",
            "ssh-servers,10.0.1.10,\"ssh 1 flow (1 confirmed by their bytes), " + when + "\""),
        learned("networks.csv"));
    String text = Files.readString(directory.resolve("draft/expectations.csv"));
    assertTrue(
        text.contains(
            "# ssh: 2 servers; 3 flows (3 confirmed by their bytes); 2 clients in 10.0.0.0/24; "
                + when),
        text);
  }

  @Test
  void servicesOfTheSameHostsShareTheirGroup() throws IOException, RuleException {
    flow("10.0.0.5", "10.0.1.2", 22, "ssh").flow("10.0.0.5", "10.0.1.2", 80, "http");
    List<String> rows = learned("expectations.csv");
    assertTrue(rows.contains("learned/ssh,ssh,http-ssh-servers,internal,expect,,,,learned"));
    assertTrue(rows.contains("learned/http,http,http-ssh-servers,internal,expect,,,,learned"));
    assertEquals(1, learned("networks.csv").size());
  }

  @Test
  void groupsThatShipEmptyAreFilledAndNeedNoRowOfTheirOwn() throws IOException, RuleException {
    flow("10.0.0.5", "10.0.1.2", 1688, "kms").flow("10.0.0.5", "10.0.1.3", 88, "kerberos");
    flow("10.0.0.5", "10.0.1.3", 389, "ldap").flow("10.0.0.5", "10.0.1.4", 3389, "rdp");
    assertEquals(List.of(), learned("expectations.csv"));
    List<String> rows = learned("networks.csv");
    assertTrue(rows.get(0).startsWith("kms-hosts,10.0.1.2,"), rows.get(0));
    assertTrue(rows.get(1).startsWith("dcs,10.0.1.3,"), rows.get(1));
    assertEquals("jump-hosts,10.0.0.5,client of rdp", rows.get(2));
  }

  @Test
  void aHostWithLdapAloneIsNoDomainController() throws IOException, RuleException {
    flow("10.0.0.5", "10.0.1.3", 88, "kerberos").flow("10.0.0.5", "10.0.1.9", 389, "ldap");
    assertEquals(
        List.of("learned/ldap,ldap,ldap-servers,internal,expect,,,,learned"),
        learned("expectations.csv"));
  }

  @Test
  void unansweredGuessedAndWrongFlowsTeachNothing() throws IOException, RuleException {
    String ssh = "ssh,de-facto,port-only";
    row("syn", "0,0", ssh, "internal,internal", ",", "10.0.0.5").to("10.0.1.1", 22);
    row("syn", "2,0", ssh, "internal,internal", ",", "10.0.0.5").to("10.0.1.1", 22);
    for (String guess : List.of("service-port", "port-rank", "lower-port", "first-packet")) {
      row(guess, "5,9", ssh, "internal,internal", ",", "10.0.0.5").to("10.0.1.1", 22);
    }
    row("syn", "5,9", "ssh,de-facto,contradicted", "internal,internal", ",", "10.0.0.5")
        .to("10.0.1.1", 22);
    row("syn", "5,9", ssh, "external,external", ",", "8.8.8.8").to("9.9.9.9", 22);
    findings += "f1,medium,kms-unexpected-host\nf2,low,netbios-legacy\n";
    row("syn", "5,9", "kms,windows,confirmed", "internal,internal", ",,f2 f1", "10.0.0.5")
        .to("10.0.1.1", 1688);
    row("syn", "5,9", "telnet,windows,confirmed", "internal,internal", ",", "10.0.0.5")
        .to("10.0.1.1", 23);
    flows.replace(flows.length() - ",no-rule,\n".length(), flows.length(), ",unexpected,t1,\n");
    assertEquals(List.of(), learned("expectations.csv"));
    assertEquals(List.of(), learned("networks.csv"));
    String text = Files.readString(directory.resolve("draft/expectations.csv"));
    assertTrue(text.contains("# Not learned: kms on 10.0.1.1 (see its finding), 1 flow."), text);
    assertTrue(text.contains("# Not learned: telnet on 10.0.1.1 (rule t1), 1 flow."), text);
    assertEquals(
        List.of(
            "Learned   from 0 of 10 flows: 0 network rows, 0 expectations, 0 new services",
            "Left out  2: nobody answered, or without payload",
            "Left out  4: which side served is a guess",
            "Left out  1: both ends are external",
            "Left out  1: the bytes are not those of the port's service",
            "Left out  2: the rules call it wrong"),
        learn(RuleSet.shipped()));
  }

  @Test
  void aPortWithoutServiceGetsOne() throws IOException, RuleException {
    row("syn", "5,9", ",none,port-only", "internal,internal", ",", "10.0.0.5").to("10.0.1.1", 8123);
    row("syn", "5,9", ",none,port-only", "internal,internal", ",", "10.0.0.5")
        .to("10.0.1.1", 40_000);
    row("syn", "5,9", ",none,port-only", "internal,external", ",", "10.0.0.5").to("9.9.9.9", 8123);
    assertEquals(
        List.of(
            "tcp-8123,tcp,8123,,Port 8123/tcp,,,,open,site: learned,"
                + "\"what it is was not learned; give it a name\""),
        learned("services.csv"));
    assertTrue(
        learned("expectations.csv")
            .contains("learned/tcp-8123,tcp-8123,tcp-8123-servers,internal,expect,,,,learned"));
  }

  @Test
  void serversOutsideMatterWhereTheServiceIsClosed() throws IOException, RuleException {
    String dns = "dns,windows,confirmed";
    row("payload", "5,9", dns, "internal,external", ",", "10.0.0.5").to("9.9.9.9", 53);
    row("syn", "5,9", "https,windows,confirmed", "internal,external", ",", "10.0.0.5")
        .to("9.9.9.9", 443);
    assertEquals(
        List.of("learned/dns/outside,dns,dns-outside,internal,allow,,,,learned"),
        learned("expectations.csv"));
  }

  @Test
  void whatDnsServersAskOutsideIsExpectedAlready() throws IOException, RuleException {
    flow("10.0.0.5", "10.0.1.1", 53, "dns");
    row("payload", "5,9", "dns,windows,confirmed", "internal,external", ",", "10.0.1.1")
        .to("9.9.9.9", 53);
    assertEquals(List.of(), learned("expectations.csv"));
  }

  @Test
  void manyHostsBecomeTheirNetwork() throws IOException, RuleException {
    for (int host = 1; host <= Members.HOSTS_OF_NETWORK; host++) {
      flow("10.0.0.5", "10.0.1." + host, 22, "ssh");
    }
    flow("10.0.0.5", "10.0.2.1", 22, "ssh").flow("10.0.0.5", "fd00::1:2", 22, "ssh");
    List<String> rows = learned("networks.csv");
    assertEquals(3, rows.size());
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("ssh-servers,10.0.1.0/24,")));
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("ssh-servers,fd00::1:2,")));
  }

  /** A million servers, half a million clients and every port: bounded, and still valid rules. */
  @Test
  void aHugeScanStaysSmall() throws IOException, RuleException {
    Path report = report();
    try (BufferedWriter out = Files.newBufferedWriter(report.resolve("flows.csv"))) {
      out.write(HEADER);
      for (int i = 0; i < 300_000; i++) {
        String address = (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
        String head = "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z,tcp,10.";
        String tail = ",syn,5,9,%s,%s,port-only,internal,internal,no-rule,,\n";
        out.write(head + address + ",10." + address + ",22" + tail.formatted("ssh", "de-facto"));
        out.write(head + address + ",10.0.0.9," + (1 + i % 32_767) + tail.formatted("", "none"));
      }
    }
    RuleDraft draft = new RuleDraft(RuleSet.shipped());
    draft.addReport(report);
    List<String> lines = draft.writeTo(directory.resolve("draft"));
    assertTrue(lines.toString().contains("found no room"), lines.toString());
    RuleSet.load(directory.resolve("draft"), null);
    for (String file : List.of("services.csv", "networks.csv", "expectations.csv")) {
      assertTrue(Files.readAllLines(directory.resolve("draft").resolve(file)).size() < 1000, file);
    }
    String text = Files.readString(directory.resolve("draft/expectations.csv"));
    assertTrue(text.contains("learned/ssh,ssh,internal,internal,expect"), text);
    assertFalse(text.contains("unexpected-service/ssh"), text);
  }

  /** A report from elsewhere may have been tampered with: its cells stay in their place. */
  @Test
  void cellsOfAReportBeginNoRows() throws IOException, RuleException {
    row("syn", "5,9", "ssh\\x0aevil,de-facto,confirmed", "internal,internal", ",", "10.0.0.5")
        .to("10.0.1.1", 8123);
    row("syn", "5,9", "=evil(),iana,port-only", "internal,internal", ",", "10.0.0.5")
        .to("10.0.1.1", 8124);
    row("syn", "5,9", "ssh,de-facto,confirmed", "internal,internal", ",t\\x0aevil,", "10.0.0.5")
        .to("10.0.1.1", 22);
    flows.replace(flows.lastIndexOf("no-rule"), flows.lastIndexOf("no-rule") + 7, "forbidden");
    flow("10.0.0.5", "10.0.1.2", 22, "ssh");
    String stamp = "2026-01-02T03:04:05.123456Z";
    flows.replace(
        flows.lastIndexOf(stamp), flows.lastIndexOf(stamp) + stamp.length(), "1\\x0aevil");
    for (String file : List.of("services.csv", "networks.csv", "expectations.csv")) {
      for (String line : learned(file)) {
        assertFalse(line.startsWith("evil") || line.contains("=evil"), line);
      }
    }
    String text = Files.readString(directory.resolve("draft/expectations.csv"));
    assertTrue(text.contains("# Not learned: ssh on 10.0.1.1 (rule t evil), 1 flow."), text);
  }

  @Test
  void aSitesOwnRowsAreKept() throws IOException, RuleException {
    Path site = Files.createDirectories(directory.resolve("site"));
    Files.writeString(
        site.resolve("networks.csv"), "member;group;comment\n192.0.2.0/24;internal;\"a;b\"\n");
    flow("10.0.0.5", "10.0.1.2", 22, "ssh");
    learn(RuleSet.load(site, null));
    String text = Files.readString(directory.resolve("draft/networks.csv"));
    assertTrue(text.contains("\ninternal,192.0.2.0/24,\"a;b\"\n"), text);
    RuleSet.load(directory.resolve("draft"), null);
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    RuleDraft.checkFree(directory);
    Path file = Files.writeString(directory.resolve("networks.csv"), "mine");
    IOException refused =
        assertThrows(RuleDraft.OccupiedException.class, () -> RuleDraft.checkFree(directory));
    assertTrue(refused.getMessage().startsWith(file + " is there already"), refused.getMessage());
  }
}
