package org.tidewaiter.captures.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.talk.Trace;

class CaptureFormatsTest {
  private static final Trace TRACE =
      new Trace(Instant.ofEpochSecond(1, 2_000), 1).frame(0, Bytes.of(1, 2, 3, 4, 5));

  @Test
  void pcapLittleEndianMicroseconds() {
    assertEquals(
        "d4c3b2a1020004000000000000000000"
            + "0000040001000000"
            + "01000000020000000500000005000000"
            + "0102030405",
        hex(Pcap.of(TRACE).toByteArray()));
  }

  @Test
  void pcapBigEndianNanosecondsCut() {
    byte[] file = Pcap.of(TRACE).bigEndian().nanoseconds().snaplen(3).linkType(101).toByteArray();
    assertEquals(
        "a1b23c4d000200040000000000000000"
            + "0000000300000065"
            + "00000001000007d00000000300000005"
            + "010203",
        hex(file));
  }

  @Test
  void pcapngBlocks() {
    byte[] file =
        new Pcapng()
            .section(ByteOrder.LITTLE_ENDIAN)
            .networkInterface(LinkType.ETHERNET, 0, Option.resolutionPower10(9))
            .packet(TRACE.packets().get(0))
            .toByteArray();
    assertEquals(
        "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000"
            + "010000002000000001000000000000000900010009000000"
            + "0000000020000000"
            + "0600000028000000"
            + "0000000000000000"
            + "d0d19a3b"
            + "0500000005000000"
            + "0102030405000000"
            + "28000000",
        hex(file));
  }

  @Test
  void pcapngClocks() {
    assertEquals(1_000_002L, units(Option.resolutionPower10(6)));
    assertEquals(1000L, units(Option.resolutionPower10(3)));
    assertEquals(1_048_578L, units(Option.resolutionPower2(20)));
    assertEquals(2L, units(Option.timeOffset(1)));
  }

  private static long units(Option clock) {
    byte[] file =
        new Pcapng()
            .section(ByteOrder.BIG_ENDIAN)
            .networkInterface(LinkType.ETHERNET, 0, clock)
            .packet(TRACE.packets().get(0))
            .toByteArray();
    return ByteBuffer.wrap(file).getLong(file.length - 40 + 12);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
