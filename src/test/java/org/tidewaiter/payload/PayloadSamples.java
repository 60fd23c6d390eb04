package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.*;
import static org.tidewaiter.payload.PayloadRecognizer.CLIENT_SPOKE;
import static org.tidewaiter.payload.PayloadRecognizer.ROLE_UNKNOWN;
import static org.tidewaiter.payload.PayloadRecognizer.SERVER_SPOKE;
import static org.tidewaiter.payload.PayloadSample.TCP;
import static org.tidewaiter.payload.PayloadSample.UDP;

import java.util.ArrayList;
import java.util.List;

/** First payloads of every protocol, from both sides where both say who they are. */
final class PayloadSamples {
  private static final String KMS_UUID = "7521c851 4e84 5047 b0d8 ec255555bc06";
  private static final String NDR_UUID = "045d888a eb1c c911 9fe8 08002b104860";

  /** WORKGROUP, padded with blanks, as NetBIOS encodes names. */
  private static final String NETBIOS_NAME = "20 'FHEPFCELEHFCEPFFFACACACACACACABN'";

  private static final List<PayloadSample> ALL = new ArrayList<>();

  private PayloadSamples() {}

  static List<PayloadSample> all() {
    if (ALL.isEmpty()) {
      remoteProcedures();
      web();
      names();
      windows();
      directory();
      mail();
      files();
      administration();
      voice();
      databases();
      messaging();
      remoteScreens();
      tunnels();
    }
    return ALL;
  }

  private static void remoteProcedures() {
    client(
        DCERPC,
        TCP,
        "05000b03 10000000 4800 0000 01000000 d016 d016 00000000 01000000 0000 01 00"
            + KMS_UUID
            + "0100 0000"
            + NDR_UUID
            + "02000000");
    server(
        DCERPC,
        TCP,
        "05000c03 10000000 3c00 0000 01000000 d016 d016 44332211 0500 '1688' 00 00"
            + "01000000 0000 0000"
            + NDR_UUID
            + "02000000");
    // Big endian, and a fault.
    client(DCERPC, TCP, "05000003 00000000 001c 0000 00000001 00000004 0000 0007 01020304");
    server(DCERPC, TCP, "05000303 10000000 2000 0000 01000000 00000000 0000 00 00 05000000 00*4");
    server(DCERPC, TCP, "'ncacn_http/1.0'");
    client(
        DCERPC,
        UDP,
        "04002000 100000 00 00*16 01*16 02*16 00000000 01000000 00*4 0000 ffff ffff 0400 0000 00 00 01020304");
    server(
        DCERPC,
        UDP,
        "04022000 100000 00 00*16 01*16 02*16 00000000 01000000 00*4 0000 ffff ffff 0400 0000 00 00 01020304");
  }

  private static void web() {
    client(TLS, TCP, "160301002f 0100002b 0303 11*32 00 0002 1301 01 00 0000");
    server(TLS, TCP, "1603030030 0200002c 0303 22*32 00 1301 00 0004 ff01 0000");
    either(TLS, TCP, "1703030010 5a*16");
    either(TLS, TCP, "1503030002 0228");
    client(TLS, TCP, "8028 01 0301 000f 0000 0010 000004 000005 00000a 010080 030080 33*16");
    client(
        DTLS,
        UDP,
        "16feff 0000 000000000000 0030 01000024 0000 000000000024 fefd 11*32 00 00 0000");
    server(DTLS, UDP, "16feff 0000 000000000000 001b 03000003 0000 000000000003 feff 00 00*12");
    either(DTLS, UDP, "17fefd 0001 000000000001 0010 77*16");
    either(QUIC, UDP, "c3 00000001 08 0102030405060708 00 00 4482 55*1200");
    either(QUIC, UDP, "d3 6b3343cf 08 0102030405060708 04 01020304 00 4482 55*1200");
    server(QUIC, UDP, "80 00000000 00 08 0102030405060708 00000001 6b3343cf");
    server(QUIC, UDP, "f0 00000001 00 08 0102030405060708 66*40");
    client(QUIC, UDP, "0d 0102030405060708 'Q043' 01 00*20 'CHLO' 11*60");
    client(HTTP, TCP, "'GET / HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n'");
    client(HTTP, TCP, "'OPTIONS * HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n'");
    client(HTTP, TCP, "'NOTIFY /upnp/event HTTP/1.1\\r\\nHOST: 192.0.2.1:5000\\r\\n\\r\\n'");
    client(HTTP, TCP, "'GET /old.html\\r\\n'");
    client(HTTP, TCP, "'POST /a/very/long/path/that/goes/on/in/the/next/segm'");
    server(HTTP, TCP, "'HTTP/1.1 200 OK\\r\\nServer: x\\r\\n\\r\\n'");
    client(WINRM, TCP, "'POST /wsman HTTP/1.1\\r\\nHost: host:5985\\r\\n\\r\\n'");
    client(HTTP2, TCP, "'PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n'");
    server(HTTP2, TCP, "00000c 04 00 00000000 0003 00000064 0004 0000ffff");
    client(
        SSDP,
        UDP,
        "'M-SEARCH * HTTP/1.1\\r\\nHOST: 239.255.255.250:1900\\r\\nST: ssdp:all\\r\\n\\r\\n'");
    client(SSDP, UDP, "'NOTIFY * HTTP/1.1\\r\\nNT: upnp:rootdevice\\r\\n\\r\\n'");
    server(SSDP, UDP, "'HTTP/1.1 200 OK\\r\\nST: upnp:rootdevice\\r\\n\\r\\n'");
  }

