package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_SERVER;
import static org.tidewaiter.detect.Scene.OUTSIDE;
import static org.tidewaiter.detect.Scene.OUTSIDE_TOO;
import static org.tidewaiter.detect.Scene.SERVER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.Http;
import org.tidewaiter.captures.message.NetBios;
import org.tidewaiter.captures.message.Smb2;
import org.tidewaiter.captures.talk.Host;

/** The detections that follow from service, verdict and place: each fires and each keeps quiet. */
class ServiceDetectionsTest {
  private final Scene scene = new Scene();

  /** Answered from outside, tried from outside in vain, and used inside. */
  @ParameterizedTest
  @CsvSource({
    "rpc-epm-exposed, 135, critical",
    "rpc-epm-exposed, 593, high",
    "smb-exposed, 445, critical",
    "smb-exposed, 139, critical",
    "rdp-exposed, 3389, critical",
    "winrm-exposed, 5985, critical",
    "winrm-exposed, 5986, critical",
    "sql-exposed, 1433, high",
    "msmq-exposed, 1801, medium",
    "live-migration-exposed, 6600, high",
    "aspnet-state-exposed, 42424, medium",
    "directory-exposed, 389, high",
    "remote-admin-exposed, 5900, critical",
    "file-sharing-exposed, 2049, critical",
  })
  void notForTheInternet(String id, int port, String severity) {
    Detection detection = of(id);
    scene.talk(1, CLIENT, SERVER, port).talk(2, CLIENT, OTHER_SERVER, port);
    scene.says(detection);
    scene.talk(3, OUTSIDE, SERVER, port).talk(4, OUTSIDE_TOO, SERVER, port);
    scene.knock(5, OUTSIDE, OTHER_SERVER, port);
    scene.says(detection, severity + " 10.1.0.80 established", "low 10.1.0.81 attempt");
  }

  private static Detection of(String id) {
    for (Detection detection : Detection.values()) {
      if (detection.id().equals(id)) {
        return detection;
      }
    }
    throw new AssertionError(id);
  }

  /**
   * Used inside, first without a list of who may, then with one that does not name the server. Over
   * UDP a port between 1024 and 5000 may be a client's own where no parser knows the bytes.
   */
  @ParameterizedTest
  @CsvSource({
    "dc-service-elsewhere, tcp, 88, dcs, high",
    "dc-service-elsewhere, tcp, 3268, dcs, high",
    "dc-service-elsewhere, tcp, 9389, dcs, high",
    "dc-service-elsewhere, tcp, 389, dcs, medium",
    "rdp-exposed, tcp, 3389, jump-hosts, high",
    "winrm-exposed, tcp, 5985, jump-hosts, medium",
    "dns-unexpected-server, udp, 53, dns-servers, medium",
    "snmp-unexpected, udp, 161, snmp-managers, low",
    "snmp-unexpected, udp, 162, snmp-managers, low",
    "vpn-unexpected, udp, 500, vpn-gateways, medium",
    "vpn-unexpected, udp, 4500, vpn-gateways, low",
    "vpn-unexpected, udp, 1194, vpn-gateways, low",
    "pxe-unexpected, udp, 4011, pxe-servers, low",
    "msmq-exposed, tcp, 1801, msmq-servers, medium",
    "live-migration-exposed, tcp, 6600, cluster-nodes, medium",
    "aspnet-state-exposed, tcp, 42424, web-servers, medium",
  })
  void notByUnlistedHosts(String id, String transport, int port, String group, String severity) {
    Detection detection = of(id);
    if (transport.equals("tcp")) {
      scene.talk(1, CLIENT, SERVER, port);
    } else {
      scene.datagrams(1, CLIENT, SERVER, port);
    }
    scene.says(detection);
    scene.group(group, "10.1.0.99");
    scene.says(detection, severity + " 10.1.0.80 established");
    scene.group(group, "10.1.0.80", "10.1.0.11");
    scene.says(detection);
  }

  @Test
  void smbToTheInternet() {
    scene.talk(1, CLIENT, OUTSIDE, 445);
    scene.says(Detection.SMB_EXPOSED, "high 93.184.216.34 established");
  }

