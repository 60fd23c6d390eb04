package org.tidewaiter.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngReaderTest {
  private static CaptureBytes little() {
    return CaptureBytes.in(LITTLE_ENDIAN);
  }

  @Test
  void readsLiteralBytes() throws IOException {
    byte[] file =
        HexFormat.of()
            .parseHex(
                "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000"
                    + "01000000140000000100000060000000"
                    + "14000000"
                    + "060000002400000000000000"
                    + "a3c30400ea4c0f5f"
                    + "0300000040000000"
                    + "aabbcc00"
                    + "24000000");
    Reading reading = Reading.of(file);
    long micros = 0x0004c3a3_5f0f4ceaL;
    assertEquals(List.of(new Reading.Packet(micros * 1000, "aabbcc", 64, 1, 0)), reading.packets());
    assertEquals("pcapng", reading.input().format());
    assertEquals("10^-6", reading.input().interfaces().get(0).resolution());
    assertEquals(96, reading.input().interfaces().get(0).snaplen());
    assertEquals(List.of(), reading.damages());
  }

  @Test
  void readsSectionsOfBothByteOrdersWithInterfacesThatDiffer() throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN);
    for (ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
      CaptureBytes options = CaptureBytes.in(order);
      byte[] nanos =
          options.option(2, "eth7".getBytes(UTF_8)).option(9, (byte) 9).option(0).toArray();
      bytes
          .order(order)
          .section()
          .captureInterface(1, 0, nanos)
          .captureInterface(101, 4)
          .enhanced(0, 5_000_000_001L, 3, 3)
          .enhanced(1, 7, 2, 2)
          .obsolete(1, 8, 1, 5)
          .simple(9, 4);
    }
    Reading reading = Reading.of(bytes.toArray());
    List<Reading.Packet> expected = new ArrayList<>();
    for (int base = 0; base <= 2; base += 2) {
      expected.add(new Reading.Packet(5_000_000_001L, "010203", 3, 1, base));
      expected.add(new Reading.Packet(7_000, "0708", 2, 101, base + 1));
      expected.add(new Reading.Packet(8_000, "08", 5, 101, base + 1));
      expected.add(new Reading.Packet(8_000, "090a0b0c", 9, 1, base));
    }
    assertEquals(expected, reading.packets());
    CaptureInput input = reading.input();
    assertEquals(4, input.interfaces().size());
    assertEquals("eth7", input.interfaces().get(2).name());
    assertEquals("10^-9", input.interfaces().get(2).resolution());
    assertEquals(Map.of(1, 4L, 101, 4L), input.packetsByLinkType());
    assertEquals(2, input.untimedPackets());
    assertEquals(4, input.snappedPackets());
    assertEquals(List.of(), reading.damages());
  }

  @Test
  void appliesResolutionAndOffsetOfTheInterface() throws IOException {
    byte[] binary =
        little().option(9, (byte) 0x8a).option(14, little().int64(-2).toArray()).toArray();
    byte[] picos = little().option(9, (byte) 12).toArray();
    byte[] file =
        little()
            .section()
            .captureInterface(1, 0, binary)
            .captureInterface(1, 0, picos)
            .enhanced(0, 3 * 1024 + 512, 0, 0)
            .enhanced(1, 1_999, 0, 0)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals(1_500_000_000L, reading.packets().get(0).timestampNanos());
    assertEquals(1, reading.packets().get(1).timestampNanos());
    assertEquals("2^-10", reading.input().interfaces().get(0).resolution());
  }

  @Test
  void everyShorterFileKeepsItsWholePackets() throws IOException {
    CaptureBytes bytes = little().section();
    List<Integer> ends = new ArrayList<>(List.of(0, bytes.length()));
    ends.add(bytes.captureInterface(1, 0).length());
    List<Integer> packetEnds = new ArrayList<>();
    packetEnds.add(bytes.enhanced(0, 1, 5, 5).length());
    packetEnds.add(bytes.obsolete(0, 2, 0, 5).length());
    packetEnds.add(bytes.simple(6, 6).length());
    ends.addAll(packetEnds);
    ends.add(bytes.block(0x7777, new byte[9]).length());
    byte[] file = bytes.toArray();
    List<Reading.Packet> all = Reading.of(file).packets();
    assertEquals(3, all.size());
    for (int length = 0; length <= file.length; length++) {
      byte[] shorter = Arrays.copyOf(file, length);
      Reading reading = Reading.of(shorter);
      int limit = length;
      int whole = (int) packetEnds.stream().filter(end -> end <= limit).count();
      assertEquals(all.subList(0, whole), reading.packets(), "at length " + length);
      int blockStart = ends.stream().filter(end -> end <= limit).max(Integer::compare).get();
      boolean atBoundary = length > 0 && blockStart == length;
      assertEquals(atBoundary ? 0 : 1, reading.damages().size(), "at length " + length);
      if (!atBoundary) {
        assertEquals(blockStart, reading.damages().get(0).byteOffset(), "at length " + length);
      }
      assertEquals(reading.packets(), Reading.slowly(shorter).packets());
    }
  }

  @Test
  void leavesOutAWrongPacketInASoundBlock() throws IOException {
    CaptureBytes bytes = little().section().captureInterface(1, 0).enhanced(0, 1, 4, 4);
    int unknownInterface = bytes.length();
    bytes.enhanced(1, 2, 4, 4);
    int tooLong = bytes.length();
    byte[] body = little().int32(0, 0, 3, 9, 9).bytes(new byte[8]).toArray();
    bytes.block(PcapngBlock.ENHANCED_PACKET, body).enhanced(0, 4, 4, 4);
    Reading reading = Reading.of(bytes.toArray());
    assertEquals(2, reading.packets().size());
    assertEquals(
        List.of((long) unknownInterface, (long) tooLong),
        reading.damages().stream().map(Damage::byteOffset).toList());
  }

  @Test
  void aPacketBeforeAnyInterfaceIsDamage() throws IOException {
    byte[] file = little().section().enhanced(0, 1, 4, 4).simple(4, 4).toArray();
    Reading reading = Reading.of(file);
    assertEquals(0, reading.packets().size());
    assertEquals(2, reading.damages().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 11, 13, 35, 40, 400, 0x7fff_fff0, 0xffff_fff0, -1})
  void goesOnBehindABlockWithAWrongLength(int length) throws IOException {
    CaptureBytes bytes = little().section().captureInterface(1, 0).enhanced(0, 1, 4, 4);
    int offset = bytes.length();
    bytes.int32(PcapngBlock.ENHANCED_PACKET, length, 0, 0, 2, 4, 4).counting(2, 4).int32(36);
    int next = bytes.length();
    byte[] file = bytes.enhanced(0, 3, 4, 4).enhanced(0, 4, 4, 4).toArray();
    Reading reading = Reading.of(file);
    assertEquals(
        List.of("01020304", "03040506", "04050607"),
        reading.packets().stream().map(Reading.Packet::bytes).toList());
    assertEquals(1, reading.damages().size());
    Damage damage = reading.damages().get(0);
    assertEquals(offset, damage.byteOffset());
    assertTrue(damage.advice().contains("at byte " + next), damage.advice());
    assertTrue(damage.advice().contains((next - offset) + " bytes"), damage.advice());
    assertEquals(reading, readingAs(reading, Reading.slowly(file)));
  }

  /** Records compare inputs by identity; what matters is packets and damages. */
  private static Reading readingAs(Reading expected, Reading other) {
    assertEquals(expected.damages(), other.damages());
    return new Reading(expected.input(), other.packets());
  }

  @Test
  void goesOnBehindABlockWithAWrongTrailer() throws IOException {
    byte[] file =
        little()
            .section()
            .captureInterface(1, 0)
            .enhanced(0, 1, 4, 4)
            .enhanced(0, 2, 4, 4)
            .enhanced(0, 3, 4, 4)
            .toArray();
    file[28 + 20 + 36 + 36 - 4] ^= 1;
    Reading reading = Reading.of(file);
    assertEquals(2, reading.packets().size());
    assertEquals(28 + 20 + 36, reading.damages().get(0).byteOffset());
  }

  @Test
  void findsASectionAppendedToACutFileAtAnyByte() throws IOException {
    byte[] first = little().section().captureInterface(1, 0).enhanced(0, 1, 40, 40).toArray();
    byte[] second =
        CaptureBytes.in(BIG_ENDIAN)
            .section()
            .captureInterface(113, 0)
            .enhanced(0, 2, 4, 4)
            .toArray();
    for (int cut = 48; cut < first.length; cut++) {
      byte[] file = Arrays.copyOf(first, cut + second.length);
      System.arraycopy(second, 0, file, cut, second.length);
      Reading reading = Reading.of(file);
      assertEquals(1, reading.packets().size(), "cut at " + cut);
      assertEquals(113, reading.packets().get(0).linkType());
      assertEquals(cut == 48 ? 0 : 1, reading.damages().size(), "cut at " + cut);
    }
  }

  @Test
  void stepsOverUnknownBlocksHoweverLong() throws IOException {
    CaptureBytes bytes = little().section().captureInterface(1, 0).enhanced(0, 1, 4, 4);
    byte[] file =
        bytes
            .block(0x8000_0001, new byte[3_000_000])
            .enhanced(0, 2, 4, 4)
            .block(PcapngBlock.CUSTOM, new byte[PcapngBlock.MAX_HELD_BYTES - 12])
            .enhanced(0, 3, 4, 4)
            .block(PcapngBlock.DECRYPTION_SECRETS, new byte[PcapngBlock.MAX_HELD_BYTES - 8])
            .block(0x8000_0001, new byte[0])
            .enhanced(0, 4, 4, 4)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals(4, reading.packets().size());
    assertEquals(List.of(), reading.damages());
    assertEquals(2, reading.input().unknownBlocks());
  }

  @Test
  void reportsALongUnknownBlockThatIsCutOrWrong() throws IOException {
    CaptureBytes bytes = little().section().captureInterface(1, 0).enhanced(0, 1, 4, 4);
    byte[] cut = bytes.int32(0x8000_0001, 0x7000_0000).bytes(new byte[1_000_000]).toArray();
    Reading reading = Reading.of(cut);
    assertEquals(1, reading.packets().size());
    assertEquals(1, reading.damages().size());

    bytes = little().section().captureInterface(1, 0).block(0x8000_0001, new byte[1_000_000]);
    byte[] wrong = bytes.enhanced(0, 1, 4, 4).toArray();
    wrong[28 + 20 + 1_000_012 - 4] ^= 4;
    reading = Reading.of(wrong);
    assertEquals(1, reading.packets().size());
    assertEquals(1, reading.damages().size());
  }

  @Test
  void stepsOverASectionOfAnUnknownVersion() throws IOException {
    byte[] header = little().int32(0x1a2b3c4d).int16(2, 0).int64(-1).toArray();
    byte[] file =
        little()
            .block(PcapngBlock.SECTION_HEADER, header)
            .captureInterface(1, 0)
            .enhanced(0, 1, 4, 4)
            .section()
            .captureInterface(1, 0)
            .enhanced(0, 2, 4, 4)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals(1, reading.packets().size());
    assertEquals(List.of(12L), reading.damages().stream().map(Damage::byteOffset).toList());
  }

  @Test
  void keepsTheLastDropCountOfAnInterface() throws IOException {
    CaptureBytes bytes = little().section().captureInterface(1, 0).captureInterface(1, 0);
    for (long dropped : new long[] {3, 17}) {
      byte[] statistics =
          little()
              .int32(1)
              .int64(0)
              .option(5, little().int64(dropped).toArray())
              .option(7, little().int64(2).toArray())
              .toArray();
      bytes.block(PcapngBlock.INTERFACE_STATISTICS, statistics);
    }
    CaptureInput input = Reading.of(bytes.toArray()).input();
    assertEquals(CaptureInterface.UNKNOWN, input.interfaces().get(0).dropped());
    assertEquals(19, input.interfaces().get(1).dropped());
  }

  @Test
  void boundsInterfacesOfASectionAndOfAnInput() throws IOException {
    CaptureBytes bytes = little();
    for (int section = 0; section < 2; section++) {
      bytes.section();
      for (int i = 0; i < PcapngInterfaces.MAX_INTERFACES + 1; i++) {
        bytes.captureInterface(i & 1, 0);
      }
      bytes.enhanced(65_535, 1, 4, 4).enhanced(65_536, 1, 4, 4);
    }
    Reading reading = Reading.of(bytes.toArray());
    assertEquals(2, reading.packets().size());
    assertEquals(65_535, reading.packets().get(1).interfaceId());
    assertEquals(1, reading.packets().get(1).linkType());
    assertEquals(2, reading.damages().size());
    assertEquals(CaptureInput.MAX_INTERFACES_LISTED, reading.input().interfaces().size());
    assertEquals(CaptureInput.MAX_INTERFACES_LISTED + 2, reading.input().unlistedInterfaces());
  }

  @Test
  void boundsTheDamagesThatAreKept() throws IOException {
    CaptureBytes bytes = little().section();
    for (int i = 0; i < 1000; i++) {
      bytes.enhanced(3, 1, 4, 4);
    }
    Reading reading = Reading.of(bytes.toArray());
    assertEquals(CaptureInput.MAX_DAMAGES_KEPT, reading.damages().size());
    assertEquals(1000, reading.input().damageCount());
  }

  @Test
  void anOptionThatRunsOutOfItsBlockEndsTheOptions() throws IOException {
    byte[] options = {9, 0, 1, 0, 9, 0, 0, 0, 2, 0, (byte) 0xff, (byte) 0xff};
    byte[] file = little().section().captureInterface(1, 0, options).toArray();
    CaptureInterface one = Reading.of(file).input().interfaces().get(0);
    assertEquals("10^-9", one.resolution());
    assertEquals("", one.name());
  }

  @Test
  void carriesBlocksOverBatchBoundaries() throws IOException {
    CaptureBytes bytes = little().section().captureInterface(1, 0);
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      if (i % 3 == 0) {
        bytes.simple(300, 200);
      } else {
        bytes.enhanced(0, i, i % 211, 300);
      }
    }
    Reading reading = Reading.of(bytes.toArray());
    assertEquals(count, reading.packets().size());
    assertEquals(List.of(), reading.damages());
    for (int i = 0; i < count; i++) {
      byte[] expected =
          i % 3 == 0
              ? CaptureBytes.countingBytes(300, 200)
              : CaptureBytes.countingBytes(i, i % 211);
      assertEquals(HexFormat.of().formatHex(expected), reading.packets().get(i).bytes());
    }
  }

  @Test
  void aSectionHeaderWithWrongLengthsStillBeginsItsSection() throws IOException {
    for (int lengthAt : new int[] {4, 24}) {
      for (int wrong : new int[] {0, 29, 32, 1000, -1, 0x7fff_fff0}) {
        CaptureBytes file = CaptureBytes.in(LITTLE_ENDIAN).section().captureInterface(1, 0);
        for (int i = 0; i < 5; i++) {
          file.enhanced(0, i, 60, 60);
        }
        byte[] bytes = file.toArray();
        java.nio.ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN).putInt(lengthAt, wrong);
        Reading reading = Reading.of(bytes);
        String what = wrong + " at " + lengthAt + ": " + reading.damages();
        assertEquals(5, reading.packets().size(), what);
        assertEquals(1, reading.damages().size(), what);
        assertEquals(reading.packets(), Reading.slowly(bytes).packets());
        assertEquals(reading.damages(), Reading.slowly(bytes).damages());
      }
    }
  }

  @Test
  void aLaterSectionHeaderWithWrongLengthsEndsTheSectionBeforeIt() throws IOException {
    CaptureBytes file = CaptureBytes.in(LITTLE_ENDIAN).section().captureInterface(1, 0);
    file.enhanced(0, 1, 60, 60);
    int second = file.length();
    file.section().captureInterface(101, 0).enhanced(0, 2, 60, 60);
    byte[] bytes = file.toArray();
    java.nio.ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN).putInt(second + 24, 7);
    Reading reading = Reading.of(bytes);
    assertEquals(
        List.of(1, 101), reading.packets().stream().map(Reading.Packet::linkType).toList());
  }
}
