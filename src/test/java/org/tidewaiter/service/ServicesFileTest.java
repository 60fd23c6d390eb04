package org.tidewaiter.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tidewaiter.service.PortArticle.Use;

/** The shipped services.csv, held against counts and against the article itself. */
class ServicesFileTest {
  private final ServiceTable table = TestTables.shipped();

  /** What the summary calls a service that services.csv has under the name of its section. */
  private static final Map<String, String> SUMMARY_NAMES =
      Map.ofEntries(
          Map.entry("DHCP Failover", "DHCP Server"),
          Map.entry("Distributed File Replication Service", "Distributed File System Replication"),
          Map.entry("Microsoft Exchange Server", "Exchange Server"),
          Map.entry("Hyper-V service", "Hyper-V Replica"),
          Map.entry("Randomly allocated high TCP ports", "Remote Procedure Call"),
          Map.entry("RDS", "Remote Desktop Services"),
          Map.entry("RDSL", "RDS Licensing"),
          Map.entry("WinRM 1.1 and earlier", "Windows Remote Management 1.1"),
          Map.entry("WinRM 2.0", "Windows Remote Management 2.0"),
          Map.entry("License Logging Service", "License Logging"),
          Map.entry("Trivial FTP Daemon Service", "Trivial FTP Daemon"),
          Map.entry("Internet Connection Firewall/Internet Connection Sharing", "SharedAccess"),
          Map.entry(
              "SQL Server: Downlevel OLAP Client Support",
              "SQL Server downlevel OLAP client support"));

  /** What a section without a logical name, or with several, is called here. */
  private static final Map<String, String> SECTION_NAMES =
      Map.of("Hyper-V service", "Hyper-V", "Windows Remote Management (WinRM)", "WinRM");

  private static boolean isFixed(ServiceRow row) {
    return row.transport().hasPorts() && row.port() == row.portEnd();
  }

  /** Fixed ports of the Windows layer whose rows come from one of some places. */
  private Set<String> pairs(String... references) {
    Set<String> pairs = new TreeSet<>();
    for (ServiceRow row : table.rows()) {
      if (row.layer() == Layer.WINDOWS
          && isFixed(row)
          && row.systemService().isEmpty()
          && List.of(references).contains(row.reference())) {
        pairs.add(row.transport().label() + "/" + row.port());
      }
    }
    return pairs;
  }

  private static long count(Set<String> pairs, String transport) {
    return pairs.stream().filter(pair -> pair.startsWith(transport)).count();
  }

  @Test
  void theWindowsLayerHasTheFixedPortsThatTheArticleHas() {
    Set<String> inTables = pairs("both", "sections", "summary");
    assertEquals(114, inTables.size());
    assertEquals(72, count(inTables, "tcp/"));
    assertEquals(42, count(inTables, "udp/"));
    assertEquals(9, pairs("sections").size());
    assertEquals(24, pairs("summary").size());
    assertEquals(Set.of("tcp/48885", "tcp/8098", "udp/3702"), pairs("prose"));
    assertEquals(117, pairs("both", "sections", "summary", "prose").size());
  }

  @Test
  void everyFixedPortOfTheWindowsLayerHasASystemServiceThatNeedsIt() {
    Set<String> needed = new TreeSet<>();
    for (ServiceRow row : table.rows()) {
      if (isFixed(row) && !row.systemService().isEmpty()) {
        needed.add(row.transport().label() + "/" + row.port());
      }
    }
    assertEquals(needed, pairs("both", "sections", "summary", "prose"));
  }