  @Test
  void smbBetweenWorkstations() {
    scene.talk(1, CLIENT, SERVER, 445);
    scene.says(Detection.SMB_PEER_TO_PEER);
    scene.group("workstations", "10.1.0.0/24");
    scene.says(Detection.SMB_PEER_TO_PEER, "medium 10.1.0.80 established");
  }

  @Test
  void whatASmbServerChoseIsEvidence() {
    Smb2 smb = new Smb2(0, scene.random);
    scene
        .open(1, CLIENT, OUTSIDE, 445)
        .client(Smb2.oldNegotiate())
        .server(smb.oldNegotiateResponse())
        .client(smb.negotiate())
        .server(smb.negotiateResponse())
        .clientCloses();
    String evidence = scene.only(Detection.SMB_EXPOSED).evidence();
    assertTrue(evidence.contains("smb"), evidence);
    assertTrue(evidence.contains("ff 53 4d 42"), evidence);
  }

  @Test
  void netBiosIsOneFindingForAllHosts() {
    Host everybody = Host.broadcast("10.1.0.255");
    byte[] query = NetBios.query(1, "PRINTER", 0x20);
    for (int i = 1; i < 6; i++) {
      Host host = Host.windows("h", "02:00:00:00:03:0" + i, "10.1.0." + i);
      scene.trace.udp(i, host, 137, everybody, 137).client(query);
    }
    scene.says(Detection.NETBIOS_LEGACY, "low 10.1.0.255 established");
    assertEquals(5, scene.only(Detection.NETBIOS_LEGACY).clients());
  }

  @Test
  void aScannedNetBiosPortIsNotUse() {
    scene.trace.tcp(1, CLIENT, 50_100, SERVER, 139).refused();
    scene.says(Detection.NETBIOS_LEGACY);
  }

  @Test
  void wins() {
    scene.knock(1, CLIENT, OTHER_SERVER, 42);
    scene.says(Detection.WINS_IN_USE);
    scene.talk(2, CLIENT, SERVER, 42);
    scene.says(Detection.WINS_IN_USE, "low 10.1.0.80 established");
  }

  @Test
  void winRmOverHttp() {
    scene.talk(1, CLIENT, SERVER, 5986);
    scene.says(Detection.WINRM_PLAIN);
    scene.talk(2, CLIENT, SERVER, 5985);
    scene.says(Detection.WINRM_PLAIN, "info 10.1.0.80 established");
  }

  @Test
  void winRmOnTheWebsPort() {
    scene
        .open(1, OUTSIDE, SERVER, 80)
        .client(Http.get("server", "/index.html"))
        .server(Http.ok("s", "text/plain", Scene.HELLO))
        .clientCloses();
    scene.says(Detection.WINRM_EXPOSED);
    scene
        .open(2, OUTSIDE, SERVER, 80)
        .client(Bytes.ofText("POST /wsman HTTP/1.1\r\nHost: server\r\n\r\n"))
        .server(Http.ok("s", "text/plain", Scene.HELLO))
        .clientCloses();
    scene.says(Detection.WINRM_EXPOSED, "critical 10.1.0.80 established");
  }

  @Test
  void telnet() {
    scene.knock(1, CLIENT, OTHER_SERVER, 23);
    scene.says(Detection.TELNET_IN_USE);
    scene.talk(2, CLIENT, SERVER, 23).talk(3, CLIENT, OUTSIDE, 23);
    scene.says(
        Detection.TELNET_IN_USE, "high 93.184.216.34 established", "medium 10.1.0.80 established");
    scene.rule("our-telnet", "telnet", "10.1.0.80", "internal", "allow");
    scene.says(Detection.TELNET_IN_USE, "high 93.184.216.34 established");
  }

  @Test
  void simpleServicesAnswerButWakeOnLanDoesNot() {
    scene.trace.udp(1, CLIENT, 50_100, OTHER_SERVER, 9).client(Scene.HELLO);
    scene.says(Detection.SIMPLE_TCPIP_SERVICES);
    scene.datagrams(2, CLIENT, SERVER, 7).datagrams(3, OUTSIDE, OTHER_SERVER, 19);
    scene.says(
        Detection.SIMPLE_TCPIP_SERVICES,
        "high 10.1.0.81 established",
        "medium 10.1.0.80 established");
  }

