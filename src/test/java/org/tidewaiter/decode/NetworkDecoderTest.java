package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

/** IPv4 and IPv6: lengths, fragments, options and extension headers. */
class NetworkDecoderTest {
  private static final String V6_ADDRESSES =
      "20010db8000000000000000000000001 20010db8000000000000000000000002";
  private static final String UDP = "udp [2001:db8::1]:53 > [2001:db8::2]:5353 payload 2";
  private static final byte[] UDP_BYTES = hex("0035 14e9 000a 0000 abcd");

  private static Decoded raw(byte[]... parts) {
    return Decoded.of(LinkType.RAW, join(parts));
  }

  @Test
  void ipv4Options() {
    raw(hex("4800002a 00010000 40110000 c0000201 c0000202 0101010101010101 01010100"), UDP_BYTES)
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
    raw(hex("4f000046 00010000 40110000 c0000201 c0000202"), new byte[40], UDP_BYTES)
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
  }

  @Test
  void impossibleIpv4() {
    raw(hex("44000028 00010000 40060000 0a000002 0a000001"), new byte[20])
        .assertOutcome(DecodeOutcome.MALFORMED_HEADER_LENGTH);
    raw(hex("45000013 00010000 40060000 0a000002 0a000001"), new byte[20])
        .assertOutcome(DecodeOutcome.MALFORMED_TOTAL_LENGTH);
    raw(hex("55000028 00010000 40060000 0a000002 0a000001"), new byte[20])
        .assertOutcome(DecodeOutcome.MALFORMED_VERSION);
    Decoded.ethernet(EtherType.IPV4, IPV6_SYN).assertOutcome(DecodeOutcome.MALFORMED_VERSION);
    Decoded.ethernet(EtherType.IPV6, join(IPV4_SYN, IPV4_SYN))
        .assertOutcome(DecodeOutcome.MALFORMED_VERSION);
  }

  @Test
  void totalLengthZeroTakesTheFrame() {
    byte[] offloaded = hex("45000000 00010000 40110000 c0000201 c0000202 0035 14e9 0000 0000 abcd");
    Decoded decoded = Decoded.of(LinkType.RAW, offloaded, offloaded.length, 3000);
    decoded.assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2972/2");
    decoded.assertEvent(DecodeEvent.ZERO_TOTAL_LENGTH);
    byte[] v6 = join(hex("60000000 0000 11 40", V6_ADDRESSES), UDP_BYTES);
    raw(v6).assertRows(UDP).assertEvent(DecodeEvent.ZERO_TOTAL_LENGTH);
  }

  @Test
  void lengthBeyondTheFrameTakesTheFrame() {
    raw(hex("45000063 00010000 40110000 c0000201 c0000202"), UDP_BYTES)
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2")
        .assertEvent(DecodeEvent.LENGTH_BEYOND_FRAME);
    raw(hex("60000000 0063 11 40", V6_ADDRESSES), UDP_BYTES)
        .assertRows(UDP)
        .assertEvent(DecodeEvent.LENGTH_BEYOND_FRAME);
  }

  @Test
  void aSnapLengthDoesNotShortenThePayload() {
    byte[] packet = Packets.ipv4(IpProtocol.UDP, Packets.udp(53, 5353, new byte[100]));
    Decoded.of(LinkType.RAW, packet, 60, packet.length)
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 100/32");
  }

  @Test
  void ipv4Fragments() {
    raw(hex("45000026 abcd2000 40110000 c0000201 c0000202 0035 14e9 0100 0000"), new byte[10])
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 10 first of 43981")
        .assertEvent(DecodeEvent.FIRST_FRAGMENT);
    raw(hex("4500001e abcd2002 40110000 c0000201 c0000202"), UDP_BYTES)
        .assertRows("udp 192.0.2.1 > 192.0.2.2 payload 10 later of 43981")
        .assertEvent(DecodeEvent.LATER_FRAGMENT);
    raw(hex("4500001e abcd0002 40110000 c0000201 c0000202"), UDP_BYTES)
        .assertRows("udp 192.0.2.1 > 192.0.2.2 payload 10 later of 43981");
    raw(hex("4500001e abcd4000 40110000 c0000201 c0000202"), UDP_BYTES)
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2");
  }

  @Test
  void ipv6Fragments() {
    raw(hex("60000000 0012 2c 40", V6_ADDRESSES, "11 00 0001 deadbeef"), UDP_BYTES)
        .assertRows(UDP + " first of " + 0xdeadbeef);
    raw(hex("60000000 0012 2c 40", V6_ADDRESSES, "11 00 0011 deadbeef"), UDP_BYTES)
        .assertRows("udp [2001:db8::1] > [2001:db8::2] payload 10 later of " + 0xdeadbeef);
    raw(hex("60000000 0012 2c 40", V6_ADDRESSES, "11 00 0000 deadbeef"), UDP_BYTES)
        .assertRows(UDP)
        .assertEvent(DecodeEvent.ATOMIC_FRAGMENT);
  }

