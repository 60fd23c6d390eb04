package org.tidewaiter.payload.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.payload.observation.Messages.TCP;
import static org.tidewaiter.payload.observation.Messages.UDP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.payload.PayloadProtocol;

class ObservationReaderTest {
  @Test
  void readsWhatADhcpServerHandsOut() {
    DhcpReply reply =
        Messages.one(
            PayloadProtocol.DHCP,
            UDP,
            "02 01 06 00 01020304 0000 0000 00*4 c0000264 c0000203 00*4 aabbccddeeff 00*10 00*192 "
                + "63825363 350102 3604c0000201 0304c00002fe 0608c0000202c0000203 00 ff");
    assertEquals(2, reply.messageType());
    assertEquals(0x01020304, reply.transactionId());
    assertEquals(0xaabbccddeeffL, reply.clientMac());
    assertEquals(0xc0000264, reply.offeredAddress());
    assertEquals(0xc0000203, reply.nextServer());
    assertEquals(0, reply.relayAddress());
    assertEquals(0xc0000201, reply.serverId());
    assertEquals(List.of(0xc00002fe), reply.routers());
    assertEquals(List.of(0xc0000202, 0xc0000203), reply.dnsServers());
  }

  @Test
  void readsADhcpv6Advertisement() {
    Dhcpv6Reply reply =
        Messages.one(PayloadProtocol.DHCPV6, UDP, "02 010203 0001 0002 1111 0002 0004 000300ff");
    assertEquals(2, reply.messageType());
    assertEquals(0x010203, reply.transactionId());
    assertEquals("000300ff", reply.serverDuid());
  }

  @Test
  void readsFileRequestsEscaped() {
    TftpRequest request = Messages.one(PayloadProtocol.TFTP, UDP, "0002 'a'0a'=cmd' 00 'octet' 00");
    assertTrue(request.write());
    assertEquals("a\\x0a=cmd", request.fileName());
    assertEquals(List.of(), Messages.read(PayloadProtocol.TFTP, UDP, "0003 0001 'data'"));
  }

  @Test
  void readsTheClientHello() {
    TlsHello hello =
        Messages.one(
            PayloadProtocol.TLS,
            TCP,
            "1603010068 01000064 0303 11*32 00 0002 1301 01 00 0039"
                + "0000 0010 000e 00 000b 'Example.org'"
                + "0010 000e 000c 02 'h2' 08 'http/1.1'"
                + "002b 0007 06 7a7a 0304 0303"
                + "ff01 0004 00*4");
    assertEquals("example.org", hello.serverName());
    assertEquals(List.of("h2", "http/1.1"), hello.applicationProtocols());
    assertEquals(0x0304, hello.version());
  }

  @Test
  void readsWebRequests() {
    HttpRequest request =
        Messages.one(
            PayloadProtocol.WINRM,
            TCP,
            "'POST /wsman?x HTTP/1.1\\r\\nContent-Length: 0\\r\\nhost: server:5985\\r\\n\\r\\n'");
    assertEquals("POST", request.method());
    assertEquals("/wsman?x", request.target());
    assertEquals("server:5985", request.host());
    assertEquals(
        List.of(), Messages.read(PayloadProtocol.HTTP, TCP, "'HTTP/1.1 200 OK\\r\\n\\r\\n'"));
  }

  @Test
  void readsDiscovery() {
    SsdpMessage notify =
        Messages.one(
            PayloadProtocol.SSDP,
            UDP,
            "'NOTIFY * HTTP/1.1\\r\\nNT: upnp:rootdevice\\r\\nUSN: uuid:1::upnp\\r\\n\\r\\n'");
    assertEquals("NOTIFY", notify.method());
    assertEquals("upnp:rootdevice", notify.searchTarget());
    assertEquals("uuid:1::upnp", notify.uniqueName());
    SsdpMessage answer =
        Messages.one(
            PayloadProtocol.SSDP,
            UDP,
            "'HTTP/1.1 200 OK\\r\\nUSN: u\\r\\nST: ssdp:all\\r\\n\\r\\n'");
    assertEquals("200", answer.method());
    assertEquals("ssdp:all", answer.searchTarget());
    assertEquals("u", answer.uniqueName());
  }

