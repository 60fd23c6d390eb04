package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;

/** Tunnels in UDP. */
class UdpTunnelDecoderTest {
  private static final String SYN = "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0 in 0 ";
  private static final String SYN6 = "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0 in 0 ";
  private static final byte[] FRAME = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
  private static final byte[] FRAME6 = Packets.ethernet(EtherType.IPV6, IPV6_SYN);

  private int port;

  /** Decodes a payload sent to the port. */
  private Decoded sent(String header, byte[] payload) {
    return Decoded.of(
        LinkType.RAW,
        Packets.ipv4(IpProtocol.UDP, Packets.udp(50000, port, join(hex(header), payload))));
  }

  private String carrier(int payloadLength) {
    return "udp 192.0.2.1:50000 > 192.0.2.2:" + port + " payload " + payloadLength;
  }

  private void assertMismatch(String header, byte[] payload) {
    Decoded decoded = sent(header, payload).assertEvent(DecodeEvent.TUNNEL_MISMATCH);
    assertEquals(1, decoded.columns.size);
  }

  private void assertControl(String header, byte[] payload) {
    Decoded decoded = sent(header, payload);
    assertEquals(1, decoded.columns.size);
    assertEquals(0, decoded.counters.event(DecodeEvent.TUNNEL_MISMATCH));
  }

  @Test
  void vxlan() {
    for (int vxlanPort : new int[] {4789, 8472, 4790}) {
      port = vxlanPort;
      sent("08000000 001389 00", FRAME).assertRows(carrier(62), SYN + "vxlan:5001");
      sent("88000005 001389 00", FRAME6).assertRows(carrier(82), SYN6 + "vxlan:5001");
      sent("0c000001 001389 00", IPV4_SYN).assertRows(carrier(48), SYN + "vxlan:5001");
      sent("0c000002 001389 00", IPV6_SYN).assertRows(carrier(68), SYN6 + "vxlan:5001");
      sent("0c000003 001389 00", FRAME).assertRows(carrier(62), SYN + "vxlan:5001");
      sent("0c000004 001389 00 0002 02 01 00000102", IPV4_SYN)
          .assertRows(carrier(56), SYN + "vxlan:5001");
      assertMismatch("00000000 001389 00", FRAME);
      assertMismatch("08000000 001389 01", FRAME);
      assertMismatch("080000", new byte[0]);
    }
  }