  private static void names() {
    client(DNS, UDP, "1234 0100 0001 0000 0000 0000 07'example'03'org'00 0001 0001");
    server(
        DNS,
        UDP,
        "1234 8180 0001 0001 0000 0000 07'example'03'org'00 0001 0001 c00c 0001 0001 0000003c 0004 c0000201");
    client(DNS, TCP, "001d 1234 0100 0001 0000 0000 0000 07'example'03'org'00 0001 0001");
    server(DNS, TCP, "001d 1234 8183 0001 0000 0000 0000 07'example'03'org'00 0001 0001");
    // A dynamic update, a multicast announcement without a question, a root query.
    client(
        DNS,
        UDP,
        "4321 2800 0001 0000 0001 0000 04'corp'04'test'00 0006 0001 c00c 0001 0001 0000003c 0004 c0000201");
    server(
        DNS,
        UDP,
        "0000 8400 0000 0001 0000 0000 04'host'05'local'00 0001 8001 00000078 0004 c0000201");
    client(DNS, UDP, "8001 0120 0001 0000 0000 0000 00 0002 0001");
    client(NBNS, UDP, "1234 0110 0001 0000 0000 0000" + NETBIOS_NAME + "00 0020 0001");
    server(
        NBNS,
        UDP,
        "1234 8500 0000 0001 0000 0000"
            + NETBIOS_NAME
            + "00 0020 0001 00000000 0006 0000 c0000201");
    either(
        NBDGM,
        UDP,
        "11 02 1234 c0000201 008a 0050 0000"
            + NETBIOS_NAME
            + "00"
            + NETBIOS_NAME
            + "00 ff'SMB' 00*8");
    client(
        DHCP, UDP, "01 01 06 00 01020304 00*20 aabbccddeeff 00*10 00*192 63825363 350101 ff 00*40");
    server(
        DHCP, UDP, "02 01 06 00 01020304 00*20 aabbccddeeff 00*10 00*192 63825363 350102 ff 00*40");
    client(DHCP, UDP, "01 01 06 00 01020304 00*20 aabbccddeeff 00*10 00*192 00*64");
    client(DHCPV6, UDP, "01 010203 0001 000a 00030001 aabbccddeeff 0008 0002 0000");
    server(
        DHCPV6, UDP, "02 010203 0001 000a 00030001 aabbccddeeff 0002 000a 00030001 112233445566");
    client(DHCPV6, UDP, "0c 00 20*16 fe*16 0009 0004 01020304");
    client(NTP, UDP, "23 00 06 ec 00*36 e1234567 89abcdef");
    server(
        NTP,
        UDP,
        "24 02 06 ec 00000123 00000456 c0000201 e1234567 00000000 11223344 55667788 e1234568 00000000 e1234568 00000001");
    client(NTP, UDP, "16 02 0001 0000 0000 0000 0000");
    client(NTP, UDP, "17 00 03 2a 0000 0000");
  }

