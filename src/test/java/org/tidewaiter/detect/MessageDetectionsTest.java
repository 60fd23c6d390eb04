package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_SERVER;
import static org.tidewaiter.detect.Scene.OUTSIDE;
import static org.tidewaiter.detect.Scene.SERVER;

import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Dhcp;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.EndpointMapper;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;

/** The detections that rest on what messages say. */
class MessageDetectionsTest {
  private static final String SERVICE_CONTROL = "367abb81-9844-35f1-ad32-98f038001003";
  private static final Host EVERYBODY = Host.broadcast("255.255.255.255");
  private static final Host NOBODY = CLIENT.withIp("0.0.0.0");

  private final Scene scene = new Scene();

  private TcpConversation bound(double at, Host server, int port, String interfaceId, int version) {
    return scene
        .open(at, CLIENT, server, port)
        .client(DceRpc.bind(1, interfaceId, version))
        .server(DceRpc.bindAck(1, 0x33, Integer.toString(port), DceRpc.ACCEPT_NDR));
  }

  private void announce(double at, Host server, int port) {
    bound(at, server, 135, EndpointMapper.INTERFACE, 3)
        .client(
            DceRpc.request(2, 0, EndpointMapper.MAP, EndpointMapper.mapRequest(SERVICE_CONTROL, 2)))
        .server(
            DceRpc.response(
                2, 0, EndpointMapper.mapResponse(SERVICE_CONTROL, 2, port, server.ip())))
        .clientCloses();
  }

  @Test
  void announcedRpcPortsAreExpected() {
    announce(1, SERVER, 49_700);
    bound(2, SERVER, 49_700, SERVICE_CONTROL, 2).clientCloses();
    scene.says(Detection.RPC_DYNAMIC_UNANNOUNCED);
    scene.says(Detection.RPC_LEGACY_DYNAMIC_RANGE);
  }

  @Test
  void unannouncedRpcPorts() {
    announce(1, SERVER, 49_700);
    bound(2, OTHER_SERVER, 49_700, SERVICE_CONTROL, 2).clientCloses();
    Finding finding = scene.only(Detection.RPC_DYNAMIC_UNANNOUNCED);
    assertEquals("info 10.1.0.81 established", Scene.describe(finding));
    assertTrue(finding.evidence().contains("svcctl"), finding.evidence());
  }

  @Test
  void rpcPortsOfOldWindows() {
    announce(1, SERVER, 1026);
    scene.says(Detection.RPC_LEGACY_DYNAMIC_RANGE, "medium 10.1.0.80 established");
  }

  @Test
  void fileReplicationOfOldDomainControllers() {
    scene.talk(1, CLIENT, OTHER_SERVER, 5722);
    scene.says(Detection.DFSR_5722);
    bound(2, SERVER, 5722, SERVICE_CONTROL, 2).clientCloses();
    scene.says(Detection.DFSR_5722, "medium 10.1.0.80 established");
  }

  private void offer(double at, Host server, long transaction, String ip) {
    byte[] offer =
        Dhcp.reply(Dhcp.OFFER, transaction, CLIENT.mac(), server.ip(), ip)
            .network(server.ip(), server.ip(), "quay.example")
            .toByteArray();
    scene.trace.udp(at, server, 67, EVERYBODY, 68).client(offer);
  }

  private void discover(double at, long transaction) {
    byte[] discover = Dhcp.request(Dhcp.DISCOVER, transaction, CLIENT.mac()).toByteArray();
    scene.trace.udp(at, NOBODY, 68, EVERYBODY, 67).client(discover);
  }

  @Test
  void anUnlistedDhcpServer() {
    discover(1, 77);
    offer(1.1, SERVER, 77, "10.1.0.11");
    scene.says(Detection.DHCP_ROGUE_SERVER);
    scene.group("dhcp-servers", "10.1.0.5");
    Finding finding = scene.only(Detection.DHCP_ROGUE_SERVER);
    assertEquals("high 10.1.0.80 established", Scene.describe(finding));
    assertTrue(finding.evidence().contains("router 10.1.0.80"), finding.evidence());
    // Once is enough.
    scene.says(Detection.UNEXPECTED_SERVICE);
    scene.group("dhcp-servers", "10.1.0.80");
    scene.says(Detection.DHCP_ROGUE_SERVER);
  }

  @Test
  void aRelayIsNoServer() {
    byte[] offer =
        Dhcp.reply(Dhcp.OFFER, 5, CLIENT.mac(), "10.2.0.5", "10.1.0.11")
            .relay("10.1.0.1")
            .toByteArray();
    Host relay = Host.linux("relay", "02:00:00:00:01:01", "10.1.0.1");
    scene.trace.udp(1, relay, 67, EVERYBODY, 68).client(offer);
    scene.group("dhcp-servers", "10.2.0.5");
    scene.says(Detection.DHCP_ROGUE_SERVER);
  }

  @Test
  void twoServersAnswerOneRequest() {
    discover(1, 77);
    offer(1.1, SERVER, 77, "10.1.0.11");
    offer(1.2, SERVER, 77, "10.1.0.11");
    scene.says(Detection.DHCP_TWO_SERVERS);
    offer(1.3, OTHER_SERVER, 77, "10.1.0.200");
    Finding finding = scene.only(Detection.DHCP_TWO_SERVERS);
    assertEquals("high 10.1.0.81 established", Scene.describe(finding));
    assertTrue(finding.title().contains("10.1.0.80 and 10.1.0.81"), finding.title());
    scene.group("dhcp-servers", "10.1.0.80", "10.1.0.81");
    scene.says(Detection.DHCP_TWO_SERVERS);
  }

