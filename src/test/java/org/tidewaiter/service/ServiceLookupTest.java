package org.tidewaiter.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLookupTest {
  private final ServiceTable table = TestTables.shipped();

  private void assertLines(String query, String expected) {
    assertEquals(expected, String.join("\n", ServiceLookup.lines(table, query)) + "\n");
  }

  @Test
  void aPortWithBothNames() {
    assertLines(
        "1688",
        """
        1688/tcp  kms  Microsoft KMS (de facto) · IANA: nsjtp-data
        1688/udp  nsjtp-data  NSJTP data (iana) · IANA: nsjtp-data
          note: KMS is TCP only; UDP here is something else
        1688 lies in 1025-5000, the range that Windows gave to clients before Vista: as a client's port it says nothing
        """);
    assertLines("tcp/445", String.join("\n", ServiceLookup.lines(table, "445/TCP")) + "\n");
  }

  @Test
  void aPortWithAllWindowsServicesThatNeedIt() {
    List<String> lines = ServiceLookup.lines(table, "135");
    assertEquals("135/tcp  rpc-epm  RPC endpoint mapper (windows) · IANA: epmap", lines.get(0));
    assertEquals("135/udp  no service · IANA: epmap", lines.get(lines.size() - 1));
    assertEquals(
        22,
        lines.stream().filter(line -> line.startsWith("  needed by ")).count(),
        "of the article");
    assertTrue(lines.contains("  needed by Message Queuing (MSMQ): RPC"));
    assertTrue(lines.contains("  needed by Hyper-V Replica: WMI"));
  }

  @Test
  void aWindowsServiceByItsLogicalName() {
    assertLines(
        "netlogon",
        """
        Net Logon (Netlogon) needs
          135/tcp  rpc-epm  RPC
          137/udp  netbios-ns  NetBIOS Name Resolution (only for trusts without DNS, or when DNS fails)
          138/udp  netbios-dgm  NetBIOS Datagram Service (only for trusts without DNS, or when DNS fails)
          139/tcp  netbios-ssn  NetBIOS Session Service (only for trusts without DNS, or when DNS fails)
          389/udp  ldap  LDAP
          389/udp  ldap  DC Locator
          445/tcp  smb  SMB
          49152-65535/tcp  rpc-dynamic  RPC, dynamic ports
        """);
    assertEquals(ServiceLookup.lines(table, "Net Logon"), ServiceLookup.lines(table, "Netlogon"));
  }

  @Test
  void footnotesAreNotes() {
    assertTrue(
        String.join("\n", ServiceLookup.lines(table, "5722"))
            .contains("only domain controllers with Windows Server 2008 or 2008 R2"));
    assertTrue(
        String.join("\n", ServiceLookup.lines(table, "445"))
            .contains("DFSR needs it only to create an empty replicated folder"));
  }

  @Test
  void aServiceId() {
    List<String> lines = ServiceLookup.lines(table, "kms");
    assertTrue(lines.get(0).startsWith("kms  Microsoft KMS · class licensing · default closed · "));
    assertEquals(
        "  1688/tcp  Microsoft KMS (de facto: Microsoft, Key Management Services planning)",
        lines.get(1));
    assertEquals(2, lines.size());
  }

  @Test
  void protocolsWithoutPorts() {
    assertLines(
        "47/ip",
        """
        ip protocol 47  gre  GRE (windows)
          needed by Routing and Remote Access (RemoteAccess): GRE
        """);
    assertTrue(ServiceLookup.lines(table, "icmp").contains("  needed by Group Policy"));
    assertLines("6/ip", "ip protocol 6  no service\n");
    assertLines("300/ip", "ip protocol 300  no service\n");
  }

  @Test
  void partsOfNamesAndNamesOfTheRegistry() {
    assertTrue(ServiceLookup.lines(table, "print spool").contains("Print Spooler (Spooler) needs"));
    assertTrue(ServiceLookup.lines(table, "postgres").get(0).startsWith("postgresql  PostgreSQL"));
    assertLines("krb524", "IANA registers 'krb524' for 4444/tcp, 4444/udp\n");
  }

  @Test
  void whatIsUnknownIsSaid() {
    assertLines("ldpa", "nothing known of 'ldpa'; did you mean 'ldap'?\n");
    assertLines("70000", "70000 is no port; ports end at 65535\n");
    assertLines("80/xyz", "'xyz' is not tcp, udp, sctp or ip\n");
    assertLines("4", "4/tcp  no service · IANA: none\n4/udp  no service · IANA: none\n");
    for (String odd : List.of("", "/", "tcp/", "/80", "80/", "999999999999")) {
      assertTrue(!ServiceLookup.lines(table, odd).isEmpty(), odd);
    }
  }

  @Test
  void aDynamicPortIsRankedAndNotNamed() {
    assertLines(
        "50123/tcp",
        """
        50123/tcp  no service · IANA: none
        50123 lies in 49152-65535, the dynamic range of IANA, and of Windows since Vista: as a client's port it says nothing
        50123 lies in 32768-60999, the range that Linux gives to clients: as a client's port it says nothing
        """);
  }

  @Test
  void aSitesServiceStandsBesideTheOneItReplaced(@TempDir Path directory) {
    ServiceTable site = TestTables.withSite(directory, "our-app,tcp,445,,Our app");
    List<String> lines = ServiceLookup.lines(site, "445/tcp");
    assertEquals("445/tcp  our-app  Our app (site) · IANA: microsoft-ds", lines.get(0));
    assertEquals("  also smb  SMB (windows)", lines.get(1));
  }
}
