package org.tidewaiter.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTableTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;
  private static final int UDP_LITE = 136;

  @TempDir Path directory;

  private static String at(ServiceTable table, int ipProtocol, int port) {
    int number = table.serviceAt(ipProtocol, port);
    return number == 0 ? "" : table.service(number).id() + " " + table.layerAt(ipProtocol, port);
  }

  @Test
  void portsOfEachTransport() {
    ServiceTable table = TestTables.shipped();
    assertEquals("kms DE_FACTO", at(table, TCP, 1688));
    assertEquals("", at(table, UDP, 80));
    assertEquals("dns WINDOWS", at(table, UDP, 53));
    assertEquals("https IANA", at(table, UDP, 443));
    assertEquals("diameter IANA", at(table, SCTP, 3868));
    assertEquals("dns WINDOWS", at(table, UDP_LITE, 53));
    assertEquals("gre WINDOWS", at(table, 47, 0));
    assertEquals("icmp WINDOWS", at(table, 1, 0x0800));
    assertEquals("icmp6 WINDOWS", at(table, 58, 0));
    assertEquals("ospf IANA", at(table, 89, 0));
    assertEquals("", at(table, 255, 0));
    assertEquals("", at(table, 33, 53));
    assertNull(table.layerAt(TCP, 4));
  }

  @Test
  void aSitesServiceReplacesTheOneOfItsIdAndTakesPortsOfOthers() {
    ServiceTable table =
        TestTables.withSite(
            directory, "kms,tcp,1689,,Our KMS,,,licensing,open", "our-app,tcp,445,,Our app");
    assertEquals("kms SITE", at(table, TCP, 1689));
    assertEquals("", at(table, TCP, 1688));
    assertEquals("our-app SITE", at(table, TCP, 445));
    assertEquals("http WINDOWS", at(table, TCP, 80));
    assertEquals("services.csv:2", table.service(table.number("kms")).location());
    assertTrue(table.number("smb") > 0, "expectations may still name it");
  }

  @Test
  void aSiteMayAddASystemServiceWithoutTakingThePort() {
    ServiceTable table = TestTables.withSite(directory, "smb,tcp,445,,SMB,,Our backup agent");
    assertEquals("smb WINDOWS", at(table, TCP, 445));
    assertTrue(ServiceLookup.lines(table, "445/tcp").contains("  needed by Our backup agent: SMB"));
  }

  @Test
  void numbersAndIdsBelongTogether() {
    ServiceTable table = TestTables.shipped();
    for (int number = 1; number <= table.count(); number++) {
      assertEquals(number, table.service(number).number());
      assertEquals(number, table.number(table.service(number).id()));
    }
    assertEquals(0, table.number("nothing"));
  }

  @Test
  void aFixedPortInTheDynamicRangeNamesNothingBesideAnotherDynamicPort() {
    ServiceTable table = TestTables.shipped();
    int mom = table.number("mom-clear");
    assertEquals(mom, table.serviceAt(TCP, 51515));
    assertEquals(mom, table.serviceOf(TCP, 51515, 1040));
    assertEquals(0, table.serviceOf(TCP, 51515, 60_000));
    assertEquals(table.number("aspnet-state"), table.serviceOf(TCP, 42424, 60_000));
    assertEquals(table.number("gre"), table.serviceOf(47, 0, 0));
  }

  @Test
  void knownPortsAreThoseWithARowBelowTheDynamicRanges() {
    ServiceTable table = TestTables.shipped();
    byte[] known = table.known(TCP);
    assertEquals(1, known[80]);
    assertEquals(1, known[1688]);
    assertEquals(1, known[22]);
    assertEquals(0, known[4444], "registered only");
    assertEquals(0, known[42424], "Linux hands it to clients");
    assertEquals(0, known[1025], "a range");
    assertEquals(1, table.known(UDP)[53]);
    assertEquals(0, table.known(UDP)[80]);
    byte[] none = table.known(47);
    for (int port = 0; port < none.length; port++) {
      assertEquals(0, none[port]);
    }
    for (int port = 0; port < known.length; port++) {
      assertEquals(port < 32_768 && table.serviceAt(TCP, port) != 0 ? 1 : 0, known[port]);
    }
  }
}