  private static void windows() {
    client(SMB1, TCP, "00000023 ff'SMB' 72 00000000 18 53c8 00*12 ffff fffe 0000 0000 00 0000");
    server(SMB1, TCP, "00000023 ff'SMB' 72 00000000 98 53c8 00*12 ffff fffe 0000 0000 00 0000");
    client(SMB2, TCP, "00000044 fe'SMB' 4000 0000 00000000 0000 0000 00000000 00*44 24000000");
    server(SMB2, TCP, "00000044 fe'SMB' 4000 0000 00000000 0000 0100 01000000 00*44 41000000");
    either(SMB2, TCP, "00000034 fd'SMB' 44*48");
    client(NETBIOS_SESSION, TCP, "81000044" + NETBIOS_NAME + "00" + NETBIOS_NAME + "00");
    server(NETBIOS_SESSION, TCP, "82000000");
    server(NETBIOS_SESSION, TCP, "8300000182");
    client(RDP, TCP, "03000013 0e e0 0000 0000 00 01 00 0800 03000000");
    client(RDP, TCP, "03000028 23 e0 0000 0000 00 'Cookie: mstshash=someone' 0d0a 'xyz'");
    server(RDP, TCP, "03000013 0e d0 0000 1234 00 02 1f 0800 02000000");
    client(RDP, UDP, "ffffffff 0040 1001 12345678 04d0 04d0 00*1216");
    server(RDP, UDP, "12345678 0040 0005 87654321 04d0 04d0 00*1216");
  }

  private static void directory() {
    client(
        KERBEROS, UDP, "6a 16 30 14 a1 03 02 01 05 a2 03 02 01 0a a3 08 30 06 30 04 a1 02 02 00");
    server(KERBEROS, UDP, "7e 16 30 14 a0 03 02 01 05 a1 03 02 01 1e a4 08 18 06 'times0'");
    client(
        KERBEROS,
        TCP,
        "00000018 6a 16 30 14 a1 03 02 01 05 a2 03 02 01 0a a3 08 30 06 30 04 a1 02 02 00");
    server(
        KERBEROS, TCP, "00000018 6b 16 30 14 a0 03 02 01 05 a1 03 02 01 0b a3 08 1b 06 'REALM0'");
    client(KERBEROS, UDP, "0016 0001 000c 6e 0a 30 08 a0 03 02 01 05 a1 01 00 7500 0000");
    client(LDAP, TCP, "300c 020101 6007 020103 0400 8000");
    server(LDAP, TCP, "300c 020101 6107 0a0100 0400 0400");
    client(
        LDAP,
        TCP,
        "3084 00000025 020102 6384 0000001c 0400 0a0100 0a0100 020100 020100 010100 870b 'objectClass'");
    server(LDAP, TCP, "3084 00000010 020102 6584 00000007 0a0100 0400 0400");
    client(LDAP, TCP, "3005 020103 4200");
    client(
        CLDAP,
        UDP,
        "3025 020101 6320 0400 0a0100 0a0100 020100 020100 010100 870b 'objectClass' 3000");
    server(CLDAP, UDP, "300c 020101 6507 0a0100 0400 0400");
  }

  private static void mail() {
    client(SMTP, TCP, "'EHLO client.example\\r\\n'");
    server(SMTP, TCP, "'220 mail.example ESMTP ready\\r\\n'");
    server(POP3, TCP, "'+OK POP3 server ready\\r\\n'");
    client(POP3, TCP, "'CAPA\\r\\n'");
    server(IMAP, TCP, "'* OK [CAPABILITY IMAP4rev1] ready\\r\\n'");
    client(IMAP, TCP, "'a1 LOGIN someone secret\\r\\n'");
    client(IMAP, TCP, "'0001 CAPABILITY\\r\\n'");
  }