  @Test
  void readsDialects() {
    SmbDialect chosen =
        Messages.one(
            PayloadProtocol.SMB2,
            TCP,
            "00000044 fe'SMB' 4000 0000 00000000 0000 0100 01000000 00*44 4100 0100 1103 0000");
    assertEquals("SMB 3.1.1", chosen.dialect());
    SmbDialect old =
        Messages.one(
            PayloadProtocol.SMB1, TCP, "00000023 ff'SMB' 72 00000000 98 53c8 00*22 00 0000");
    assertEquals("SMB 1", old.dialect());
    assertTrue(old.fromServer());
  }

  @Test
  void readsDirectoryAnswers() {
    LdapResponse bind =
        Messages.one(PayloadProtocol.LDAP, TCP, "300c 020101 6107 0a0131 0400 0400");
    assertEquals(1, bind.operation());
    assertEquals(49, bind.resultCode());
    assertEquals(
        List.of(), Messages.read(PayloadProtocol.LDAP, TCP, "300c 020101 6007 020103 0400 8000"));
  }

  @Test
  void readsKdcAnswers() {
    KerberosReply ticket =
        Messages.one(
            PayloadProtocol.KERBEROS, TCP, "0000000e 6b 0c 30 0a a0 03 020105 a1 03 02010b");
    assertEquals(11, ticket.messageType());
    assertEquals(-1, ticket.errorCode());
    KerberosReply error =
        Messages.one(
            PayloadProtocol.KERBEROS, UDP, "7e 11 30 0f a0 03 020105 a1 03 02011e a6 03 020119");
    assertEquals(30, error.messageType());
    assertEquals(25, error.errorCode());
  }

  @Test
  void readsSnmpWithoutTheCommunity() {
    SnmpVersion version =
        Messages.one(
            PayloadProtocol.SNMP, UDP, "3018 020101 0406 'secret' a00b 020101 020100 020100 3000");
    assertEquals(new SnmpVersion(Messages.ENVELOPE, 1, 0xa0), version);
  }

  @Test
  void readsBannersBoundedAndEscaped() {
    Banner banner =
        Messages.one(PayloadProtocol.SMTP, TCP, "'220 host'07' ready\\r\\n250 next\\r\\n'");
    assertEquals("220 host\\x07 ready", banner.text());
    Banner long_ = Messages.one(PayloadProtocol.SSH, TCP, "'SSH-2.0-' 41*5000");
    assertTrue(long_.text().length() <= ObservationText.MAX_LENGTH);
  }

  @Test
  void readsAddressesAsTextWithoutAskingAnyone() {
    assertEquals(0xffff_0102_0304L, AddressText.parse("1.2.3.4")[1]);
    assertEquals(0x20010db8_00000000L, AddressText.parse("2001:db8::1")[0]);
    assertEquals(1, AddressText.parse("2001:db8::1")[1]);
    assertEquals(0xffff_c000_0201L, AddressText.parse("::ffff:192.0.2.1")[1]);
    assertEquals(0x0001_0002_0003_0004L, AddressText.parse("1:2:3:4:5:6:7:8")[0]);
    assertEquals(0, AddressText.parse("::")[1]);
    for (String broken :
        List.of(
            "",
            "1.2.3",
            "1.2.3.256",
            "host",
            "1:2",
            ":::",
            "1::2::3",
            "1:2:3:4:5:6:7:8:9",
            "12345::",
            "g::",
            "1:",
            "1.2.3.4.5",
            "1..2.3")) {
      assertNull(AddressText.parse(broken), broken);
    }
  }
}
