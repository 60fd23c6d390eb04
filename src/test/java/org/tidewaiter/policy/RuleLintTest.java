package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.rules.RuleException;

/** Every message of the linter, word for word. */
class RuleLintTest {
  @TempDir Path directory;
  private RuleFixture rules;

  @BeforeEach
  void start() {
    rules = new RuleFixture(directory);
  }

  private void assertProblems(String... expected) {
    assertEquals(List.of(expected), rules.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x,UPD,80|transport 'UPD' is not tcp, udp, sctp, icmp or ip; did you mean 'udp'?",
        "x,TP,80|transport 'TP' is not tcp, udp, sctp, icmp or ip; did you mean 'tcp'?",
        "x,tcp,|the port column is empty; write a number from 1 to 65535",
        "x,ip,|the port column is empty; write the IP protocol number",
        "x,tcp,0|port '0' is no whole number from 1 to 65535",
        "x,tcp,65536|port '65536' is no whole number from 1 to 65535",
        "x,ip,256|port '256' is no whole number from 0 to 255",
        "x,tcp,http|port 'http' is no whole number from 1 to 65535",
        "x,tcp,1.00E+05|port '1.00E+05' looks like a number a spreadsheet rounded; format the column"
            + " as text and write the number in full",
        "x,tcp,10-Aug|port '10-Aug' looks like a date a spreadsheet made of a number; format the"
            + " column as text",
        "x,tcp,135.0|port '135.0' has decimals; write 135",
        "x,tcp,\"1,688\"|port '1,688' has a thousands separator; write 1688",
        "x,tcp,90,80|port_end 80 is below port 90; write the smaller first",
        ",tcp,80|the service column is empty; every row names its service",
        "My Service,tcp,80|'My Service' is no service id; ids are lower-case letters, digits, '-' and"
            + " '.'",
        "x,tcp,80,,,,,shut|default 'shut' is not open, closed or legacy",
        "x,tcp,80,,,,,lgacy|default 'lgacy' is not open, closed or legacy; did you mean 'legacy'?",
        "netlogn,tcp,80,,,Some System Service|unknown service 'netlogn'",
        "kmss,tcp,80,,,Some System Service|unknown service 'kmss'; did you mean 'kms'?"
      })
  void aWrongServiceRow(String row, String message) {
    rules.services(row);
    assertProblems("services.csv:2: " + message);
  }

  @Test
  void portsThatBelongToAnotherService() {
    rules.services("rpc-mine,tcp,135", "other,tcp,136", "else,tcp,135");
    assertProblems("services.csv:4: tcp/135 already belongs to 'rpc-mine' (line 2)");
  }

  @Test
  void rowsOfOneServiceThatContradictEachOther() {
    rules.services("x,tcp,80,,,,web,open", "x,tcp,81,,,,mail,closed");
    assertProblems(
        "services.csv:3: class 'mail' of 'x' contradicts 'web' in line 2; write the same in each row,"
            + " or only in the first",
        "services.csv:3: default 'closed' of 'x' contradicts 'open' in line 2; write the same in each"
            + " row, or only in the first");
  }

  @Test
  void doubtfulServiceRows() {
    rules.services("x,tcp,5000,5010", "y,tcp,80", "y,tcp,80");
    assertProblems(
        "warning services.csv:2: a range names no port; write a row for each port to be named",
        "warning services.csv:4: the row says the same as line 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1/8|10.0.0.1/8 has host bits set; did you mean 10.0.0.0/8?",
        "2001:db8::1/32|2001:db8::1/32 has host bits set; did you mean 2001:db8::/32?",
        "10-Aug|'10-Aug' looks like a date a spreadsheet made of 10/8; write 10.0.0.0/8",
        "10/8|'10/8' is no network; did you mean 10.0.0.0/8?",
        "192.168/16|'192.168/16' is no network; did you mean 192.168.0.0/16?",
        "10.0.0.1-10.0.0.9|'10.0.0.1-10.0.0.9' is a range; write the networks it is made of, as"
            + " 10.0.0.0/24",
        "dcs|'dcs' is a group; did you mean 'group:dcs'?",
        "server1.example|'server1.example' is no address, CIDR network, group:NAME or not:CIDR",
        "10.0.0.300|'10.0.0.300' is no address, CIDR network, group:NAME or not:CIDR",
        "10.0.0.0/33|'10.0.0.0/33' is no address, CIDR network, group:NAME or not:CIDR",
        "group:dcz|unknown group 'dcz'; did you mean 'dcs'?",
        "not:group:dcs|'group:dcs' is no address, CIDR network, group:NAME or not:CIDR"
      })
  void aWrongMember(String member, String message) {
    rules.networks("mine,10.0.0.0/8", "mine," + member);
    assertProblems("networks.csv:3: " + message);
  }