  private static void files() {
    server(FTP, TCP, "'220 files.example FTP server ready\\r\\n'");
    client(FTP, TCP, "'FEAT\\r\\n'");
    client(TFTP, UDP, "0001 'boot/pxe.0' 00 'octet' 00 'tsize' 00 '0' 00");
    client(TFTP, UDP, "0002 'running-config' 00 'netascii' 00");
    either(TFTP, UDP, "0003 0001 5a*512");
    either(TFTP, UDP, "0004 0001");
    either(TFTP, UDP, "0005 0001 'File not found' 00");
    server(TFTP, UDP, "0006 'tsize' 00 '12345' 00");
    either(BITTORRENT, TCP, "13 'BitTorrent protocol' 00*8 11*20 '-XX0001-abcdefghijkl'");
    either(BITTORRENT, UDP, "'d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe'");
    client(BITTORRENT, UDP, "0000041727101980 00000000 12345678");
    client(BITTORRENT, UDP, "41 00 1234 87654321 00000000 00100000 0001 0000");
    either(BITTORRENT, UDP, "'BT-SEARCH * HTTP/1.1\\r\\nHost: 239.192.152.143:6771\\r\\n\\r\\n'");
  }

  private static void administration() {
    either(SSH, TCP, "'SSH-2.0-OpenSSH_9.6\\r\\n'");
    either(TELNET, TCP, "fffd18 fffd20 fffd23 fffd27");
    client(SNMP, UDP, "3018 020101 0406 'public' a00b 020101 020100 020100 3000");
    server(SNMP, UDP, "3018 020100 0406 'public' a20b 020101 020100 020100 3000");
    either(
        SNMP,
        UDP,
        "3020 020103 300e 020101 020203e8 040104 020103 0410 300e 0400 020100 020100 0400 0400 0400");
    client(SYSLOG, UDP, "'<34>Oct 11 22:14:15 host su: failed'");
    client(RADIUS, UDP, "01 05 0026 11*16 01 06 'name' 04 06 c0000201 05 06 00000001");
    server(RADIUS, UDP, "02 05 0014 22*16");
    server(RADIUS, UDP, "0b 05 001a 22*16 18 06 'abcd'");
  }

  private static void voice() {
    client(SIP, UDP, "'INVITE sip:bob@example.org SIP/2.0\\r\\nVia: SIP/2.0/UDP pc\\r\\n\\r\\n'");
    server(SIP, UDP, "'SIP/2.0 100 Trying\\r\\n\\r\\n'");
    client(SIP, TCP, "'REGISTER sip:example.org SIP/2.0\\r\\n\\r\\n'");
    client(RTSP, TCP, "'OPTIONS rtsp://camera.example/ RTSP/1.0\\r\\nCSeq: 1\\r\\n\\r\\n'");
    server(RTSP, TCP, "'RTSP/1.0 200 OK\\r\\nCSeq: 1\\r\\n\\r\\n'");
    either(RTP, UDP, "80 00 0001 000000a0 12345678 d5*160");
    either(RTP, UDP, "80 92 0001 00000050 12345678 d5*20");
    either(RTCP, UDP, "80 c9 0001 12345678 81 ca 0003 12345678 0104 'host' 0000");
    client(STUN, UDP, "0001 0000 2112a442 11*12");
    server(STUN, UDP, "0101 000c 2112a442 11*12 0020 0008 0001 1234 e1baa543");
    client(STUN, UDP, "0001 0000 22*16");
    client(STUN, TCP, "0001 0000 2112a442 11*12");
    client(STUN, TCP, "0014 0001 0000 2112a442 11*12");
  }

  private static void databases() {
    client(TDS, TCP, "12 01 0020 0000 00 00 00 000b 0006 01 0011 0001 ff 0a000000 0000 00 00*6");
    server(TDS, TCP, "04 01 0020 0000 01 00 00 000b 0006 01 0011 0001 ff 0a000000 0000 00 00*6");
    client(TDS, TCP, "10 01 002c 0000 01 00 24000000 04000074 00100000 00*24");
    server(SSRP, UDP, "05 1f00 'ServerName;SQL;InstanceName;X;;'");
    server(MYSQL, TCP, "28000000 0a '8.0.36' 00 01000000 11*8 00 ffff 21 0200 0000 15 00*7 00*4");
    client(MYSQL, TCP, "28000001 05a63f01 00000001 21 00*23 'user' 00 00*3");
    server(MYSQL, TCP, "17000000 ff 6a04 'Host is not allowed.'");
    client(POSTGRESQL, TCP, "00000017 00030000 'user' 00 'someone' 00 00 00");
    client(POSTGRESQL, TCP, "00000008 04d2162f");
    server(POSTGRESQL, TCP, "'R' 00000008 00000003");
    server(POSTGRESQL, TCP, "'E' 00000014 'SFATAL' 00 'C28000' 00 00");
    either(REDIS, TCP, "'*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nk\\r\\n'");
    server(REDIS, TCP, "'+PONG\\r\\n'");
    client(MONGODB, TCP, "28000000 01000000 00000000 d4070000 00000000 'admin.$cmd' 00 00*5");
    client(MONGODB, TCP, "1a000000 02000000 00000000 dd070000 00000000 00 05000000 00");
    server(
        MONGODB,
        TCP,
        "29000000 05000000 01000000 01000000 08000000 00*8 00000000 01000000 05000000 00");
    client(MEMCACHED, TCP, "'get somekey\\r\\n'");
    server(MEMCACHED, TCP, "'VALUE somekey 0 5\\r\\nhello\\r\\nEND\\r\\n'");
    client(MEMCACHED, TCP, "80 00 0003 00 00 0000 00000003 00000000 00*8 'key'");
    server(MEMCACHED, TCP, "81 00 0000 04 00 0000 00000009 00000000 00*8 00000000 'hello'");
    client(MEMCACHED, UDP, "1234 0000 0001 0000 'stats\\r\\n'");
  }

