package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.rules.RuleException;

class PolicyTest {
  private static final long NOW = nanos(LocalDate.of(2026, 7, 6));
  private static final String[] SERVICES = {
    "kms,tcp,1688,,,,licensing,closed",
    "smb,tcp,445,,,,file-sharing,open",
    "rdp,tcp,3389,,,,remote-admin,",
    "winrm,tcp,5985,,,,remote-admin,",
    "wins,tcp,42,,,,name,legacy"
  };
  private static final String[] NETWORKS = {
    "internal,10.0.0.0/8",
    "servers,10.1.0.0/16",
    "kms-hosts,10.1.0.20",
    "kms-hosts,10.1.0.21",
    "workstations,10.2.0.0/16",
    "empty,"
  };

  @TempDir Path directory;
  private RuleSet rules;

  private static long nanos(LocalDate day) {
    return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
  }

  @BeforeEach
  void start() throws RuleException {
    load();
  }

  private void load(String... expectations) throws RuleException {
    rules =
        new RuleFixture(directory)
            .services(SERVICES)
            .networks(NETWORKS)
            .expectations(expectations)
            .alone();
  }

  private String judge(String service, String server, String client) {
    return judge(service, server, client, NOW);
  }

  /** The verdict and the id of the row that decided. */
  private String judge(String service, String server, String client, long time) {
    long[] serverAddress = AddressText.parse(server);
    long[] clientAddress = AddressText.parse(client);
    int judgement =
        rules
            .policy()
            .judge(
                rules.services().number(service),
                serverAddress[0],
                serverAddress[1],
                clientAddress[0],
                clientAddress[1],
                time);
    int row = Judgement.row(judgement);
    return Judgement.verdict(judgement).label()
        + (row < 0 ? "" : " " + rules.policy().expectation(row).id());
  }

  @Test
  void theExamplesOfTheManual() throws RuleException {
    load(
        "x01,kms,kms-hosts,internal,expect,,,,the two KMS hosts",
        "x03,kms,any,external,forbid,critical,,,KMS must never answer the Internet",
        "x04,kms,external,internal,alert,high,,,activation at a foreign host",
        "x09,smb,workstations,workstations,alert,medium,,,lateral movement",
        "x11,class:remote-admin,any,external,forbid,critical");
    assertEquals("expected x01", judge("kms", "10.1.0.20", "10.2.0.1"));
    assertEquals("unexpected", judge("kms", "10.1.0.22", "10.2.0.1"));
    assertEquals("forbidden x03", judge("kms", "10.1.0.20", "8.8.8.8"));
    assertEquals("unexpected x04", judge("kms", "8.8.8.8", "10.2.0.1"));
    assertEquals("unexpected x09", judge("smb", "10.2.0.1", "10.2.0.2"));
    assertEquals("no-rule", judge("smb", "10.1.0.1", "10.2.0.2"));
    assertEquals("forbidden x11", judge("winrm", "10.1.0.1", "8.8.8.8"));
    assertEquals("no-rule", judge("winrm", "10.1.0.1", "224.0.0.1"), "special is not external");
  }

  @Test
  void aForbidWinsOverWhatIsMoreSpecific() throws RuleException {
    load("a,kms,10.1.0.20,10.2.0.1,allow", "b,any,internal,internal,forbid");
    assertEquals("forbidden b", judge("kms", "10.1.0.20", "10.2.0.1"));
  }

  @Test
  void theMostSpecificRowDecides() throws RuleException {
    load(
        "any,any,any,any,alert",
        "class,class:remote-admin,any,any,allow",
        "id,rdp,any,any,alert",
        "server,rdp,servers,any,allow",
        "host,rdp,10.1.0.20,any,alert",
        "client,rdp,10.1.0.20,10.2.0.0/16,allow",
        "net,rdp,10.1.0.20,10.2.0.0/24,alert");
    assertEquals("unexpected any", judge("smb", "10.1.0.20", "10.2.0.1"));
    assertEquals("allowed class", judge("winrm", "10.1.0.20", "10.2.0.1"));
    assertEquals("unexpected id", judge("rdp", "10.9.0.1", "10.2.0.1"));
    assertEquals("allowed server", judge("rdp", "10.1.0.1", "10.2.0.1"));
    assertEquals("unexpected host", judge("rdp", "10.1.0.20", "10.9.0.1"));
    assertEquals("allowed client", judge("rdp", "10.1.0.20", "10.2.9.1"));
    assertEquals("unexpected net", judge("rdp", "10.1.0.20", "10.2.0.1"));
  }

