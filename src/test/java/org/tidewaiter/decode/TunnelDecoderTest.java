package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tunnels that are IP protocols. */
class TunnelDecoderTest {
  private static final String SYN = "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0 in 0 ";
  private static final String SYN6 = "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0 in 0 ";
  private static final byte[] FRAME = Packets.ethernet(EtherType.IPV4, IPV4_SYN);

  private static Decoded ipv4(int protocol, byte[]... parts) {
    return Decoded.of(LinkType.RAW, Packets.ipv4(protocol, join(parts)));
  }

  private static Decoded ipv6(int protocol, byte[]... parts) {
    return Decoded.of(LinkType.RAW, Packets.ipv6(protocol, join(parts)));
  }

  private static Decoded gre(String header, byte[] payload) {
    return ipv4(IpProtocol.GRE, hex(header), payload);
  }

  private static String carrier(int payloadLength) {
    return "gre 192.0.2.1 > 192.0.2.2 payload " + payloadLength;
  }

  @Test
  void ipInIp() {
    ipv4(IpProtocol.IPV4, IPV4_SYN)
        .assertRows("ipv4 192.0.2.1 > 192.0.2.2 payload 40", SYN + "ipip");
    ipv4(IpProtocol.IPV6, IPV6_SYN)
        .assertRows("ipv6 192.0.2.1 > 192.0.2.2 payload 60", SYN6 + "6in4");
    ipv6(IpProtocol.IPV4, IPV4_SYN)
        .assertRows("ipv4 [2001:db8::1] > [2001:db8::2] payload 40", SYN + "4in6");
    ipv6(IpProtocol.IPV6, IPV6_SYN)
        .assertRows("ipv6 [2001:db8::1] > [2001:db8::2] payload 60", SYN6 + "6in6");
  }

  @Test
  void whatIsInATunnelHasItsOwnOutcome() {
    Decoded malformed = ipv4(IpProtocol.IPV4, IPV6_SYN);
    malformed.assertRows("ipv4 192.0.2.1 > 192.0.2.2 payload 60");
    assertEquals(1, malformed.counters.inner(DecodeOutcome.MALFORMED_VERSION));
    assertEquals(1, malformed.counters.tunnel(Tunnel.IP4_IN_IP4));
    byte[] packet = Packets.ipv4(IpProtocol.IPV4, IPV4_SYN);
    Decoded cut = Decoded.of(LinkType.RAW, packet, 42, packet.length);
    cut.assertRows("ipv4 192.0.2.1 > 192.0.2.2 payload 40/22");
    assertEquals(1, cut.counters.inner(DecodeOutcome.TRUNCATED_TRANSPORT));
  }

  @Test
  void etherIpAndMplsInIp() {
    ipv4(IpProtocol.ETHERIP, hex("3000"), FRAME)
        .assertRows("etherip 192.0.2.1 > 192.0.2.2 payload 56", SYN + "etherip");
    ipv4(IpProtocol.ETHERIP, hex("4000"), FRAME)
        .assertRows("etherip 192.0.2.1 > 192.0.2.2 payload 56")
        .assertEvent(DecodeEvent.TUNNEL_MISMATCH);
    ipv4(IpProtocol.MPLS, hex("00010 1ff"), IPV4_SYN)
        .assertRows("mpls-in-ip 192.0.2.1 > 192.0.2.2 payload 44", SYN + "mpls:16");
  }

  @Test
  void greWithItsOptionalFields() {
    gre("0000 0800", IPV4_SYN).assertRows(carrier(44), SYN + "gre");
    gre("8000 86dd abcd0000", IPV6_SYN).assertRows(carrier(68), SYN6 + "gre");
    gre("2000 0800 00000007", IPV4_SYN).assertRows(carrier(48), SYN + "gre:7");
    gre("1000 0800 00000001", IPV4_SYN).assertRows(carrier(48), SYN + "gre");
    gre("b000 0800 abcd0000 00000007 00000001", IPV4_SYN).assertRows(carrier(56), SYN + "gre:7");
    gre("4000 0800 00000000 0800 00 04 c0000203 0000 00 00", IPV4_SYN)
        .assertRows(carrier(60), SYN + "gre");
    gre("0000 6558", FRAME).assertRows(carrier(58), SYN + "gre");
    gre("0000 8847 00010 1ff", IPV4_SYN).assertRows(carrier(48), SYN + "gre");
    byte[] vlan = Packets.ethernet(EtherType.VLAN, join(hex("0005 0800"), IPV4_SYN));
    gre("0000 6558", vlan)
        .assertRows(carrier(62), "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0 vlan 5 in 0 gre");
  }

