package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayFilterTest {
  private static String filter(String ip, String port, List<String> protocols, String... clients) {
    return DisplayFilter.of(SampleModel.finding(ip, port, protocols, clients));
  }

  @Test
  void namesTheServersPortAndFewClients() {
    assertEquals(
        "((ip.src == 10.0.0.9 && tcp.srcport == 1688) || (ip.dst == 10.0.0.9 && tcp.dstport == 1688))"
            + " && (ip.addr == 10.0.0.1 || ip.addr == 10.0.0.2)",
        filter("10.0.0.9", "1688", List.of("tcp"), "10.0.0.1", "10.0.0.2"));
  }

  @Test
  void leavesManyClientsOut() {
    assertEquals(
        "((ipv6.src == 2001:db8::9 && udp.srcport == 53) || (ipv6.dst == 2001:db8::9 && udp.dstport == 53))",
        filter("2001:db8::9", "53", List.of("udp"), "::1", "::2", "::3", "::4", "::5", "::6"));
  }

  @Test
  void withoutATransportBothAreMeant() {
    assertEquals("(tcp.port == 67 || udp.port == 67)", filter("", "67", List.of()));
  }

  @Test
  void protocolsWithoutPorts() {
    assertEquals("ip.addr == 10.0.0.9 && gre", filter("10.0.0.9", "", List.of("gre")));
    assertEquals("ip.addr == 10.0.0.9 && ip.proto == 97", filter("10.0.0.9", "", List.of("97")));
    assertEquals("ip.addr == 10.0.0.9", filter("10.0.0.9", "", List.of()));
    assertEquals("ip.addr == 10.0.0.1", filter("", "", List.of(), "10.0.0.1"));
  }

  @Test
  void whatIsNoAddressOrPortIsNotPutIn() {
    assertEquals("", filter("10.0.0.9) || frame", "1||1", List.of("x) ||"), "a b"));
  }
}