  @Test
  void aNamedNetworkIsMoreSpecificThanExternalAndThatThanAny() throws RuleException {
    load("a,rdp,any,any,alert", "b,rdp,external,any,allow", "c,rdp,0.0.0.0/0,any,alert");
    assertEquals("unexpected c", judge("rdp", "8.8.8.8", "10.0.0.1"));
    assertEquals("allowed b", judge("rdp", "2606::1", "10.0.0.1"));
    assertEquals("unexpected a", judge("rdp", "fe80::1", "10.0.0.1"));
  }

  @Test
  void tiesAreAlertThenExpectThenTheFirstId() throws RuleException {
    load(
        "d,rdp,servers,any,expect",
        "c,rdp,servers,any,alert",
        "z,smb,servers,any,expect",
        "a,smb,servers,any,allow",
        "n,kms,servers,any,allow",
        "m,kms,servers,any,allow");
    assertEquals("unexpected c", judge("rdp", "10.1.0.1", "10.2.0.1"));
    assertEquals("expected z", judge("smb", "10.1.0.1", "10.2.0.1"));
    assertEquals("allowed m", judge("kms", "10.1.0.1", "10.2.0.1"));
  }

  @Test
  void withoutARowTheDefaultOfTheServiceDecides() throws RuleException {
    assertEquals("no-rule", judge("kms", "10.1.0.1", "10.2.0.1"), "closed, but nothing is listed");
    assertEquals("unexpected", judge("wins", "10.1.0.1", "10.2.0.1"));
    assertEquals("no-rule", judge("smb", "10.1.0.1", "10.2.0.1"));
    assertEquals("no-rule", judge("", "10.1.0.1", "10.2.0.1"), "no service");
    load("a,kms,empty,any,allow");
    assertEquals("no-rule", judge("kms", "10.1.0.1", "10.2.0.1"), "the list is not in force");
    load("a,kms,kms-hosts,any,allow", "b,any,any,any,alert");
    assertEquals("no-rule", judge("", "10.1.0.1", "10.2.0.1"), "no service, no rule");
    load("a,kms,kms-hosts,any,allow", "b,wins,10.1.0.1,any,allow");
    assertEquals("unexpected", judge("kms", "10.1.0.1", "10.2.0.1"));
    assertEquals("allowed b", judge("wins", "10.1.0.1", "10.2.0.1"));
  }

  @Test
  void untilIsComparedWithTheTimeOfTheFlow() throws RuleException {
    load("a,kms,10.1.0.1,any,allow,,2026-06-30", "b,smb,any,any,forbid,low,2026-06-30");
    long lastNano = nanos(LocalDate.of(2026, 7, 1)) - 1;
    assertEquals("allowed a", judge("kms", "10.1.0.1", "10.2.0.1", lastNano));
    assertEquals("unexpected", judge("kms", "10.1.0.2", "10.2.0.1", lastNano));
    assertEquals("no-rule", judge("kms", "10.1.0.1", "10.2.0.1", lastNano + 1));
    assertEquals("no-rule", judge("kms", "10.1.0.2", "10.2.0.1", lastNano + 1));
    assertEquals("forbidden b", judge("smb", "10.1.0.1", "10.2.0.1", lastNano));
    assertEquals("no-rule", judge("smb", "10.1.0.1", "10.2.0.1", lastNano + 1));
    assertTrue(rules.policy().inForce(0, lastNano));
    assertFalse(rules.policy().inForce(0, lastNano + 1));
  }

  @Test
  void aRowThatNamesAnUnfilledGroupIsNotInForce() throws RuleException {
    load("a,rdp,empty,any,forbid", "b,rdp,any,empty,alert");
    assertEquals("no-rule", judge("rdp", "10.1.0.1", "10.2.0.1"));
    assertEquals("empty", rules.policy().expectation(0).inactiveGroup());
    assertFalse(rules.policy().inForce(1, NOW));
  }

