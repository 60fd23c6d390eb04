package org.tidewaiter.decode;

import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import org.junit.jupiter.api.Test;

/**
 * A length that an outer header states bounds what is inside, whatever follows. The datagram inside
 * states none, as segmentation offload leaves it, so its payload shows where it was taken to end.
 */
class OuterLengthTest {
  private static final String FLOW = "udp 192.0.2.1:5000 > 192.0.2.2:5001 payload 2";

  /** 30 bytes: IPv4 with a length of 0, UDP with a length of 0, two bytes of payload. */
  private static final byte[] DATAGRAM =
      hex("45000000 00010000 40110000 c0000201 c0000202", "1388 1389 0000 0000", "0102");

  private static final byte[] PADDING = hex("eeeeeeee");

  @Test
  void withoutOneTheFrameIsTheEnd() {
    Decoded.ethernet(EtherType.IPV4, DATAGRAM)
        .assertRows(FLOW)
        .assertEvent(DecodeEvent.ZERO_TOTAL_LENGTH);
    Decoded.ethernet(EtherType.IPV4, join(DATAGRAM, PADDING))
        .assertRows("udp 192.0.2.1:5000 > 192.0.2.2:5001 payload 6");
  }

  @Test
  void ieee8023() {
    Decoded.ethernet(0x26, join(hex("aaaa03 000000 0800"), DATAGRAM, PADDING)).assertRows(FLOW);
  }

  @Test
  void pppoe() {
    byte[] session = join(hex("11 00 0001 0020 0021"), DATAGRAM, PADDING);
    Decoded.ethernet(EtherType.PPPOE_SESSION, session).assertRows(FLOW + " pppoe:1");
  }

  @Test
  void aggregatedWlanFrames() {
    byte[] aggregate =
        join(
            hex("8801 0000 020000000001 020000000002 020000000003 1000 8000"),
            hex("020000000001 020000000002 0026 aaaa03 000000 0800"),
            DATAGRAM,
            hex("020000000001 020000000002 0026 aaaa03 000000 0800"),
            DATAGRAM,
            PADDING);
    Decoded.of(LinkType.IEEE802_11, aggregate).assertRows(FLOW, FLOW);
  }

  @Test
  void gtpu() {
    byte[] tunnel = join(hex("30 ff 001e 00000009"), DATAGRAM, PADDING);
    Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.UDP, Packets.udp(50000, 2152, tunnel)))
        .assertRows(
            "udp 192.0.2.1:50000 > 192.0.2.2:2152 payload 42",
            "udp 192.0.2.1:5000 > 192.0.2.2:5001 payload 2 in 0 gtpu:9");
  }

  /** RFC 9868: what IP carries behind the UDP length is not the datagram's. */
  @Test
  void udp() {
    byte[] vxlan = join(hex("08000000 001389 00"), Packets.ethernet(EtherType.IPV4, DATAGRAM));
    byte[] udp = join(Packets.udp(50000, 4789, vxlan), PADDING);
    Decoded.of(LinkType.RAW, Packets.ipv4(IpProtocol.UDP, udp))
        .assertRows(
            "udp 192.0.2.1:50000 > 192.0.2.2:4789 payload 52",
            "udp 192.0.2.1:5000 > 192.0.2.2:5001 payload 2 in 0 vxlan:5001");
  }
}
