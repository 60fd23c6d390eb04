package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;

/** MPLS, PPPoE and NSH between link and network. */
class TagDecoderTest {
  private static final String SYN = "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0";
  private static final String SYN6 = "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0";

  @Test
  void mplsTellsIpByItsVersion() {
    Decoded.ethernet(EtherType.MPLS, join(hex("00010 1ff"), IPV4_SYN)).assertRows(SYN + " mpls:16");
    Decoded.ethernet(EtherType.MPLS_UPSTREAM, join(hex("00010 0ff 00011 1ff"), IPV6_SYN))
        .assertRows(SYN6 + " mpls:17");
  }

  @Test
  void mplsExplicitNullSaysTheVersion() {
    Decoded.ethernet(EtherType.MPLS, join(hex("00000 1ff"), IPV4_SYN)).assertRows(SYN + " mpls");
    Decoded.ethernet(EtherType.MPLS, join(hex("00002 1ff"), IPV6_SYN)).assertRows(SYN6 + " mpls:2");
    Decoded.ethernet(EtherType.MPLS, join(hex("00002 1ff"), IPV4_SYN))
        .assertOutcome(DecodeOutcome.MALFORMED_VERSION);
  }

  @Test
  void mplsPseudowireWithAndWithoutControlWord() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    Decoded.ethernet(EtherType.MPLS, join(hex("00010 1ff 00000000"), frame))
        .assertRows(SYN + " mpls:16");
    Decoded.ethernet(EtherType.MPLS, join(hex("00010 1ff"), frame)).assertRows(SYN + " mpls:16");
  }

  @Test
  void anEthernetAddressIsNotTakenForAnIpVersion() {
    byte[] frame = join(hex("460000000001 020000000002 0800"), IPV4_SYN);
    Decoded.ethernet(EtherType.MPLS, join(hex("00010 1ff"), frame)).assertRows(SYN + " mpls:16");
    byte[] frame6 = join(hex("600000000001 020000000002 86dd"), IPV6_SYN);
    Decoded.ethernet(EtherType.MPLS, join(hex("00010 1ff"), frame6)).assertRows(SYN6 + " mpls:16");
  }

  @Test
  void otherMplsPayloadIsCounted() {
    Decoded ach = Decoded.ethernet(EtherType.MPLS, hex("00010 1ff 10000021 0000000000000000"));
    assertEquals("mpls-payload 0x1", ach.counters.protocols().list().get(0).label());
    Decoded.ethernet(EtherType.MPLS, hex("00010 1ff"))
        .assertOutcome(DecodeOutcome.TRUNCATED_NETWORK);
    Decoded.ethernet(EtherType.MPLS, new byte[4 * (Frame.MAX_TAGS + 1)])
        .assertOutcome(DecodeOutcome.TOO_MANY_TAGS);
  }

  @Test
  void pppoeSession() {
    byte[] ipv4 = join(hex("11 00 1234 002a 0021"), IPV4_SYN, hex("0000"));
    Decoded.ethernet(EtherType.PPPOE_SESSION, ipv4).assertRows(SYN + " pppoe:4660");
    byte[] ipv6 = join(hex("11 00 1234 003e 0057"), IPV6_SYN);
    Decoded.ethernet(EtherType.PPPOE_SESSION, ipv6).assertRows(SYN6 + " pppoe:4660");
    byte[] mpls = join(hex("11 00 1234 002e 0281 00010 1ff"), IPV4_SYN);
    Decoded.ethernet(EtherType.PPPOE_SESSION, mpls).assertRows(SYN + " pppoe:4660");
    Decoded lcp = Decoded.ethernet(EtherType.PPPOE_SESSION, hex("11 00 1234 0004 c021 0901"));
    assertEquals("ppp 0xc021 lcp", lcp.counters.protocols().list().get(0).label());
  }

  @Test
  void otherPppoe() {
    Decoded.ethernet(EtherType.PPPOE_SESSION, hex("12 00 1234 0004 c021 0901"))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
    Decoded.ethernet(EtherType.PPPOE_SESSION, hex("11 09 1234 0004 c021 0901"))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
    Decoded.ethernet(EtherType.PPPOE_DISCOVERY, hex("11 09 0000 0000"))
        .assertOutcome(DecodeOutcome.NOT_IP);
  }

  @Test
  void pppLengthCutsPadding() {
    byte[] udp = Packets.ipv4(IpProtocol.UDP, Packets.udp(5000, 5001, hex("0102")));
    byte[] pppoe = join(hex("11 00 0001 0020 0021"), udp, new byte[10]);
    Decoded.ethernet(EtherType.PPPOE_SESSION, pppoe)
        .assertRows("udp 192.0.2.1:5000 > 192.0.2.2:5001 payload 2 pppoe:1");
  }

  @Test
  void nsh() {
    String context = "00000001 00000002 00000003 00000004";
    Decoded.ethernet(EtherType.NSH, join(hex("0006 01 01 00000102", context), IPV4_SYN))
        .assertRows(SYN + " nsh:258");
    Decoded.ethernet(EtherType.NSH, join(hex("0002 02 02 00000102"), IPV6_SYN))
        .assertRows(SYN6 + " nsh:258");
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    Decoded.ethernet(EtherType.NSH, join(hex("0002 02 03 00000102"), frame))
        .assertRows(SYN + " nsh:258");
    byte[] nested = join(hex("0002 02 04 00000102 0002 02 05 00000103 00010 1ff"), IPV4_SYN);
    Decoded.ethernet(EtherType.NSH, nested).assertRows(SYN + " nsh:259");
    Decoded.ethernet(EtherType.NSH, hex("0002 02 07 00000102")).assertOutcome(DecodeOutcome.NOT_IP);
    Decoded.ethernet(EtherType.NSH, hex("0001 02 01 00000102"))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
  }

  @Test
  void tagsAreLimitedWhicheverTheyAre() {
    byte[] nsh = new byte[0];
    byte[] vlans = new byte[0];
    for (int i = 0; i < Frame.MAX_TAGS; i++) {
      nsh = join(nsh, hex("0002 02 04 00000102"));
      vlans = join(vlans, hex(i == 0 ? "" : "8100", "0005"));
    }
    Decoded.ethernet(EtherType.NSH, join(nsh, hex("0002 02 01 00000102"), IPV4_SYN))
        .assertOutcome(DecodeOutcome.TOO_MANY_TAGS);
    byte[] session = join(vlans, hex("8864 11 00 0001 002a 0021"), IPV4_SYN);
    Decoded.ethernet(EtherType.VLAN, session).assertOutcome(DecodeOutcome.TOO_MANY_TAGS);
    byte[] ip = join(vlans, hex("0800"), IPV4_SYN);
    Decoded.ethernet(EtherType.VLAN, ip).assertRows(SYN + " vlan 5");
  }
}
