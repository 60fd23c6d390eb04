package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

/** Ports, payload, flags and the order of the endpoints. */
class TransportDecoderTest {
  private static Decoded ipv4(int protocol, byte[]... parts) {
    return Decoded.of(LinkType.RAW, Packets.ipv4(protocol, join(parts)));
  }

  private static Decoded ipv6(int protocol, byte[]... parts) {
    return Decoded.of(LinkType.RAW, Packets.ipv6(protocol, join(parts)));
  }

  @Test
  void tcpOptionsAndPayload() {
    byte[] header = hex("0050 c000 00000001 00000002 8018ffff 00000000 0101080a 0000000000000000");
    ipv4(IpProtocol.TCP, header, hex("0102030405"))
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 5");
  }

  @Test
  void tcpFlags() {
    byte[] header = hex("0050 c000 00000001 00000002 50ffffff 00000000");
    assertEquals((byte) 0xff, ipv4(IpProtocol.TCP, header).columns.tcpFlags[0]);
  }

  @Test
  void tcpWithAnImpossibleDataOffset() {
    ipv4(IpProtocol.TCP, hex("0050 c000 00000001 00000002 4018ffff 00000000 0102"))
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 0")
        .assertEvent(DecodeEvent.TCP_BAD_DATA_OFFSET);
    ipv4(IpProtocol.TCP, hex("0050 c000 00000001 00000002 6018ffff 00000000 0102"))
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 0")
        .assertEvent(DecodeEvent.TCP_BAD_DATA_OFFSET);
  }

  @Test
  void tcpCutBySnapLength() {
    byte[] header = hex("0050 c000 00000001 00000002 8018ffff 00000000 0101080a 0000000000000000");
    byte[] packet = Packets.ipv4(IpProtocol.TCP, join(header, new byte[100]));
    Decoded.of(LinkType.RAW, packet, 23, packet.length)
        .assertOutcome(DecodeOutcome.TRUNCATED_TRANSPORT);
    Decoded.of(LinkType.RAW, packet, 33, packet.length)
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 0")
        .assertEvent(DecodeEvent.TRANSPORT_HEADER_CUT);
    Decoded.of(LinkType.RAW, packet, 34, packet.length)
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 100/0")
        .assertEvent(DecodeEvent.TRANSPORT_HEADER_CUT);
    Decoded.of(LinkType.RAW, packet, 60, packet.length)
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 100/8");
  }

  @Test
  void tcpHeaderThatGoesOnInLaterFragments() {
    Decoded.of(
            LinkType.RAW,
            hex(
                "45000024 00012000 40060000 c0000201 c0000202 0050 c000 00000001"
                    + "00000002 8018ffff"))
        .assertRows("tcp 192.0.2.1:80 > 192.0.2.2:49152 payload 0 first of 1")
        .assertEvent(DecodeEvent.TRANSPORT_HEADER_CUT);
  }

  @Test
  void udpLengths() {
    ipv4(IpProtocol.UDP, hex("0035 14e9 000a 0000 abcd"))
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
    Decoded options = ipv4(IpProtocol.UDP, hex("0035 14e9 000a 0000 abcd 01010100"));
    options.assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
    assertEquals(0, options.counters.event(DecodeEvent.UDP_BAD_LENGTH));
    ipv4(IpProtocol.UDP, hex("0035 14e9 00ff 0000 abcd"))
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2")
        .assertEvent(DecodeEvent.UDP_BAD_LENGTH);
    ipv4(IpProtocol.UDP, hex("0035 14e9 0007 0000 abcd"))
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2")
        .assertEvent(DecodeEvent.UDP_BAD_LENGTH);
    ipv4(IpProtocol.UDP, hex("0035 14e9 0000 0000 abcd"))
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
  }

