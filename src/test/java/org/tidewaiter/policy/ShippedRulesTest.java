package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleException;
import org.tidewaiter.rules.RuleFile;

/** What ships must be useful without a site's rules, and quiet where nothing is wrong. */
class ShippedRulesTest {
  private final RuleSet rules = RuleSet.shipped();

  private String judge(RuleSet of, String service, String server, String client) {
    long[] serverAddress = AddressText.parse(server);
    long[] clientAddress = AddressText.parse(client);
    assertTrue(of.services().number(service) > 0, service);
    int judgement =
        of.policy()
            .judge(
                of.services().number(service),
                serverAddress[0],
                serverAddress[1],
                clientAddress[0],
                clientAddress[1],
                0);
    int row = Judgement.row(judgement);
    String decided = row < 0 ? "" : " " + of.policy().expectation(row).id();
    String severity =
        row < 0 || Judgement.verdict(judgement) == Verdict.ALLOWED
            ? ""
            : " " + of.policy().expectation(row).severity().label();
    return Judgement.verdict(judgement).label() + decided + severity;
  }

  @ParameterizedTest
  @CsvSource({
    "http, 93.184.216.34, 192.168.1.10",
    "https, 93.184.216.34, 192.168.1.10",
    "dns, 8.8.8.8, 192.168.1.10",
    "dns, 192.168.1.1, 192.168.1.10",
    "ntp, 17.253.4.125, 192.168.1.10",
    "dhcp-server, 192.168.1.1, 192.168.1.10",
    "smb, 192.168.1.5, 192.168.1.10",
    "smb, fe80::1, fe80::2",
    "rdp, 10.0.0.5, 10.0.0.6",
    "rdp, 203.0.114.5, 10.0.0.6",
    "kerberos, 10.0.0.5, 10.0.0.6",
    "ldap, 10.0.0.5, 10.0.0.6",
    "kms, 10.0.0.5, 10.0.0.6",
    "ssh, 10.0.0.5, 198.51.101.7",
    "https, 10.0.0.5, 198.51.101.7",
    "ipsec-isakmp, 198.51.101.7, 10.0.0.6",
    "smtp, 198.51.101.7, 10.0.0.6",
    "snmp, 10.0.0.5, 10.0.0.6",
    "ssdp, 192.168.1.1, 192.168.1.10",
    "mysql, 10.0.0.5, 10.0.0.6",
    "rdp, 151.101.1.1, 151.101.2.2",
    "ssdp-legacy, 192.168.1.5, 192.168.1.10",
    "http-alt, 192.168.1.5, 192.168.1.10"
  })
  void ordinaryTrafficGetsNoOpinion(String service, String server, String client) {
    assertEquals("no-rule", judge(rules, service, server, client));
  }

  @ParameterizedTest
  @CsvSource({
    "kms, 10.0.0.5, 151.101.1.1, forbidden kms-internet-exposed critical",
    "kms, 151.101.1.1, 10.0.0.5, unexpected kms-to-internet high",
    "kms, 40.83.235.53, 10.0.0.5, unexpected kms-to-internet/cloud medium",
    "smb, 10.0.0.5, 151.101.1.1, forbidden smb-exposed critical",
    "smb, 151.101.1.1, 10.0.0.5, unexpected smb-exposed/outbound high",
    "nfs, 10.0.0.5, 151.101.1.1, forbidden file-sharing-exposed critical",
    "rpc-epm, 10.0.0.5, 151.101.1.1, forbidden rpc-epm-exposed critical",
    "rdp, 10.0.0.5, 151.101.1.1, forbidden rdp-exposed critical",
    "redis, 10.0.0.5, 151.101.1.1, forbidden sql-exposed high",
    "telnet, 10.0.0.5, 10.0.0.6, unexpected telnet-in-use medium",
    "chargen, 10.0.0.5, 10.0.0.6, unexpected simple-tcpip-services medium",
    "chargen, 10.0.0.5, 151.101.1.1, forbidden simple-tcpip-services/exposed high"
  })
  void whatIsOddIsSaid(String service, String server, String client, String expected) {
    assertEquals(expected, judge(rules, service, server, client));
  }