  @Test
  void aRowKeepsWhatAReportNeeds() throws RuleException {
    load(
        "a,rdp,servers,any,forbid,,2026-12-31,netops,never",
        "b,kms,any,any,alert",
        "c,smb,any,any,allow");
    Expectation row = rules.policy().expectation(0);
    assertEquals("expectations.csv:2", row.location());
    assertEquals(Severity.HIGH, row.severity());
    assertEquals(LocalDate.of(2026, 12, 31), row.until());
    assertEquals("netops", row.owner());
    assertEquals("never", row.reason());
    assertEquals(Severity.MEDIUM, rules.policy().expectation(1).severity());
    assertEquals(Severity.INFO, rules.policy().expectation(2).severity());
  }

  @Test
  void expectedServersNamesWhatTheRowsInForceList() throws RuleException {
    load(
        "a,kms,kms-hosts,internal,expect",
        "b,class:licensing,10.1.0.30,any,allow",
        "c,kms,external,any,alert",
        "d,any,10.0.0.1,any,allow",
        "e,kms,empty,any,allow");
    int kms = rules.services().number("kms");
    assertEquals(
        "kms-hosts (10.1.0.20, 10.1.0.21) for internal; 10.1.0.30",
        rules.policy().expectedServers(kms));
    assertEquals("", rules.policy().expectedServers(rules.services().number("smb")));
  }

  @Test
  void aSiteReplacesAShippedRowOfTheSameId() throws RuleException {
    rules =
        new RuleFixture(directory)
            .services()
            .networks()
            .expectations("kms-internet-exposed,kms,internal,external,allow")
            .overShipped();
    assertEquals("allowed kms-internet-exposed", judge("kms", "10.1.0.1", "8.8.8.8"));
    assertEquals("forbidden smb-exposed", judge("smb", "10.1.0.1", "8.8.8.8"));
  }

  @Test
  void theOrderOfRowsChangesNoVerdict() throws RuleException {
    Random random = new Random(20260706);
    for (int round = 0; round < 20; round++) {
      List<String> rows = randomRows(random, 15);
      load(rows.toArray(new String[0]));
      List<String> before = judgeAll();
      Collections.shuffle(rows, random);
      load(rows.toArray(new String[0]));
      assertEquals(before, judgeAll());
    }
  }

  /** The decision against its definition, tried row by row. */
  @Test
  void theDecisionIsTheOneOfTheDefinition() throws RuleException {
    Random random = new Random(20260707);
    for (int round = 0; round < 40; round++) {
      load(randomRows(random, 12).toArray(new String[0]));
      List<String> expected = new ArrayList<>();
      for (String service : SERVICE_IDS) {
        for (String server : ADDRESSES) {
          for (String client : ADDRESSES) {
            expected.add(new PlainPolicy(rules).judge(service, server, client, NOW));
          }
        }
      }
      assertEquals(expected, judgeAll());
    }
  }

  private static final String[] SERVICE_IDS = {"kms", "smb", "rdp", "winrm", "wins"};
  private static final String[] ADDRESSES = {
    "10.1.0.20", "10.1.0.1", "10.2.0.1", "10.9.0.1", "8.8.8.8", "224.0.0.1", "fe80::1", "2606::1"
  };
  private static final String[] CELLS = {
    "any",
    "internal",
    "external",
    "servers",
    "kms-hosts",
    "workstations",
    "empty",
    "special",
    "10.1.0.0/24",
    "10.1.0.20",
    "10.0.0.0/8",
    "0.0.0.0/0",
    "::/0"
  };

  private List<String> judgeAll() {
    List<String> verdicts = new ArrayList<>();
    for (String service : SERVICE_IDS) {
      for (String server : ADDRESSES) {
        for (String client : ADDRESSES) {
          verdicts.add(judge(service, server, client));
        }
      }
    }
    return verdicts;
  }

  private static List<String> randomRows(Random random, int count) {
    String[] services = {"kms", "smb", "rdp", "winrm", "wins", "class:remote-admin", "any"};
    String[] rulings = {"allow", "expect", "alert", "alert", "allow", "forbid"};
    String[] untils = {"", "", "", "2026-06-30", "2026-12-31"};
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          String.join(
              ",",
              "r" + random.nextInt(1_000_000) + "." + i,
              pick(services, random),
              pick(CELLS, random),
              pick(CELLS, random),
              pick(rulings, random),
              "",
              pick(untils, random)));
    }
    return rows;
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