  @Test
  void otherTransportsWithPorts() {
    ipv4(IpProtocol.UDP_LITE, hex("0035 14e9 0008 0000 abcd"))
        .assertRows("udplite 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
    ipv4(IpProtocol.SCTP, hex("0b59 0b5a 00000001 00000000 0001 0000"))
        .assertRows("sctp 192.0.2.1:2905 > 192.0.2.2:2906 payload 4");
    ipv4(IpProtocol.DCCP, hex("1389 138a 04 00 0000 04000001 00000000 abcd"))
        .assertRows("dccp 192.0.2.1:5001 > 192.0.2.2:5002 payload 2");
    ipv4(IpProtocol.DCCP, hex("1389 138a 01 00 0000 04000001 abcd"))
        .assertRows("dccp 192.0.2.1:5001 > 192.0.2.2:5002 payload 2");
    ipv4(IpProtocol.SCTP, hex("0b59 0b5a 0000"))
        .assertRows("sctp 192.0.2.1:2905 > 192.0.2.2:2906 payload 0")
        .assertEvent(DecodeEvent.TRANSPORT_HEADER_CUT);
    ipv4(IpProtocol.SCTP, hex("0b59 0b")).assertOutcome(DecodeOutcome.TRUNCATED_TRANSPORT);
  }

  @Test
  void protocolsWithoutPorts() {
    ipv4(IpProtocol.IGMP, hex("1600 0000 e0000001"))
        .assertRows("igmp 192.0.2.1 > 192.0.2.2 payload 8");
    ipv4(IpProtocol.ESP, hex("00000001 00000001"))
        .assertRows("esp 192.0.2.1 > 192.0.2.2 payload 8");
    ipv6(89, hex("03010000")).assertRows("ospfigp [2001:db8::1] > [2001:db8::2] payload 4");
    ipv4(253).assertRows("253 192.0.2.1 > 192.0.2.2 payload 0");
    ipv4(IpProtocol.HOP_BY_HOP).assertRows("hopopt 192.0.2.1 > 192.0.2.2 payload 0");
  }

  @Test
  void icmpPairsShareTheirNumbers() {
    ipv4(IpProtocol.ICMP, hex("0800 0000 00010001 abcd"))
        .assertRows("icmp 192.0.2.1:8 > 192.0.2.2:0 payload 2");
    ipv4(IpProtocol.ICMP, hex("0000 0000 00010001 abcd"))
        .assertRows("icmp 192.0.2.1:0 > 192.0.2.2:8 payload 2");
    int[] pairs = {9, 10, 13, 14, 15, 16, 17, 18};
    for (int i = 0; i < pairs.length; i += 2) {
      assertEquals(pairs[i + 1], Icmp.counterpart(pairs[i]));
      assertEquals(pairs[i], Icmp.counterpart(pairs[i + 1]));
    }
    ipv6(IpProtocol.ICMPV6, hex("8000 0000 00010001 abcd"))
        .assertRows("icmp6 [2001:db8::1]:128 > [2001:db8::2]:129 payload 2");
    int[] pairs6 = {128, 129, 130, 131, 133, 134, 135, 136, 139, 140, 144, 145};
    for (int i = 0; i < pairs6.length; i += 2) {
      assertEquals(pairs6[i + 1], Icmp.counterpart6(pairs6[i]));
      assertEquals(pairs6[i], Icmp.counterpart6(pairs6[i + 1]));
    }
  }

  @Test
  void otherIcmpIsOneWay() {
    byte[] quoted = Packets.ipv4(IpProtocol.UDP, Packets.udp(53, 5353, new byte[0]));
    ipv4(IpProtocol.ICMP, hex("0301 0000 00000000"), quoted)
        .assertRows("icmp 192.0.2.1:3 > 192.0.2.2:1 payload 28 one-way");
    ipv6(IpProtocol.ICMPV6, hex("0104 0000 00000000"))
        .assertRows("icmp6 [2001:db8::1]:1 > [2001:db8::2]:4 payload 0 one-way");
    ipv4(IpProtocol.ICMP, hex("03")).assertOutcome(DecodeOutcome.TRUNCATED_TRANSPORT);
    ipv4(IpProtocol.ICMP, hex("0301"))
        .assertRows("icmp 192.0.2.1:3 > 192.0.2.2:1 payload 0 one-way");
  }

  @Test
  void theSenderOfOneWayIcmpIsAWhateverItsAddress() {
    HeaderColumns columns =
        Decoded.of(
                LinkType.RAW,
                hex("4500001c 00010000 40010000 c0000209 c0000202 0b00 0000 00000000"))
            .assertRows("icmp 192.0.2.9:11 > 192.0.2.2:0 payload 0 one-way")
            .columns;
    assertEquals(0xffff_c000_0209L, columns.aLow[0]);
  }

  @Test
  void endpointsAreComparedAsUnsignedNumbers() {
    HeaderColumns high =
        Decoded.of(
                LinkType.RAW,
                Packets.hex(
                    "60000000 0008 11 40 fe800000000000000000000000000001"
                        + "20010db8000000000000000000000001 0035 14e9 0008 0000"))
            .columns;
    assertEquals(0x20010db800000000L, high.aHigh[0]);
    HeaderColumns low =
        Decoded.of(
                LinkType.RAW,
                Packets.hex(
                    "60000000 0008 11 40 20010db8000000008000000000000001"
                        + "20010db8000000007000000000000001 0035 14e9 0008 0000"))
            .columns;
    assertEquals(0x7000000000000001L, low.aLow[0]);
    HeaderColumns ports =
        Decoded.of(
                LinkType.RAW,
                hex("4500001c 00010000 40110000 c0000201 c0000201 ffff 0035 0008 0000"))
            .columns;
    assertEquals(0x0035ffff, ports.ports(0));
    assertEquals(HeaderColumns.FROM_B, ports.flags[0] & HeaderColumns.FROM_B);
  }

  @Test
  void bothDirectionsHaveOneKeyAndHash() {
    byte[] there = hex("4500001c 00010000 40110000 c0000201 c0000202 0035 14e9 0008 0000");
    byte[] back = hex("4500001c 00010000 40110000 c0000202 c0000201 14e9 0035 0008 0000");
    byte[] other = hex("4500001c 00010000 40110000 c0000202 c0000201 0035 14e9 0008 0000");
    PacketBatch batch = Packets.batch(LinkType.RAW, there);
    Packets.add(batch, LinkType.RAW, back, back.length, back.length);
    Packets.add(batch, LinkType.RAW, other, other.length, other.length);
    HeaderColumns columns = new HeaderColumns();
    new Decoder(7, false).decode(batch, columns);
    assertEquals(columns.hash[0], columns.hash[1]);
    assertEquals(columns.key[0], columns.key[1]);
    assertEquals(columns.ports(0), columns.ports(1));
    assertNotEquals(columns.hash[0], columns.hash[2]);
  }

  @Test
  void theVlanBelongsToTheKeyOnlyIfAsked() {
    byte[] packet = Packets.ipv4(IpProtocol.UDP, Packets.udp(53, 5353, new byte[0]));
    PacketBatch batch =
        Packets.batch(
            LinkType.ETHERNET, Packets.ethernet(EtherType.VLAN, join(hex("0005 0800"), packet)));
    byte[] otherVlan = Packets.ethernet(EtherType.VLAN, join(hex("0006 0800"), packet));
    Packets.add(batch, LinkType.ETHERNET, otherVlan, otherVlan.length, otherVlan.length);
    HeaderColumns columns = new HeaderColumns();
    new Decoder(7, false).decode(batch, columns);
    assertEquals(columns.hash[0], columns.hash[1]);
    new Decoder(7, true).decode(batch, columns);
    assertNotEquals(columns.hash[0], columns.hash[1]);
  }

  /** Within one host the smaller port is endpoint A. */
  @Test
  void portsTellTheEndsOfOneHostApart() {
    for (int sourcePort : new int[] {5000, 5001, 5002}) {
      int destinationPort = 10002 - sourcePort;
      String ports = String.format("%04x %04x 000a 0000 0102", sourcePort, destinationPort);
      byte[] packet = Packets.hex("4500001e 00010000 40110000 7f000001 7f000001", ports);
      Decoded decoded = Decoded.of(LinkType.RAW, packet);
      decoded.assertRows(
          "udp 127.0.0.1:" + sourcePort + " > 127.0.0.1:" + destinationPort + " payload 2");
      assertEquals(
          sourcePort > destinationPort, (decoded.columns.flags[0] & HeaderColumns.FROM_B) != 0);
    }
  }

  @Test
  void aUdpHeaderThatIsCutIsCounted() {
    byte[] packet = Packets.ipv4(IpProtocol.UDP, Packets.udp(5000, 5001, new byte[10]));
    for (int captured = 24; captured < 28; captured++) {
      Decoded.of(LinkType.RAW, packet, captured, packet.length)
          .assertRows("udp 192.0.2.1:5000 > 192.0.2.2:5001 payload 10/0")
          .assertEvent(DecodeEvent.TRANSPORT_HEADER_CUT);
    }
    Decoded whole = Decoded.of(LinkType.RAW, packet, 28, packet.length);
    assertEquals(0, whole.counters.event(DecodeEvent.TRANSPORT_HEADER_CUT));
  }
}