  @Test
  void twoServersForTwoRequestsAreFine() {
    offer(1, SERVER, 77, "10.1.0.11");
    offer(2, OTHER_SERVER, 78, "10.1.0.200");
    offer(90, OTHER_SERVER, 77, "10.1.0.200");
    scene.says(Detection.DHCP_TWO_SERVERS);
  }

  @Test
  void addressesAndNamesFromOneUnlistedHost() {
    offer(1, SERVER, 77, "10.1.0.11");
    byte[] answer =
        new Dns(9, Dns.ANSWER)
            .question("a.example", Dns.A, 1)
            .address("a.example", 60, "10.1.0.9")
            .toByteArray();
    scene
        .trace
        .udp(2, CLIENT, 50_100, SERVER, 53)
        .client(Dns.query(9, "a.example", Dns.A))
        .server(answer);
    scene.says(Detection.ICS_GATEWAY);
    scene.group("dns-servers", "10.1.0.53");
    scene.says(Detection.ICS_GATEWAY, "high 10.1.0.80 established");
    scene.group("dhcp-servers", "10.1.0.80");
    scene.says(Detection.ICS_GATEWAY);
  }

  private TcpConversation ftp(double at, Host server) {
    return scene
        .open(at, CLIENT, server, 21)
        .server(Bytes.ofText("220 ready for FTP\r\n"))
        .client(Bytes.ofText("USER tide\r\n"))
        .server(Bytes.ofText("331 password please\r\n"));
  }

  @Test
  void anFtpPasswordInClear() {
    ftp(1, OTHER_SERVER).client(Bytes.ofText("QUIT\r\n")).clientCloses();
    scene.says(Detection.FTP_CLEARTEXT);
    ftp(2, SERVER).client(Bytes.ofText("PASS secret4711\r\n")).clientCloses();
    Finding finding = scene.only(Detection.FTP_CLEARTEXT);
    assertEquals("low 10.1.0.80 established", Scene.describe(finding));
    assertFalse(finding.evidence().contains("secret4711"), finding.evidence());
  }

  @Test
  void ftpToAThirdHost() {
    ftp(1, SERVER).client(Bytes.ofText("PORT 10,1,0,11,200,1\r\n")).clientCloses();
    scene.says(Detection.FTP_BOUNCE);
    ftp(2, SERVER).client(Bytes.ofText("PORT 10,1,0,99,0,25\r\n")).clientCloses();
    scene.says(Detection.FTP_BOUNCE, "medium 10.1.0.80 established");
  }

  @Test
  void ftpBehindAddressTranslation() {
    ftp(1, OUTSIDE)
        .client(Bytes.ofText("PASV\r\n"))
        .server(Bytes.ofText("227 Entering Passive Mode (192,168,3,4,200,1)\r\n"))
        .clientCloses();
    scene.says(Detection.FTP_BOUNCE, "low 93.184.216.34 established");
  }

  @Test
  void tftp() {
    byte[] request = new Bytes().u16(1).add(Bytes.ofText("boot.cfg\0octet\0")).toArray();
    byte[] data = new Bytes().u16(3).u16(1).add(Bytes.ofText("timeout 3")).toArray();
    byte[] acknowledgment = new Bytes().u16(4).u16(1).toArray();
    scene.trace.udp(1, CLIENT, 50_100, SERVER, 69).client(request);
    scene.trace.udp(1.1, CLIENT, 50_100, SERVER, 40_123).server(data).client(acknowledgment);
    scene.says(Detection.TFTP_UNEXPECTED_SERVER);
    scene.group("tftp-servers", "10.1.0.99");
    Finding finding = scene.only(Detection.TFTP_UNEXPECTED_SERVER);
    assertEquals("medium 10.1.0.80 established", Scene.describe(finding));
    assertEquals(-1, finding.serverPort());
  }

  @Test
  void upnpEventsOfOldWindows() {
    byte[] get = Bytes.ofText("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    byte[] ok = Bytes.ofText("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    scene.open(1, CLIENT, OTHER_SERVER, 5000).client(get).server(ok).clientCloses();
    scene.says(Detection.SSDP_LEGACY_EVENT);
    byte[] notify = Bytes.ofText("NOTIFY /upnp HTTP/1.1\r\nHost: a\r\nNT: upnp:event\r\n\r\n");
    scene.open(2, CLIENT, SERVER, 5000).client(notify).server(ok).clientCloses();
    scene.says(Detection.SSDP_LEGACY_EVENT, "info 10.1.0.80 established");
  }

  @Test
  void clusterTrafficWithoutDtls() {
    byte[] dtls = new Bytes().u8(23).u16(0xfefd).u16(1).zeros(6).u16(20).zeros(20).toArray();
    scene.trace.udp(1, CLIENT, 3343, OTHER_SERVER, 3343).client(dtls).server(dtls);
    scene.says(Detection.CLUSTER_NOT_DTLS);
    scene.trace.udp(2, CLIENT, 3343, SERVER, 3343).client(Scene.HELLO).server(Scene.HELLO);
    scene.says(Detection.CLUSTER_NOT_DTLS, "low 10.1.0.80 established");
  }
}
