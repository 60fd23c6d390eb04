package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;

/** Ethernet and what its type field leads to. */
class LinkDecoderTest {
  private static final String SYN = "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0";
  private static final String SYN6 = "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0";

  @Test
  void ethernetCarriesIpv4AndIpv6() {
    Decoded.ethernet(EtherType.IPV4, IPV4_SYN).assertRows(SYN);
    Decoded.ethernet(EtherType.IPV6, IPV6_SYN).assertRows(SYN6);
  }

  @Test
  void allColumnsOfTheCommonCase() {
    byte[] padding = new byte[6];
    HeaderColumns columns =
        Decoded.ethernet(EtherType.IPV4, join(IPV4_SYN, padding)).assertRows(SYN).columns;
    assertEquals(0, columns.aHigh[0]);
    assertEquals(0xffff_0a00_0001L, columns.aLow[0]);
    assertEquals(0, columns.bHigh[0]);
    assertEquals(0xffff_0a00_0002L, columns.bLow[0]);
    assertEquals(1688 << 16 | 49152, columns.ports(0));
    assertEquals(HeaderColumns.FROM_B | HeaderColumns.HAS_PORTS, columns.flags[0]);
    assertEquals(6, columns.protocol(0));
    assertEquals(0x02, columns.tcpFlags[0]);
    assertEquals(54, columns.payloadOffset[0]);
    assertEquals(-1, columns.parent[0]);
    assertEquals(0, columns.tunnel[0]);
    assertEquals(0, columns.fragmentId[0]);
  }

  @Test
  void everyLengthOfAFrameHasItsOutcome() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    for (int length = 0; length < frame.length; length++) {
      DecodeOutcome expected =
          length == 0
              ? DecodeOutcome.EMPTY
              : length < 14
                  ? DecodeOutcome.TRUNCATED_LINK
                  : length < 34
                      ? DecodeOutcome.TRUNCATED_NETWORK
                      : length < 38 ? DecodeOutcome.TRUNCATED_TRANSPORT : DecodeOutcome.FLOW;
      Decoded.of(LinkType.ETHERNET, frame, length, frame.length).assertOutcome(expected);
    }
  }

  @Test
  void groupDestinationIsMarked() {
    byte[] frame = join(hex("ffffffffffff 020000000002 0800"), IPV4_SYN);
    Decoded.of(LinkType.ETHERNET, frame).assertRows(SYN + " group");
  }

  @Test
  void otherTypesAreCountedByNumberAndName() {
    Decoded lldp = Decoded.ethernet(0x88cc, new byte[46]).assertOutcome(DecodeOutcome.NOT_IP);
    assertEquals("ethertype 0x88cc lldp", lldp.counters.protocols().list().get(0).label());
    Decoded.ethernet(EtherType.ARP, new byte[28]).assertOutcome(DecodeOutcome.ARP);
    Decoded.ethernet(EtherType.RARP, new byte[28]).assertOutcome(DecodeOutcome.ARP);
    Decoded.ethernet(1520, new byte[28]).assertOutcome(DecodeOutcome.NOT_IP);
  }

  @Test
  void ieee8023HasALengthAndPadding() {
    byte[] snap = join(hex("aaaa03 000000 0800"), IPV4_SYN);
    Decoded.ethernet(48, join(snap, new byte[12])).assertRows(SYN);
    byte[] bridged = join(hex("aaaa03 0000f8 86dd"), IPV6_SYN);
    Decoded.ethernet(68, bridged).assertRows(SYN6);
    Decoded.ethernet(43, join(hex("060603"), IPV4_SYN)).assertRows(SYN);
  }

  @Test
  void otherLlcIsCountedBySapOrOrganisation() {
    Decoded stp = Decoded.ethernet(38, join(hex("424203"), new byte[43]));
    assertEquals("llc-sap 0x42 stp", stp.counters.protocols().list().get(0).label());
    Decoded cdp = Decoded.ethernet(38, join(hex("aaaa03 00000c 2000"), new byte[38]));
    assertEquals("snap-oui 0xc cisco", cdp.counters.protocols().list().get(0).label());
    Decoded odd = Decoded.ethernet(38, join(hex("aaaa03 000000 0010"), new byte[38]));
    assertEquals("ethertype 0x10", odd.counters.protocols().list().get(0).label());
  }

  @Test
  void vlanTags() {
    Decoded.ethernet(EtherType.VLAN, join(hex("2005 0800"), IPV4_SYN)).assertRows(SYN + " vlan 5");
    Decoded.ethernet(EtherType.SERVICE_VLAN, join(hex("0064 8100 0005 86dd"), IPV6_SYN))
        .assertRows(SYN6 + " vlan 100");
    Decoded.ethernet(EtherType.OLD_QINQ, join(hex("0064 9100 0005 8100 0006 0800"), IPV4_SYN))
        .assertRows(SYN + " vlan 100");
  }

  @Test
  void aPriorityTagHasNoVlan() {
    Decoded.ethernet(EtherType.VLAN, join(hex("a000 0800"), IPV4_SYN)).assertRows(SYN);
    Decoded.ethernet(EtherType.VLAN, join(hex("a000 8100 0007 0800"), IPV4_SYN))
        .assertRows(SYN + " vlan 7");
  }

  @Test
  void aTagMayBeFollowedByALength() {
    byte[] snap = join(hex("0005 0030 aaaa03 000000 0800"), IPV4_SYN);
    Decoded.ethernet(EtherType.VLAN, snap).assertRows(SYN + " vlan 5");
  }

  @Test
  void tagsThatAreSteppedOver() {
    Decoded.ethernet(EtherType.BRIDGE_EXTENSION, join(hex("100000d30000 0800"), IPV4_SYN))
        .assertRows(SYN);
    Decoded.ethernet(EtherType.CISCO_METADATA, join(hex("010100010014 86dd"), IPV6_SYN))
        .assertRows(SYN6);
    byte[] inner = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    Decoded.ethernet(EtherType.FABRIC_PATH, join(hex("0060"), inner)).assertRows(SYN);
    Decoded.ethernet(EtherType.BACKBONE_BRIDGE, join(hex("00000064"), inner)).assertRows(SYN);
    Decoded.ethernet(EtherType.TRANSPARENT_ETHERNET, inner).assertRows(SYN);
  }

  @Test
  void endlessTagsEnd() {
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < Frame.MAX_TAGS; i++) {
      tags.append(i == 0 ? "" : "8100").append("0001");
    }
    byte[] justFollowed = join(hex(tags + "0800"), IPV4_SYN);
    Decoded.ethernet(EtherType.VLAN, justFollowed).assertRows(SYN + " vlan 1");
    byte[] tooMany = join(hex(tags + "8100 0001 0800"), IPV4_SYN);
    Decoded.ethernet(EtherType.VLAN, tooMany).assertOutcome(DecodeOutcome.TOO_MANY_TAGS);
  }

  @Test
  void endlessFramesInFramesEnd() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    for (int i = 0; i < 4000; i++) {
      frame = Packets.ethernet(EtherType.TRANSPARENT_ETHERNET, frame);
    }
    Decoded.of(LinkType.ETHERNET, frame, frame.length, frame.length)
        .assertOutcome(DecodeOutcome.TOO_MANY_TAGS);
  }
}
