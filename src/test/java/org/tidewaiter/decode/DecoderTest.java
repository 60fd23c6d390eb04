package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

/** The path that most packets take. */
class DecoderTest {
  private static final byte[] TCP_SYN =
      Packets.hex(
          "020000000001 020000000002 0800",
          "45000028 00010000 40060000 0a000002 0a000001",
          "c000 0698 00000001 00000000 5002ffff 00000000",
          "000000000000");

  private final Decoder decoder = new Decoder(1, false);
  private final HeaderColumns columns = new HeaderColumns();

  @Test
  void tcpOverIpv4OverEthernet() {
    decoder.decode(Packets.batch(LinkType.ETHERNET, TCP_SYN), columns);
    assertEquals(1, columns.size);
    assertEquals(DecodeOutcome.FLOW, DecodeOutcome.of(columns.outcome[0]));
    assertEquals(0xffff0a000001L, columns.aLow[0]);
    assertEquals(0xffff0a000002L, columns.bLow[0]);
    assertEquals(0x0698c000, columns.ports[0]);
    assertEquals(HeaderColumns.FROM_B | HeaderColumns.HAS_PORTS, columns.flags[0]);
    assertEquals(2, columns.tcpFlags[0]);
    assertEquals(54, columns.payloadOffset[0]);
    assertEquals(0, columns.payloadLength[0]);
    assertEquals(-1, columns.parent[0]);
  }

  @Test
  void everyShorterLengthHasAnOutcome() {
    for (int length = 0; length < TCP_SYN.length; length++) {
      PacketBatch batch = new PacketBatch();
      Packets.add(batch, LinkType.ETHERNET, TCP_SYN, length, TCP_SYN.length);
      decoder.decode(batch, columns);
      DecodeOutcome expected =
          length == 0
              ? DecodeOutcome.EMPTY
              : length < 14
                  ? DecodeOutcome.TRUNCATED_LINK
                  : length < 34
                      ? DecodeOutcome.TRUNCATED_NETWORK
                      : length < 38 ? DecodeOutcome.TRUNCATED_TRANSPORT : DecodeOutcome.FLOW;
      assertEquals(expected, DecodeOutcome.of(columns.outcome[0]), "length " + length);
    }
    assertEquals(TCP_SYN.length, decoder.counters().packets());
  }
}
