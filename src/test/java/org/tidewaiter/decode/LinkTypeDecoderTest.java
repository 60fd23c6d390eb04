package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;

/** Link types other than Ethernet. */
class LinkTypeDecoderTest {
  private static final String SYN = "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0";
  private static final String SYN6 = "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0";

  @Test
  void rawIp() {
    int[] linkTypes = {
      LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6
    };
    for (int linkType : linkTypes) {
      Decoded.of(linkType, IPV4_SYN).assertRows(SYN);
      Decoded.of(linkType, IPV6_SYN).assertRows(SYN6);
      Decoded.of(linkType, new byte[40]).assertOutcome(DecodeOutcome.MALFORMED_VERSION);
    }
  }

  @Test
  void bsdLoopbackInBothByteOrders() {
    for (int linkType : new int[] {LinkType.NULL, LinkType.LOOP}) {
      Decoded.of(linkType, join(hex("00000002"), IPV4_SYN)).assertRows(SYN);
      Decoded.of(linkType, join(hex("02000000"), IPV4_SYN)).assertRows(SYN);
      for (String family : new String[] {"0a", "17", "18", "1c", "1e"}) {
        Decoded.of(linkType, join(hex("000000" + family), IPV6_SYN)).assertRows(SYN6);
        Decoded.of(linkType, join(hex(family + "000000"), IPV6_SYN)).assertRows(SYN6);
      }
    }
    Decoded other = Decoded.of(LinkType.NULL, join(hex("07000000"), IPV4_SYN));
    assertEquals("address-family 0x7", other.counters.protocols().list().get(0).label());
  }

  @Test
  void linuxCooked() {
    byte[] header = hex("0000 0001 0006 020000000002 0000 0800");
    Decoded.of(LinkType.LINUX_SLL, join(header, IPV4_SYN)).assertRows(SYN);
    byte[] broadcast = hex("0001 0001 0006 020000000002 0000 86dd");
    Decoded.of(LinkType.LINUX_SLL, join(broadcast, IPV6_SYN)).assertRows(SYN6 + " group");
    byte[] vlan = hex("0000 0001 0006 020000000002 0000 8100 0005 0800");
    Decoded.of(LinkType.LINUX_SLL, join(vlan, IPV4_SYN)).assertRows(SYN + " vlan 5");
    byte[] llc = hex("0000 0001 0006 020000000002 0000 0004 aaaa03 000000 0800");
    Decoded.of(LinkType.LINUX_SLL, join(llc, IPV4_SYN)).assertRows(SYN);
    byte[] can = hex("0001 0118 0000 0000000000000000 000c 00000123");
    Decoded.of(LinkType.LINUX_SLL, can).assertOutcome(DecodeOutcome.NOT_IP);
  }

  @Test
  void linuxCookedVersion2() {
    byte[] header = hex("0800 0000 00000002 0001 00 06 020000000002 0000");
    Decoded.of(LinkType.LINUX_SLL2, join(header, IPV4_SYN)).assertRows(SYN);
    byte[] multicast = hex("86dd 0000 00000002 0001 02 06 020000000002 0000");
    Decoded.of(LinkType.LINUX_SLL2, join(multicast, IPV6_SYN)).assertRows(SYN6 + " group");
  }

  @Test
  void ppp() {
    for (int linkType : new int[] {LinkType.PPP, LinkType.PPP_HDLC}) {
      Decoded.of(linkType, join(hex("ff03 0021"), IPV4_SYN)).assertRows(SYN);
      Decoded.of(linkType, join(hex("0057"), IPV6_SYN)).assertRows(SYN6);
      Decoded.of(linkType, join(hex("21"), IPV4_SYN)).assertRows(SYN);
      Decoded.of(linkType, join(hex("0f00 0800"), IPV4_SYN)).assertRows(SYN);
      Decoded.of(linkType, hex("ff03 c021 0101 0004")).assertOutcome(DecodeOutcome.NOT_IP);
    }
    Decoded.of(LinkType.PPP_WITH_DIRECTION, join(hex("01 ff03 0021"), IPV4_SYN)).assertRows(SYN);
    Decoded.of(LinkType.PPP_ETHER, join(hex("11 00 0007 002a 0021"), IPV4_SYN))
        .assertRows(SYN + " pppoe:7");
  }