  @Test
  void eitherPortMayBeTheTunnels() {
    byte[] payload = join(hex("08000000 001389 00"), FRAME);
    Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.UDP, Packets.udp(4789, 50000, payload)))
        .assertRows("udp 192.0.2.1:4789 > 192.0.2.2:50000 payload 62", SYN + "vxlan:5001");
  }

  @Test
  void vlansInsideAndOutside() {
    byte[] inner = Packets.ethernet(EtherType.VLAN, join(hex("0007 0800"), IPV4_SYN));
    byte[] udp = Packets.udp(50000, 4789, join(hex("08000000 001389 00"), inner));
    byte[] outer = join(hex("0005 0800"), Packets.ipv4(IpProtocol.UDP, udp));
    Decoded.ethernet(EtherType.VLAN, outer)
        .assertRows(
            "udp 192.0.2.1:50000 > 192.0.2.2:4789 payload 66 vlan 5",
            "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0 vlan 7 in 0 vxlan:5001");
    byte[] untagged = Packets.udp(50000, 4789, join(hex("08000000 001389 00"), FRAME));
    outer = join(hex("0005 0800"), Packets.ipv4(IpProtocol.UDP, untagged));
    Decoded.ethernet(EtherType.VLAN, outer)
        .assertRows("udp 192.0.2.1:50000 > 192.0.2.2:4789 payload 62 vlan 5", SYN + "vxlan:5001");
  }

  @Test
  void cutBySnapLength() {
    byte[] packet =
        Packets.ipv4(
            IpProtocol.UDP, Packets.udp(50000, 4789, join(hex("08000000 001389 00"), FRAME)));
    Decoded.of(LinkType.RAW, packet, 32, packet.length)
        .assertRows("udp 192.0.2.1:50000 > 192.0.2.2:4789 payload 62/4")
        .assertEvent(DecodeEvent.TUNNEL_HEADER_CUT);
    Decoded inner = Decoded.of(LinkType.RAW, packet, 40, packet.length);
    assertEquals(1, inner.counters.inner(DecodeOutcome.TRUNCATED_LINK));
  }

  @Test
  void geneve() {
    port = 6081;
    sent("0000 6558 000064 00", FRAME).assertRows(carrier(62), SYN + "geneve:100");
    sent("0200 86dd 000064 00 0102 80 01 00000000", IPV6_SYN)
        .assertRows(carrier(76), SYN6 + "geneve:100");
    assertMismatch("4000 6558 000064 00", FRAME);
    assertMismatch("0000 6558 000064 01", FRAME);
    assertMismatch("3f00 6558 000064 00", FRAME);
    Decoded arp = sent("0000 6558 000064 00", Packets.ethernet(EtherType.ARP, new byte[28]));
    assertEquals(1, arp.counters.inner(DecodeOutcome.ARP));
  }

  @Test
  void gtpu() {
    port = 2152;
    sent("30 ff 0028 00000009", IPV4_SYN).assertRows(carrier(48), SYN + "gtpu:9");
    sent("32 ff 002c 00000009 0001 00 00", IPV4_SYN).assertRows(carrier(52), SYN + "gtpu:9");
    sent("34 ff 0044 00000009 0000 00 85 01 0009 00", IPV6_SYN)
        .assertRows(carrier(76), SYN6 + "gtpu:9");
    sent("34 ff 0038 00000009 0000 00 85 01 0009 85 02 000000000000 00", IPV4_SYN)
        .assertRows(carrier(64), SYN + "gtpu:9");
    assertControl("32 01 0004 00000000 0001 00 00", new byte[0]);
    assertMismatch("30 ff 0029 00000009", IPV4_SYN);
    assertMismatch("50 ff 0028 00000009", IPV4_SYN);
    assertMismatch("34 ff 0030 00000009 0000 00 85 00 0009 00", IPV4_SYN);
    assertMismatch("34 ff 0030 00000009 0000 00 85 ff 0009 00", IPV4_SYN);
  }

  @Test
  void teredo() {
    port = 3544;
    sent("", IPV6_SYN).assertRows(carrier(60), SYN6 + "teredo");
    sent("0000 1234 3fffffff", IPV6_SYN).assertRows(carrier(68), SYN6 + "teredo");
    String authentication = "0001 02 03 aabb ccddee 0011223344556677 00";
    sent(authentication, IPV6_SYN).assertRows(carrier(78), SYN6 + "teredo");
    sent(authentication + "0000 1234 3fffffff", IPV6_SYN).assertRows(carrier(86), SYN6 + "teredo");
    byte[] tooLong = IPV6_SYN.clone();
    tooLong[5]++;
    assertMismatch("", tooLong);
    assertMismatch("", new byte[60]);
    assertMismatch("", hex("00"));
  }

  @Test
  void l2tp() {
    port = 1701;
    sent("0002 0003 0004 ff03 0021", IPV4_SYN)
        .assertRows(carrier(50), SYN + "l2tp:" + (3 << 16 | 4));
    sent("4a02 0036 0003 0004 0001 0001 0002 0000 0057", IPV6_SYN)
        .assertRows(carrier(78), SYN6 + "l2tp:" + (3 << 16 | 4));
    assertControl("c802 000c 0000 0000 0000 0000", new byte[0]);
    assertMismatch("0003 0003 0004 ff03 0021", IPV4_SYN);
    assertMismatch("0202 0003 0004 ffff", IPV4_SYN);
  }

  @Test
  void ayiya() {
    port = 5072;
    String identity = "00".repeat(16) + "00".repeat(20);
    sent("41 52 11 29 00000001" + identity, IPV6_SYN).assertRows(carrier(104), SYN6 + "ayiya");
    assertControl("41 52 10 3b 00000001" + identity, new byte[0]);
    assertMismatch("41 52 11 06 00000001" + identity, IPV6_SYN);
    assertMismatch("f1 52 11 29 00000001" + identity, IPV6_SYN);
  }

  @Test
  void lisp() {
    port = 4341;
    sent("c0 000001 00000001", IPV4_SYN).assertRows(carrier(48), SYN + "lisp");
    sent("c8 000001 00000701", IPV6_SYN).assertRows(carrier(68), SYN6 + "lisp:7");
    assertMismatch("c0 000001 00000001", new byte[40]);
    port = 4342;
    sent("80000000", IPV4_SYN).assertRows(carrier(44), SYN + "lisp");
    assertControl("10000001", IPV4_SYN);
  }

  @Test
  void capwap() {
    port = 5247;
    String wlan = "020000000001 020000000002 020000000003 1000 aaaa03 000000 0800";
    sent("00 100300 0000 0000 0801 0000" + wlan, IPV4_SYN).assertRows(carrier(80), SYN + "capwap");
    String exchanged = "020000000001 020000000002 020000000003 0010 aaaa03 000000 0800";
    sent("00 100300 0000 0000 0108 0000" + exchanged, IPV4_SYN)
        .assertRows(carrier(80), SYN + "capwap");
    sent("00 100200 0000 0000", FRAME).assertRows(carrier(62), SYN + "capwap");
    assertControl("00 100308 0000 0000", new byte[20]);
    assertControl("00 100380 0000 0008", new byte[20]);
    assertMismatch("01 000000 16fefd", new byte[20]);
    assertMismatch("00 080300 0000 0000", new byte[20]);
    Decoded other = sent("00 100700 0000 0000", new byte[20]);
    assertEquals("capwap-binding 0x3", other.counters.innerProtocols().list().get(0).label());
  }

  @Test
  void mplsInUdp() {
    port = 6635;
    sent("00010 1ff", IPV4_SYN).assertRows(carrier(44), SYN + "mpls:16");
  }

  @Test
  void tzsp() {
    port = 37008;
    sent("01 00 0001 01", FRAME).assertRows(carrier(59), SYN + "tzsp");
    sent("01 01 0001 0a 01 c8 00 01", FRAME6).assertRows(carrier(83), SYN6 + "tzsp");
    String wlan = "0801 0000 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800";
    sent("01 00 0012 01" + wlan, IPV4_SYN).assertRows(carrier(77), SYN + "tzsp");
    Decoded other = sent("01 00 0077 01", FRAME);
    assertEquals("tzsp 0x77", other.counters.innerProtocols().list().get(0).label());
    assertMismatch("02 00 0001 01", FRAME);
    assertMismatch("01 00 0001 0a ff 00", new byte[0]);
    assertMismatch("01 00 0001" + "00".repeat(100), new byte[0]);
  }

  @Test
  void anEmptyDatagramIsNoTunnel() {
    for (int tunnelPort :
        new int[] {1701, 2152, 3544, 4341, 4342, 4789, 4790, 5072, 5247, 6081, 6635, 8472, 37008}) {
      port = tunnelPort;
      assertControl("", new byte[0]);
    }
  }
}