  @Test
  void laterFragmentsAreNotReadAsExtensionHeaders() {
    raw(hex("60000000 0012 2c 40", V6_ADDRESSES, "3c 00 0011 00000001"), UDP_BYTES)
        .assertRows("ipv6-opts [2001:db8::1] > [2001:db8::2] payload 10 later of 1");
  }

  @Test
  void extensionHeadersInAnyOrder() {
    String extensions =
        "2b 00 0000 00000000" // hop-by-hop, then routing
            + "3c 01 0000 00000000 0000000000000000" // routing of 16 bytes, then destination
            + "87 00 0000 00000000" // destination, then mobility
            + "8b 00 0000 00000000" // mobility, then HIP
            + "8c 00 0000 00000000" // HIP, then shim6
            + "33 00 0000 00000000" // shim6, then AH
            + "00 02 0000 00000000 0000000000000000" // AH of 16 bytes, then hop-by-hop
            + "11 00 0000 00000000";
    raw(hex("60000000 005a 00 40", V6_ADDRESSES, extensions), UDP_BYTES)
        .assertRows(UDP)
        .assertEvent(DecodeEvent.AUTHENTICATION_HEADER);
  }

  @Test
  void messagesThatAreExtensionHeaders() {
    raw(hex("60000000 0008 87 40", V6_ADDRESSES, "3b 00 0000 00000000"))
        .assertRows("mobility [2001:db8::1] > [2001:db8::2] payload 8");
    raw(hex("60000000 0008 00 40", V6_ADDRESSES, "3b 00 0000 00000000"))
        .assertRows("ipv6-nonxt [2001:db8::1] > [2001:db8::2] payload 0");
    raw(hex("60000000 0004 3b 40", V6_ADDRESSES, "00000000"))
        .assertRows("ipv6-nonxt [2001:db8::1] > [2001:db8::2] payload 4");
  }

  @Test
  void endlessExtensionHeadersEnd() {
    byte[] extensions = new byte[8 * (NetworkDecoder.MAX_EXTENSION_HEADERS + 1)];
    for (int i = 0; i < extensions.length; i += 8) {
      extensions[i] = IpProtocol.DESTINATION_OPTIONS;
    }
    Decoded.of(LinkType.RAW, Packets.ipv6(IpProtocol.DESTINATION_OPTIONS, extensions))
        .assertRows("ipv6-opts [2001:db8::1] > [2001:db8::2] payload 8")
        .assertEvent(DecodeEvent.EXTENSION_LIMIT);
  }

  @Test
  void cutExtensionHeaders() {
    byte[] packet =
        join(hex("60000000 0012 00 40", V6_ADDRESSES, "11 00 0000 00000000"), UDP_BYTES);
    for (int length = 40; length < 48; length++) {
      Decoded.of(LinkType.RAW, packet, length, packet.length)
          .assertOutcome(DecodeOutcome.TRUNCATED_NETWORK);
    }
    Decoded.of(LinkType.RAW, packet, 51, packet.length)
        .assertOutcome(DecodeOutcome.TRUNCATED_TRANSPORT);
    Decoded.of(LinkType.RAW, packet, 52, packet.length).assertOutcome(DecodeOutcome.FLOW);
  }

  @Test
  void authenticationHeaderIsPassedOver() {
    byte[] ah = hex("11 04 0000 00000001 00000002 0000000000000000 00000000");
    Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.AH, join(ah, UDP_BYTES)))
        .assertRows("udp 192.0.2.1:53 > 192.0.2.2:5353 payload 2")
        .assertEvent(DecodeEvent.AUTHENTICATION_HEADER);
    byte[] esp = hex("32 04 0000 00000001 00000002 0000000000000000 00000000 00000003 00000004");
    Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.AH, esp))
        .assertRows("esp 192.0.2.1 > 192.0.2.2 payload 8");
    byte[] packet = Packets.ipv4(IpProtocol.AH, join(ah, UDP_BYTES));
    Decoded.of(LinkType.RAW, packet, 27, packet.length)
        .assertOutcome(DecodeOutcome.TRUNCATED_TRANSPORT);
    Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.AH, hex("33 00 0000 00000000".repeat(99))))
        .assertOutcome(DecodeOutcome.TRUNCATED_TRANSPORT);
  }

  @Test
  void wireLengthsThatCannotBe() {
    for (int wireLength : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0}) {
      byte[] packet = Packets.ipv4(IpProtocol.UDP, UDP_BYTES);
      PacketBatch batch = Packets.batch(LinkType.RAW, packet);
      batch.wireLength[0] = wireLength;
      HeaderColumns columns = new HeaderColumns();
      new Decoder(1, false).decode(batch, columns);
      assertEquals(1, columns.size);
      assertEquals(2, columns.payloadLength[0]);
    }
  }
}
