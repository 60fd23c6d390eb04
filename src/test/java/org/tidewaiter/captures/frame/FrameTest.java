package org.tidewaiter.captures.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Literal bytes, so that the builders are not trusted by their own word. */
class FrameTest {
  private static final String LEFT = "02:00:00:00:00:01";
  private static final String RIGHT = "02:00:00:00:00:02";

  /** The example of Wikipedia's article on the IPv4 header checksum: b1e6 over this header. */
  @Test
  void ipv4HeaderChecksum() {
    byte[] packet =
        Frame.of(
            Ipv4.between("192.168.0.1", "192.168.0.199").protocol(17).dontFragment(),
            Payload.zeros(95));
    assertEquals("45000073000040004011b861c0a80001c0a800c7", hex(packet, 0, 20));
  }

  @Test
  void taggedUdpFrame() {
    byte[] frame =
        Frame.of(
            Ethernet.between(LEFT, RIGHT),
            Vlan.tag(100),
            Ipv4.between("10.0.0.1", "10.0.0.2"),
            Udp.ports(40000, 53),
            Payload.text("hi"));
    assertEquals(
        "020000000002"
            + "020000000001"
            + "8100"
            + "0064"
            + "0800"
            + "4500001e000000004011"
            + "66cd"
            + "0a0000010a000002"
            + "9c400035000a"
            + "e6f8"
            + "6869",
        hex(frame, 0, 48));
    assertEquals(Ethernet.SHORTEST, frame.length);
  }

  @Test
  void tcpChecksumCoversThePseudoHeader() {
    byte[] segment =
        Frame.of(Ipv6.between("fd00::1", "fd00::2"), Tcp.syn(1, 2, 0x01020304L), Payload.text("x"));
    // All words of pseudo header and segment add up to all ones (RFC 1071).
    long sum = Checksum.sum(Bytes.ofHex(hex(segment, 8, 40)), 0);
    sum = Checksum.sum(Bytes.ofHex(hex(segment, 40, segment.length)), sum) + 6 + 25;
    assertEquals(0, Checksum.finish(sum));
    assertEquals("0001000201020304000000006002faf0", hex(segment, 40, 56));
  }

  @Test
  void fragmentsTogetherAreTheDatagram() {
    Ipv4 header = Ipv4.between("10.0.0.1", "10.0.0.2").id(7);
    Udp udp = Udp.ports(1, 2);
    Payload data = Payload.text("0123456789");
    byte[] whole = Frame.of(header, udp, data);
    List<byte[]> pieces = Fragments.ipv4(List.of(), header, 8, udp, data);
    assertEquals(3, pieces.size());
    Bytes together = new Bytes();
    for (byte[] piece : pieces) {
      together.hex(hex(piece, 20, piece.length));
    }
    assertEquals(hex(whole, 20, whole.length), hex(together.toArray(), 0, together.size()));
    assertEquals("00072000", hex(pieces.get(0), 4, 8));
    assertEquals("00072001", hex(pieces.get(1), 4, 8));
    assertEquals("00070002", hex(pieces.get(2), 4, 8));
  }

  @Test
  void lastMplsLabelHasTheBottomBit() {
    byte[] frame = Frame.of(Mpls.label(16), Mpls.label(17), Ipv4.between("10.0.0.1", "10.0.0.2"));
    assertEquals("0001003e" + "0001113e" + "45", hex(frame, 0, 9));
  }

  @Test
  void sctpChecksumOfRfc3720() {
    // RFC 3720 appendix B.4: 32 zero bytes have the CRC32c 8a9136aa, least significant byte first.
    byte[] packet = Frame.of(Sctp.ports(0, 0, 0), Payload.zeros(20));
    assertEquals("aa36918a", hex(packet, 8, 12));
  }

  @Test
  void bytesOfEitherOrder() {
    Bytes bytes = new Bytes().u16(0x0102).u24(3).u32(4).le16(0x0506).le32(7).u8(8).align(4);
    assertArrayEquals(Bytes.of(1, 2, 0, 0, 3, 0, 0, 0, 4, 6, 5, 7, 0, 0, 0, 8), bytes.toArray());
  }

  @Test
  void namesAreNeverLookedUp() {
    assertThrows(IllegalArgumentException.class, () -> Address.ip("localhost"));
    assertThrows(IllegalArgumentException.class, () -> Address.mac("02:00"));
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