  @Test
  void pptp() {
    scene.trace.tcp(1, CLIENT, 50_100, OTHER_SERVER, 1723).refused();
    scene.says(Detection.PPTP_IN_USE);
    scene.talk(2, CLIENT, SERVER, 1723);
    scene.says(Detection.PPTP_IN_USE, "medium 10.1.0.80 established");
  }

  @Test
  void l2tpInClear() {
    scene.datagrams(1, CLIENT, OTHER_SERVER, 1701);
    scene.says(Detection.L2TP_WITHOUT_IPSEC);
    // RFC 2661: a control message SCCRQ with its protocol version, and an answer to it.
    byte[] request = l2tp(0, 1);
    byte[] reply = l2tp(1, 2);
    scene.trace.udp(2, CLIENT, 1701, SERVER, 1701).client(request).server(reply);
    scene.says(Detection.L2TP_WITHOUT_IPSEC, "high 10.1.0.80 established");
  }

  private static byte[] l2tp(int tunnel, int messageType) {
    Bytes pairs = new Bytes().u16(0x8008).u16(0).u16(0).u16(messageType);
    pairs.u16(0x8008).u16(0).u16(2).u16(0x0100);
    Bytes message = new Bytes().u16(0xc802).u16(12 + pairs.size()).u16(tunnel).u16(0);
    return message.u16(0).u16(0).add(pairs.toArray()).toArray();
  }

  @Test
  void ssdpAcrossTheBorder() {
    byte[] search =
        Bytes.ofText(
            "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n"
                + "MX: 1\r\nST: ssdp:all\r\n\r\n");
    scene.trace.udp(1, CLIENT, 50_100, Host.multicast("239.255.255.250"), 1900).client(search);
    scene.says(Detection.SSDP_EXPOSED);
    scene.trace.udp(2, OUTSIDE, 50_101, SERVER, 1900).client(search).server(Scene.HELLO);
    scene.says(Detection.SSDP_EXPOSED, "high 10.1.0.80 established");
  }

  @Test
  void ldapsOverUdp() {
    scene.talk(1, CLIENT, SERVER, 636);
    scene.says(Detection.LDAPS_UDP);
    scene.datagrams(2, CLIENT, SERVER, 636);
    scene.says(Detection.LDAPS_UDP, "info 10.1.0.80 established");
  }

  @Test
  void radiusOnItsOldPorts() {
    scene.datagrams(1, CLIENT, SERVER, 1812);
    scene.says(Detection.RADIUS_LEGACY_PORT);
    scene.datagrams(2, CLIENT, SERVER, 1645);
    scene.says(Detection.RADIUS_LEGACY_PORT, "low 10.1.0.80 established");
  }

  @Test
  void dnsPastOurServers() {
    scene.datagrams(1, CLIENT, OUTSIDE, 53);
    scene.says(Detection.DNS_DIRECT_TO_INTERNET);
    scene.group("dns-servers", "10.1.0.53").datagrams(2, Scene.DNS, OUTSIDE_TOO, 53);
    scene.says(Detection.DNS_DIRECT_TO_INTERNET, "low 93.184.216.34 established");
  }

  @Test
  void mailPastOurServers() {
    scene.talk(1, CLIENT, OUTSIDE, 25);
    scene.says(Detection.SMTP_FROM_WORKSTATION);
    scene.group("mail-hosts", "10.1.0.25");
    scene.says(Detection.SMTP_FROM_WORKSTATION, "medium 93.184.216.34 established");
  }

  @Test
  void servicesOfOldWindows() {
    scene.knock(1, CLIENT, OTHER_SERVER, 1755);
    scene.says(Detection.LEGACY_SERVICE);
    scene.talk(2, CLIENT, SERVER, 1755);
    scene.says(Detection.LEGACY_SERVICE, "low 10.1.0.80 established");
  }