  @Test
  void wrongGroups() {
    rules.networks(
        "any,10.0.0.0/8",
        ",10.0.0.0/8",
        "10net,10.0.0.0/8",
        "servers,group:kms-hosts",
        "kms-hosts,group:servers",
        "internal,group:external",
        "holes,not:10.0.0.0/8");
    assertProblems(
        "networks.csv: group 'holes' only excludes; give it a member to exclude from, as group:any",
        "networks.csv: cycle internal -> internal",
        "networks.csv: cycle kms-hosts -> servers -> kms-hosts",
        "networks.csv:2: the group 'any' is built in; choose another name",
        "networks.csv:3: the group column is empty; every row names its group",
        "networks.csv:4: '10net' is no group name; names are letters, digits, '-', '_' and '.', and"
            + " begin with a letter");
  }

  @Test
  void aMemberThatStandsTwice() {
    rules.networks("mine,10.0.0.0/8", "mine,10.0.0.0/8");
    assertProblems("warning networks.csv:3: '10.0.0.0/8' is already a member of 'mine'");
  }

  @Test
  void groupsThatNobodyFilledAreToldWithWhatFollows() throws RuleException {
    rules.networks("dcs,10.0.0.1", "lab,,");
    List<String> unfilled = rules.overShipped().networks().unfilledGroups();
    assertTrue(
        unfilled.contains(
            "group 'kms-hosts' has no member; KMS servers are judged by what DNS advertises and by"
                + " address zone only"));
    assertTrue(unfilled.contains("group 'lab' has no member"));
    assertFalse(unfilled.stream().anyMatch(text -> text.contains("'dcs'")));
    assertEquals(List.of(), rules.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,kmss,any,any,alert|unknown service 'kmss'; did you mean 'kms'?",
        "x,directory,any,any,alert|'directory' is a class; did you mean 'class:directory'?",
        "x,class:remote-admn,any,any,alert|unknown class 'remote-admn'; did you mean 'remote-admin'?",
        "x,,any,any,alert|the service column is empty; write 'any' for all services",
        "x,kms,kms-host,any,alert|unknown group 'kms-host'; did you mean 'kms-hosts'?",
        "x,kms,group:dcs,any,alert|write 'dcs' without 'group:'",
        "x,kms,any,,alert|the clients column is empty; write 'any' for all addresses",
        "x,kms,10.0.0.1/8,any,alert|10.0.0.1/8 has host bits set; did you mean 10.0.0.0/8?",
        "x,kms,any,any,forbit|verdict 'forbit' is not expect, allow, alert or forbid; did you mean"
            + " 'forbid'?",
        "x,kms,any,any,alert,hihg|severity 'hihg' is not info, low, medium, high or critical; did you"
            + " mean 'high'?",
        "x,kms,any,any,alert,high,30.06.2026|until '30.06.2026' is not a date; write the year first,"
            + " as 2026-06-30",
        ",kms,any,any,alert|the id column is empty; findings name the row by its id",
        "a b,kms,any,any,alert|'a b' is no id; ids are letters, digits, '-', '_', '.' and '/'"
      })
  void aWrongExpectation(String row, String message) {
    rules.expectations(row);
    assertProblems("expectations.csv:2: " + message);
  }

  @Test
  void anIdThatStandsTwice() {
    rules.expectations("x,kms,any,any,alert", "x,smb,any,any,alert");
    assertProblems("expectations.csv:3: id 'x' is already in line 2");
  }