  @Test
  void ciscoHdlc() {
    Decoded.of(LinkType.C_HDLC, join(hex("0f00 0800"), IPV4_SYN)).assertRows(SYN);
    Decoded.of(LinkType.C_HDLC, join(hex("8f00 86dd"), IPV6_SYN)).assertRows(SYN6);
    Decoded.of(LinkType.C_HDLC, join(hex("0f00 8847 00010 1ff"), IPV4_SYN))
        .assertRows(SYN + " mpls:16");
    Decoded.of(LinkType.C_HDLC, hex("8f00 8035 00000002")).assertOutcome(DecodeOutcome.NOT_IP);
  }

  @Test
  void frameRelay() {
    Decoded.of(LinkType.FRELAY, join(hex("1841 03 cc"), IPV4_SYN)).assertRows(SYN);
    Decoded.of(LinkType.FRELAY, join(hex("1841 03 00 8e"), IPV6_SYN)).assertRows(SYN6);
    Decoded.of(LinkType.FRELAY, join(hex("1841 0800"), IPV4_SYN)).assertRows(SYN);
    Decoded.of(LinkType.FRELAY, join(hex("18404041 86dd"), IPV6_SYN)).assertRows(SYN6);
    byte[] snap = join(hex("1841 03 00 80 000000 0800"), IPV4_SYN);
    Decoded.of(LinkType.FRELAY, snap).assertRows(SYN);
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    byte[] bridged = join(hex("1841 03 00 80 0080c2 0007"), frame);
    Decoded.of(LinkType.FRELAY, bridged).assertRows(SYN);
    Decoded other = Decoded.of(LinkType.FRELAY, hex("1841 03 08 00000000"));
    assertEquals("nlpid 0x8 q933", other.counters.protocols().list().get(0).label());
    Decoded.of(LinkType.FRELAY, new byte[40]).assertOutcome(DecodeOutcome.TRUNCATED_LINK);
  }

  @Test
  void llcOverAtmAndFddi() {
    byte[] snap = join(hex("aaaa03 000000 0800"), IPV4_SYN);
    Decoded.of(LinkType.ATM_RFC1483, snap).assertRows(SYN);
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    byte[] bridged = join(hex("aaaa03 0080c2 0007 0000"), frame);
    Decoded.of(LinkType.ATM_RFC1483, bridged).assertRows(SYN);
    byte[] fddi = join(hex("50", Packets.MACS), snap, hex("00000000"));
    Decoded.of(LinkType.FDDI, fddi).assertRows(SYN);
    Decoded.of(LinkType.FDDI, join(hex("41", Packets.MACS), new byte[20]))
        .assertOutcome(DecodeOutcome.NOT_IP);
  }