  @Test
  void theArticleItselfHasNothingThatIsMissingHere() throws IOException {
    PortArticle article = PortArticle.find();
    assumeTrue(article != null, "the seeds are not here");
    assertEquals(384, article.rows);
    List<String> missing = new ArrayList<>();
    for (Use use : article.uses) {
      for (String service : use.services()) {
        String name =
            use.summary()
                ? SUMMARY_NAMES.getOrDefault(service, service)
                : SECTION_NAMES.getOrDefault(service, service);
        if (!hasRow(use, name)) {
          missing.add("line " + use.line() + ": " + use);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  private boolean hasRow(Use use, String name) {
    Map<String, Integer> withoutPorts = Map.of("gre", 47, "esp", 50, "ah", 51);
    Integer ipProtocol = withoutPorts.get(use.transport());
    for (ServiceRow row : table.rows()) {
      boolean samePort =
          ipProtocol != null
              ? row.transport() == Transport.IP && row.port() == ipProtocol
              : row.transport().label().equals(use.transport())
                  && (use.port() < 0
                      || (row.port() == use.port() && row.portEnd() == use.portEnd()));
      String systemService = row.systemService().toLowerCase(Locale.ROOT);
      if (samePort && systemService.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theIdsThatRulesAndDetectionsRelyOn() {
    for (String id :
        List.of(
            "kms",
            "dns",
            "kerberos",
            "kpasswd",
            "ldap",
            "ldaps",
            "gc",
            "gc-ssl",
            "rpc-epm",
            "smb",
            "netbios-ns",
            "netbios-dgm",
            "netbios-ssn",
            "rdp",
            "winrm",
            "winrm-https",
            "http",
            "https",
            "smtp",
            "dhcp-server",
            "dhcp-client",
            "ntp",
            "snmp",
            "snmp-trap",
            "telnet",
            "ftp",
            "ftp-data",
            "tftp",
            "mssql",
            "mssql-browser",
            "wins",
            "radius",
            "radius-legacy",
            "pptp",
            "l2tp",
            "ipsec-isakmp",
            "ipsec-nat-t",
            "ssdp",
            "upnp",
            "msmq",
            "cluster",
            "live-migration",
            "aspnet-state",
            "adws",
            "dfsr",
            "ssh",
            "mdns",
            "llmnr",
            "gre",
            "esp",
            "ah",
            "icmp",
            "icmp6",
            "pxe",
            "ssdp-legacy",
            "rpc-dynamic")) {
      assertTrue(table.number(id) > 0, id);
    }
  }

  @Test
  void rangesNameNothing() {
    for (int port : new int[] {1025, 3000 + 1, 10_001, 49_152, 50_123, 65_535}) {
      assertEquals(0, table.serviceAt(6, port), "tcp/" + port);
    }
  }

  @Test
  void eachRowOutsideTheArticleNamesItsSource() {
    for (ServiceRow row : table.rows()) {
      if (row.layer() == Layer.DE_FACTO) {
        assertFalse(row.reference().isEmpty(), row.row().location());
      }
      assertTrue(
          row.layer() != Layer.WINDOWS
              || Set.of("both", "sections", "summary", "prose").contains(row.reference()),
          row.row().location());
    }
  }

  @Test
  void registeredNamesAgreeWithTheRegistry() {
    for (ServiceRow row : table.rows()) {
      if (isFixed(row) && row.systemService().isEmpty()) {
        String registered = table.registeredName(row.transport().ipProtocol(), row.port());
        String expected = registered.equals(row.service()) ? "" : registered;
        assertEquals(expected, row.registeredName(), row.row().location());
        assertTrue(row.layer() != Layer.IANA || !registered.isEmpty(), row.row().location());
      }
    }
  }

  @Test
  void everyServiceHasAClassAndEveryShippedRowItsPort() {
    for (int number = 1; number <= table.count(); number++) {
      assertFalse(table.service(number).serviceClass().isEmpty(), table.service(number).id());
    }
    for (ServiceRow row : table.rows()) {
      if (row.claimsPort() && row.transport().hasPorts()) {
        int number = table.serviceAt(row.transport().ipProtocol(), row.port());
        assertEquals(row.service(), table.service(number).id(), row.row().location());
        assertEquals(row.layer(), table.layerAt(row.transport().ipProtocol(), row.port()));
      }
    }
  }
}