  @Test
  void aSitesOwnRules() {
    scene.talk(1, CLIENT, SERVER, 22).talk(2, CLIENT, OTHER_SERVER, 22).talk(3, CLIENT, SERVER, 80);
    scene.rule("no-ssh", "ssh", "10.1.0.80", "any", "forbid");
    scene.rule("odd-ssh", "ssh", "10.1.0.81", "any", "alert");
    scene.says(Detection.FORBIDDEN_SERVICE, "high 10.1.0.80 established");
    Finding odd = scene.only(Detection.UNEXPECTED_SERVICE);
    assertEquals("medium 10.1.0.81 established", Scene.describe(odd));
    assertEquals("odd-ssh", odd.rule());
    assertEquals("expectations.csv:3", odd.ruleLocation());
  }

  @Test
  void aSitesRuleIsToldOfAttempts() {
    scene.knock(1, CLIENT, SERVER, 23).rule("no-telnet", "telnet", "any", "any", "forbid");
    scene.says(Detection.TELNET_IN_USE, "low 10.1.0.80 attempt");
  }

  @Test
  void settingsDecide() {
    scene.talk(1, OUTSIDE, SERVER, 3389).knock(2, OUTSIDE, OTHER_SERVER, 3389);
    scene.setting(Detection.RDP_EXPOSED, "severity", "medium");
    scene.setting(Detection.RDP_EXPOSED, "attempt_severity", "info");
    scene.says(Detection.RDP_EXPOSED, "medium 10.1.0.80 established", "info 10.1.0.81 attempt");
    scene.setting(Detection.RDP_EXPOSED, "enabled", "false");
    assertEquals(0, scene.findings().size());
  }

  @Test
  void aGuessedServerIsNeverSevere() {
    scene
        .trace
        .tcp(1, OUTSIDE, 50_100, SERVER, 445)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO);
    scene.says(Detection.SMB_EXPOSED, "medium 10.1.0.80 established");
    // In the old dynamic range the port may be a client's own.
    scene
        .trace
        .tcp(2, OUTSIDE, 50_101, SERVER, 3389)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO);
    scene.says(Detection.RDP_EXPOSED, "low 10.1.0.80 established");
  }

  /** Over UDP no handshake tells; bytes do, and so does a question to a port below 1024. */
  @Test
  void datagramsAreAsSureAsTheirBytesAndPorts() {
    byte[] exchange =
        Bytes.ofHex("0102030405060708 0000000000000000 01 10 02 00 00000000 0000001c");
    byte[] reply = Bytes.ofHex("0102030405060708 0a0b0c0d0e0f0001 01 10 02 00 00000000 0000001c");
    byte[] marker = new byte[4];
    scene.group("vpn-gateways", "10.1.0.99");
    scene
        .trace
        .udp(1, CLIENT, 50_100, SERVER, 4500)
        .client(Bytes.concat(marker, exchange))
        .server(Bytes.concat(marker, reply));
    scene.says(Detection.VPN_UNEXPECTED, "medium 10.1.0.80 established");
    scene.datagrams(2, OUTSIDE, OTHER_SERVER, 137);
    scene.says(Detection.SMB_EXPOSED, "high 10.1.0.81 established");
  }

  /** The answer came first: the capture began in the middle, and the ports alone are left. */
  @Test
  void datagramsFromTheMiddleWeighLess() {
    scene.trace.udp(1, OUTSIDE, 50_100, SERVER, 137).server(Scene.HELLO).client(Scene.HELLO);
    scene.says(Detection.SMB_EXPOSED, "medium 10.1.0.80 established");
  }

  @Test
  void bytesOfAnotherProtocolWeighLess() {
    scene
        .open(1, OUTSIDE, SERVER, 445)
        .client(Http.get("server", "/"))
        .server(Http.ok("s", "text/plain", Scene.HELLO))
        .clientCloses();
    scene.says(Detection.SMB_EXPOSED, "low 10.1.0.80 established");
  }

  @Test
  void betweenTwoOutsideAddressesNothingIsOurs() {
    scene.talk(1, OUTSIDE, OUTSIDE_TOO, 3389).talk(2, OUTSIDE, OUTSIDE_TOO, 445);
    scene.isQuiet();
  }
}