  @Test
  void ppiAndPktapWrapAnotherLinkType() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    byte[] ppi = join(hex("00 00 1000 01000000 0800 0400 00000000"), frame);
    Decoded.of(LinkType.PPI, ppi).assertRows(SYN);
    byte[] pktap = join(hex("10000000 01000000 0c000000 00000000"), IPV6_SYN);
    Decoded.of(LinkType.PKTAP, pktap).assertRows(SYN6);
    Decoded.of(LinkType.PPI, hex("00 00 0700 01000000 0800 0400"))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
    Decoded.of(LinkType.PKTAP, hex("ffffffff 01000000 0c000000 00000000"))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
  }

  @Test
  void ppiInPpiEnds() {
    byte[] packet = new byte[8 * 60];
    for (int i = 0; i < packet.length; i += 8) {
      System.arraycopy(hex("00 00 0800 c0000000"), 0, packet, i, 8);
    }
    Decoded.of(LinkType.PPI, packet).assertOutcome(DecodeOutcome.TOO_MANY_TAGS);
  }

  @Test
  void netfilterLog() {
    byte[] little = hex("02 00 002a 0800 0100 00000300 0500 0a00 00000000 2c00 0900");
    Decoded.of(LinkType.NFLOG, join(little, IPV4_SYN)).assertRows(SYN);
    byte[] big = hex("0a 00 002a 0008 0001 00000300 0005 000a 00000000 0040 0009");
    Decoded.of(LinkType.NFLOG, join(big, IPV6_SYN)).assertRows(SYN6);
    Decoded.of(LinkType.NFLOG, join(hex("07 00 0000 2c00 0900"), IPV4_SYN))
        .assertOutcome(DecodeOutcome.NOT_IP);
    Decoded.of(LinkType.NFLOG, hex("02 00 0000 0000 0100 00000000"))
        .assertOutcome(DecodeOutcome.TRUNCATED_LINK);
  }

  @Test
  void packetFilterLog() {
    byte[] header = new byte[64];
    header[0] = 61;
    header[1] = 2;
    Decoded.of(LinkType.PFLOG, join(header, IPV4_SYN)).assertRows(SYN);
    header[1] = 24;
    Decoded.of(LinkType.PFLOG, join(header, IPV6_SYN)).assertRows(SYN6);
  }

  @Test
  void solarisIpnet() {
    Decoded.of(LinkType.IPNET, join(hex("01 02 0000"), new byte[20], IPV4_SYN)).assertRows(SYN);
    Decoded.of(LinkType.IPNET, join(hex("01 1a 0000"), new byte[20], IPV6_SYN)).assertRows(SYN6);
    Decoded.of(LinkType.IPNET, join(hex("01 03 0000"), new byte[20], IPV6_SYN))
        .assertOutcome(DecodeOutcome.NOT_IP);
  }

  @Test
  void ipOverInfiniband() {
    byte[] header = join(new byte[40], hex("0800 0000"));
    Decoded.of(LinkType.IPOIB, join(header, IPV4_SYN)).assertRows(SYN);
  }

  @Test
  void juniperEthernet() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    byte[] extended = join(hex("4d4743 81 0006 03 01 01 06 01 0e"), frame);
    Decoded.of(LinkType.JUNIPER_ETHER, extended).assertRows(SYN);
    Decoded.of(LinkType.JUNIPER_ETHER, join(hex("4d4743 00"), frame)).assertRows(SYN);
    Decoded.of(LinkType.JUNIPER_ETHER, join(hex("4d4743 02"), frame))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
  }

  @Test
  void othersAreCountedByNumberAndName() {
    Decoded netlink = Decoded.of(253, new byte[40]);
    netlink.assertOutcome(DecodeOutcome.UNSUPPORTED_LINK_TYPE);
    assertEquals("link-type 253 netlink", netlink.counters.protocols().list().get(0).label());
    Decoded unknown = Decoded.of(60000, new byte[40]);
    assertEquals("link-type 60000", unknown.counters.protocols().list().get(0).label());
  }

  @Test
  void names() {
    assertEquals("null", LinkType.name(0));
    assertEquals("ethernet", LinkType.name(1));
    assertEquals("linux_sll2", LinkType.name(276));
    assertEquals("dect_nr", LinkType.name(301));
    assertEquals("-1", LinkType.name(-1));
    assertEquals("hopopt", IpProtocol.keyword(0));
    assertEquals("tcp", IpProtocol.keyword(6));
    assertEquals("icmp6", IpProtocol.keyword(58));
    assertEquals("61", IpProtocol.keyword(61));
    assertEquals("ipcomp", IpProtocol.keyword(108));
    assertEquals("sctp", IpProtocol.keyword(132));
    assertEquals("udplite", IpProtocol.keyword(136));
    assertEquals("ethernet", IpProtocol.keyword(143));
    assertEquals("bit-emu", IpProtocol.keyword(147));
    assertEquals("255", IpProtocol.keyword(255));
    assertEquals("255", IpProtocol.keyword((byte) 255));
  }
}