  @Test
  void otherGre() {
    gre("0000 0000", new byte[0]).assertRows(carrier(4)); // a keepalive
    Decoded nhrp = gre("0000 2001", new byte[8]);
    nhrp.assertRows(carrier(12));
    assertEquals("ethertype 0x2001", nhrp.counters.innerProtocols().list().get(0).label());
    gre("0002 0800", IPV4_SYN).assertRows(carrier(44)).assertEvent(DecodeEvent.TUNNEL_MISMATCH);
    gre("4000 0800 00000000 0800 00 ff c0000203", new byte[0])
        .assertRows(carrier(16))
        .assertEvent(DecodeEvent.TUNNEL_HEADER_CUT);
    gre("4000 0800 00000000" + "0800 00 01 00".repeat(17) + "00000000", IPV4_SYN)
        .assertEvent(DecodeEvent.TUNNEL_HEADER_CUT);
  }

  @Test
  void pptp() {
    gre("3001 880b 002e 0009 00000001 ff03 0021", IPV4_SYN).assertRows(carrier(56), SYN + "pptp:9");
    gre("3081 880b 002e 0009 00000001 00000002 21", IPV4_SYN)
        .assertRows(carrier(57), SYN + "pptp:9");
    gre("2081 880b 0000 0009 00000002", new byte[0]).assertRows(carrier(12));
  }

  @Test
  void erspan() {
    gre("0000 88be", FRAME).assertRows(carrier(58), SYN + "erspan");
    gre("1000 88be 00000001 1000 0064 00000000", FRAME).assertRows(carrier(70), SYN + "erspan:100");
    gre("1000 88be 00000001 1005 0064 00000000", FRAME)
        .assertRows(
            carrier(70), "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0 vlan 5 in 0 erspan:100");
    gre("1000 22eb 00000001 2000 0064 00000000 0000 0000", FRAME)
        .assertRows(carrier(74), SYN + "erspan:100");
    gre("1000 22eb 00000001 2000 0064 00000000 0000 0001 0000000000000000", FRAME)
        .assertRows(carrier(82), SYN + "erspan:100");
    gre("1000 22eb 00000001 2000 0064 00000000 0000 0800", IPV6_SYN)
        .assertRows(carrier(80), SYN6 + "erspan:100");
    gre("1000 88be 00000001 3000 0064 00000000", FRAME)
        .assertRows(carrier(70))
        .assertEvent(DecodeEvent.TUNNEL_MISMATCH);
    Decoded infiniband = gre("1000 22eb 00000001 2000 0064 00000000 0000 0400", FRAME);
    assertEquals(
        "erspan-frame-type 0x1", infiniband.counters.innerProtocols().list().get(0).label());
  }

  @Test
  void aFirstFragmentIsFollowedALaterOneNot() {
    Decoded.of(LinkType.RAW, join(hex("4500003c 00072000 40040000 c0000201 c0000202"), IPV4_SYN))
        .assertRows("ipv4 192.0.2.1 > 192.0.2.2 payload 40 first of 7", SYN + "ipip");
    Decoded.of(LinkType.RAW, join(hex("4500003c 00070001 40040000 c0000201 c0000202"), IPV4_SYN))
        .assertRows("ipv4 192.0.2.1 > 192.0.2.2 payload 40 later of 7");
  }

  @Test
  void nestingIsLimited() {
    byte[] packet = IPV4_SYN;
    for (int i = 0; i < HeaderColumns.MAX_NESTING - 1; i++) {
      packet = Packets.ipv4(IpProtocol.IPV4, packet);
    }
    Decoded deep = Decoded.of(LinkType.RAW, packet);
    assertEquals(HeaderColumns.MAX_NESTING, deep.columns.size);
    assertEquals(0, deep.counters.event(DecodeEvent.NESTING_LIMIT));
    int[] parents = Arrays.copyOf(deep.columns.parent, deep.columns.size);
    assertEquals("[-1, 0, 1, 2, 3, 4, 5, 6]", Arrays.toString(parents));

    Decoded tooDeep = Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.IPV4, packet));
    tooDeep.assertEvent(DecodeEvent.NESTING_LIMIT);
    assertEquals(HeaderColumns.MAX_NESTING, tooDeep.columns.size);
    assertEquals(IpProtocol.IPV4, tooDeep.columns.protocol(tooDeep.columns.size - 1));
  }

  @Test
  void headersQuotedInIcmpErrorsAreNoRows() {
    byte[] error = join(hex("0b00 0000 00000000"), Packets.ipv4(IpProtocol.IPV4, IPV4_SYN));
    ipv4(IpProtocol.ICMP, error).assertRows("icmp 192.0.2.1:11 > 192.0.2.2:0 payload 60 one-way");
  }

  @Test
  void aTunnelInATunnel() {
    byte[] inner = Packets.ipv4(IpProtocol.GRE, join(hex("0000 86dd"), IPV6_SYN));
    ipv4(IpProtocol.IPV4, inner)
        .assertRows(
            "ipv4 192.0.2.1 > 192.0.2.2 payload 84",
            "gre 192.0.2.1 > 192.0.2.2 payload 64 in 0 ipip",
            "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0 in 1 gre");
  }
}