  @ParameterizedTest
  @CsvSource({"netbios-ns", "netbios-ssn", "wins", "radius-legacy", "mms"})
  void outdatedServicesAreUnexpectedByTheirDefault(String service) {
    assertEquals("unexpected", judge(rules, service, "10.0.0.5", "10.0.0.6"));
  }

  @Test
  void aThreeLineSiteIsEnoughToJudgeKeyManagement(@TempDir Path directory) throws RuleException {
    RuleSet site =
        new RuleFixture(directory).networks("kms-hosts,10.0.0.5", "dcs,10.0.0.7").overShipped();
    assertEquals("allowed declared/kms", judge(site, "kms", "10.0.0.5", "10.0.0.6"));
    assertEquals("unexpected", judge(site, "kms", "10.0.0.8", "10.0.0.6"));
    assertEquals("allowed declared/directory", judge(site, "ldap", "10.0.0.7", "10.0.0.6"));
    assertEquals("unexpected", judge(site, "gc", "10.0.0.8", "10.0.0.6"));
    assertEquals("no-rule", judge(site, "dns", "10.0.0.8", "10.0.0.6"));
    assertEquals(
        "kms-hosts (10.0.0.5)", site.policy().expectedServers(site.services().number("kms")));
  }

  @Test
  void theLinterHasNothingToSayOfThem(@TempDir Path directory) throws RuleException {
    List<Problem> warnings = RuleSet.read(RuleDirectory.shippedAnd(directory), null).warnings();
    assertEquals(1, warnings.size(), "only that the directory is empty: " + warnings);
    assertEquals(List.of(), rules.warnings());
  }

  @Test
  void noRowCanNeverWin(@TempDir Path directory) throws IOException, RuleException {
    StringBuilder filled = new StringBuilder();
    for (String file :
        List.of("services.csv", "networks.csv", "expectations.csv", "detections.csv")) {
      try (InputStream in = RuleSet.class.getResourceAsStream("/rules/" + file)) {
        Files.write(directory.resolve(file), in.readAllBytes());
      }
    }
    int host = 1;
    for (String unfilled : rules.networks().unfilledGroups()) {
      filled.append(unfilled.split("'")[1]).append(",10.0.0.").append(host++).append(",\n");
    }
    Files.writeString(directory.resolve("networks.csv"), filled, StandardOpenOption.APPEND);
    RuleSet all = RuleSet.read(RuleDirectory.only(directory), RuleFixture.TODAY);
    assertEquals(
        List.of(),
        all.warnings().stream()
            .map(Problem::toString)
            .filter(text -> !text.contains("range"))
            .toList());
    assertEquals(List.of(), all.networks().unfilledGroups());
    for (int i = 0; i < all.policy().expectations(); i++) {
      assertTrue(all.policy().expectation(i).active(), all.policy().expectation(i).id());
    }
  }

  @Test
  void anExpectationIsNamedAfterItsDetectionOrDeclares() {
    Set<String> others = new TreeSet<>();
    for (int i = 0; i < rules.policy().expectations(); i++) {
      String id = rules.policy().expectation(i).id();
      String first = id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
      if (!rules.detections().detections().contains(first) && !first.equals("declared")) {
        others.add(first);
      }
    }
    assertEquals(Set.of(), others);
  }

  @Test
  void everyDetectionHasASwitchAndASeverity() {
    DetectionSettings settings = rules.detections();
    assertTrue(settings.detections().size() >= 65);
    for (String detection : settings.detections()) {
      assertTrue(
          settings.settingsOf(detection).containsAll(Set.of("enabled", "severity")), detection);
      settings.enabled(detection);
      settings.severity(detection);
      for (String setting : settings.settingsOf(detection)) {
        if (setting.endsWith("severity")) {
          settings.severity(detection, setting);
        }
      }
    }
  }

  @Test
  void filesComeWithTheirChecksums() {
    List<String> names = new ArrayList<>();
    for (RuleFile file : rules.files()) {
      names.add(file.name());
      assertTrue(file.shipped());
      assertEquals(64, file.sha256().length());
    }
    assertEquals(
        List.of("services.csv", "networks.csv", "expectations.csv", "detections.csv"), names);
  }
}