  private static void messaging() {
    client(MQTT, TCP, "10 10 0004 'MQTT' 04 02 003c 0004 'abcd'");
    server(MQTT, TCP, "20 02 00 00");
    client(AMQP, TCP, "'AMQP' 00 00 09 01");
    either(AMQP, TCP, "'AMQP' 03 01 00 00");
    server(AMQP, TCP, "01 0000 0000000e 000a 000a 00 09 00000000 00000000 ce");
    either(AMQP, TCP, "01 0001 00000005 0014 000a 00 ce");
    client(IRC, TCP, "'NICK someone\\r\\nUSER a 0 * :Some One\\r\\n'");
    server(IRC, TCP, "':irc.example NOTICE * :*** Looking up your hostname\\r\\n'");
  }

  private static void remoteScreens() {
    either(VNC, TCP, "'RFB 003.008' 0a");
  }

  private static void tunnels() {
    client(OPENVPN, UDP, "38 0102030405060708 00 00000000");
    server(OPENVPN, UDP, "40 0102030405060708 01 00000000 1112131415161718 00000000");
    client(OPENVPN, UDP, "38 0102030405060708 33*20 00000001 65000000 00 00000000");
    client(OPENVPN, TCP, "000e 38 0102030405060708 00 00000000");
    client(WIREGUARD, UDP, "01000000 11*144");
    server(WIREGUARD, UDP, "02000000 11*88");
    either(WIREGUARD, UDP, "04000000 12345678 0500000000000000 11*32");
    client(ISAKMP, UDP, "0102030405060708 00*8 21 20 22 08 00000000 00000024 22000008 00*4");
    server(
        ISAKMP,
        UDP,
        "0102030405060708 1112131415161718 21 20 22 20 00000000 00000024 22000008 00*4");
    client(ISAKMP, UDP, "0102030405060708 00*8 01 10 02 00 00000000 00000024 00000008 00*4");
    client(
        ISAKMP, UDP, "00000000 0102030405060708 00*8 21 20 22 08 00000000 00000024 22000008 00*4");
    client(L2TP, UDP, "c802 0014 0000 0000 0000 0000 8008 0000 0000 0001");
    server(L2TP, UDP, "c802 0014 0001 0000 0000 0001 8008 0000 0000 0002");
    client(PPTP, TCP, "009c 0001 1a2b3c4d 0001 0000 0100 0000 00000001 00000001 0000 0000 00*128");
    server(PPTP, TCP, "009c 0001 1a2b3c4d 0002 0000 0100 01 00 00000001 00000001 0000 0000 00*128");
  }

  private static void client(PayloadProtocol protocol, int transport, String literal) {
    ALL.add(new PayloadSample(protocol, transport, CLIENT_SPOKE, Literal.bytes(literal)));
  }

  private static void server(PayloadProtocol protocol, int transport, String literal) {
    ALL.add(new PayloadSample(protocol, transport, SERVER_SPOKE, Literal.bytes(literal)));
  }

  private static void either(PayloadProtocol protocol, int transport, String literal) {
    ALL.add(new PayloadSample(protocol, transport, ROLE_UNKNOWN, Literal.bytes(literal)));
  }
}