  @Test
  void expectationsThatDecideNothing() {
    rules
        .networks("lab,10.9.0.0/16")
        .expectations(
            "a,ldap,lab,any,forbid,critical",
            "b,ldap,10.9.1.0/24,internal,allow",
            "c,ldap,lab,any,alert,low",
            "d,class:directory,lab,any,allow",
            "e,dns,lab,any,alert,low",
            "f,dns,lab,any,expect",
            "g,kms,internal,8.8.8.8,allow",
            "h,ntp,any,any,alert,,2026-06-30",
            "i,ntp,any,any,alert,,2026-07-06",
            "j,ntp,any,any,allow,low",
            "k,ntp,kms-hosts,any,allow");
    assertProblems(
        "warning expectations.csv:3: can never win: line 2 (forbid) covers it",
        "warning expectations.csv:4: can never win: line 2 (forbid) covers it",
        "warning expectations.csv:7: can never win: line 6 (alert) covers it",
        "warning expectations.csv:8: can never win: the shipped row 'kms-internet-exposed' (forbid; a"
            + " row of the same id replaces it) covers it",
        "warning expectations.csv:9: until 2026-06-30 is past; the row is ignored",
        "warning expectations.csv:11: severity is not used with 'allow'; leave the cell empty",
        "warning expectations.csv:12: group 'kms-hosts' has no member; the row is not in force");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kms-retry,interval,two hours|'two hours' is not a duration; write 2h",
        "kms-retry,interval,90 minutes|'90 minutes' is not a duration; write 90m",
        "kms-retry,interval,soon|'soon' is not a duration; write it as 2h",
        "kms-retry,min_attempts,many|'many' is not a whole number; the shipped value is 3",
        "kms-retry,severity,hgih|'hgih' is not info, low, medium, high or critical; did you mean"
            + " 'high'?",
        "kms-retry,enabled,yes|'yes' is not true or false",
        "kms-rety,enabled,true|unknown detection 'kms-rety'; did you mean 'kms-retry'?",
        "kms-retry,intervall,2h|'kms-retry' has no setting 'intervall'; did you mean 'interval'?"
      })
  void aWrongDetectionSetting(String row, String message) {
    rules.detections(row);
    assertProblems("detections.csv:2: " + message);
  }

  @Test
  void aSettingThatStandsTwice() {
    rules.detections("kms-retry,interval,1h", "kms-retry,interval,2h");
    assertProblems("detections.csv:3: 'interval' of 'kms-retry' is already set in line 2");
  }

  @Test
  void filesThatNothingReadsAndDirectoriesThatAreNone() {
    rules.file("service.csv", "").file("notes.txt", "");
    assertProblems(
        "warning "
            + directory
            + ": holds no rule file; they are named services.csv, networks.csv, expectations.csv,"
            + " detections.csv, iana.csv",
        "warning service.csv: is no rule file and is not read; did you mean 'services.csv'?");
    Path missing = directory.resolve("nowhere");
    RuleException e = assertThrows(RuleException.class, () -> RuleSet.load(missing, null));
    assertEquals(missing + ": is not a directory with rule files", e.getMessage());
  }

  @Test
  void allFilesAreReadBeforeAnyErrorEndsTheReading() {
    rules
        .services("x,UPD,80")
        .networks("a,10.0.0.1/8", "a,10.0.0.0/8", "a,10.0.0.0/8")
        .expectations("x,kmss,any,any,alert")
        .detections("kms-retry,interval,two hours");
    List<String> problems = rules.problems();
    assertEquals(5, problems.size());
    assertTrue(problems.get(4).startsWith("warning networks.csv:4: "), problems.get(4));
    assertThrows(RuleException.class, rules::overShipped);
  }

  @Test
  void withoutShippedRulesAnUnknownInternalIsToldOnce() throws RuleException {
    rules.networks("lab,10.0.0.0/8");
    assertEquals(
        "networks.csv: group 'internal' has no member; every address that is not special is external",
        rules.alone().warnings().get(0).toString());
  }
}
