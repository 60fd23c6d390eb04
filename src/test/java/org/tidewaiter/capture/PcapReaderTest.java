package org.tidewaiter.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapReaderTest {
  @Test
  void readsLiteralBytes() throws IOException {
    byte[] file =
        HexFormat.of()
            .parseHex(
                "d4c3b2a1020004000000000000000000ffff000001000000"
                    + "b168dd4a40420f000400000008000000cafebabe"
                    + "b268dd4a010000000000000000000000");
    Reading reading = Reading.of(file);
    assertEquals(
        List.of(
            new Reading.Packet(1256024242_000_000_000L, "cafebabe", 8, 1, 0),
            new Reading.Packet(1256024242_000_001_000L, "", 0, 1, 0)),
        reading.packets());
    assertEquals("pcap µs little-endian", reading.input().format());
    assertEquals(2, reading.input().packets());
    assertEquals(4, reading.input().capturedBytes());
    assertEquals(8, reading.input().wireBytes());
    assertEquals(1, reading.input().snappedPackets());
    assertEquals(List.of(), reading.damages());
  }

  @ParameterizedTest
  @CsvSource({
    "a1b2c3d4, 1000, pcap µs, 0",
    "a1b23c4d, 1, pcap ns, 0",
    "1c0001ac, 1, pcap ns, 4",
    "1c0001ab, 1000, pcap µs, 4"
  })
  void readsBothByteOrdersAndResolutions(String magic, int unit, String format, int extra)
      throws IOException {
    for (ByteOrder order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
      byte[] file =
          CaptureBytes.in(order)
              .pcapHeader(Integer.parseUnsignedInt(magic, 16), 2, 4, 96, 113)
              .bytes(new byte[extra])
              .pcapRecord(7, 5, 3, 9)
              .pcapRecord(0xffff_ffff, 999_999, 1, 1)
              .toArray();
      Reading reading = Reading.of(file);
      assertEquals(
          List.of(
              new Reading.Packet(7_000_000_000L + 5L * unit, "070809", 9, 113, 0),
              new Reading.Packet(0xffff_ffffL * 1_000_000_000L + 999_999L * unit, "ff", 1, 113, 0)),
          reading.packets());
      String orderText = order == BIG_ENDIAN ? " big-endian" : " little-endian";
      assertEquals(format + orderText, reading.input().format());
      assertEquals(96, reading.input().interfaces().get(0).snaplen());
    }
  }

  @Test
  void everyShorterFileKeepsItsWholeRecords() throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader();
    int[] ends = new int[4];
    ends[0] = bytes.length();
    for (int i = 1; i < ends.length; i++) {
      ends[i] = bytes.pcapRecord(i, 0, 10 * i, 10 * i).length();
    }
    byte[] file = bytes.toArray();
    List<Reading.Packet> all = Reading.of(file).packets();
    for (int length = 0; length <= file.length; length++) {
      Reading reading = Reading.of(Arrays.copyOf(file, length));
      int whole = 0;
      while (whole + 1 < ends.length && ends[whole + 1] <= length) {
        whole++;
      }
      assertEquals(all.subList(0, whole), reading.packets(), "at length " + length);
      boolean atBoundary = length >= ends[0] && length == ends[whole];
      assertEquals(atBoundary ? 0 : 1, reading.damages().size(), "at length " + length);
      if (!atBoundary) {
        long offset = length < ends[0] ? 0 : ends[whole];
        assertEquals(offset, reading.damages().get(0).byteOffset(), "at length " + length);
      }
      assertEquals(reading.packets(), Reading.slowly(Arrays.copyOf(file, length)).packets());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {262_145, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void stopsAtAnImpossibleLengthAndSaysWhere(int captured) throws IOException {
    CaptureBytes bytes = CaptureBytes.in(BIG_ENDIAN).pcapHeader().pcapRecord(1, 0, 2, 2);
    int offset = bytes.length();
    byte[] file = bytes.int32(2, 0, captured, captured).bytes(new byte[400_000]).toArray();
    Reading reading = Reading.of(file);
    assertEquals(1, reading.packets().size());
    assertEquals(1, reading.damages().size());
    assertEquals(offset, reading.damages().get(0).byteOffset());
    assertTrue(reading.damages().get(0).what().contains(Integer.toUnsignedString(captured)));
  }

  @Test
  void takesTheLongestPacketAndLengthsBeyondAnInt() throws IOException {
    byte[] file =
        CaptureBytes.in(LITTLE_ENDIAN)
            .pcapHeader()
            .pcapRecord(1, 0, 262_144, 0xffff_fff0)
            .pcapRecord(2, 0, 262_144, 262_144)
            .pcapRecord(3, 0, 262_144, 262_144)
            .pcapRecord(4, 0, 262_144, 1)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals(4, reading.packets().size());
    assertEquals(Integer.MAX_VALUE, reading.packets().get(0).wireLength());
    assertEquals(262_144, reading.packets().get(3).wireLength(), "at least what was captured");
    assertEquals(List.of(), reading.damages());
  }

  @Test
  void readsOldOrdersOfTheLengths() throws IOException {
    byte[] oldest =
        CaptureBytes.in(LITTLE_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 2, 1, 68, 1)
            .int32(1, 0, 60, 3) // wire length first
            .counting(1, 3)
            .toArray();
    byte[] either =
        CaptureBytes.in(LITTLE_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 2, 3, 68, 1)
            .int32(1, 0, 60, 3)
            .counting(1, 3)
            .int32(1, 0, 3, 60)
            .counting(1, 3)
            .toArray();
    byte[] dgUx =
        CaptureBytes.in(BIG_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 543, 0, 68, 1)
            .int32(1, 0, 60, 3)
            .counting(1, 3)
            .toArray();
    Reading.Packet packet = new Reading.Packet(1_000_000_000L, "010203", 60, 1, 0);
    assertEquals(List.of(packet), Reading.of(oldest).packets());
    assertEquals(List.of(packet, packet), Reading.of(either).packets());
    assertEquals(List.of(packet), Reading.of(dgUx).packets());
  }

  @Test
  void readsAix() throws IOException {
    byte[] file =
        CaptureBytes.in(BIG_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 2, 2, 68, 6)
            .int32(1, 999_999_999, 60, 3)
            .counting(1, 3)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals(
        List.of(new Reading.Packet(1_999_999_999L, "010203", 60, 1, 0)), reading.packets());
    assertEquals("pcap AIX ns big-endian", reading.input().format());
  }

  @ParameterizedTest
  @CsvSource({
    "a1b2c3d4, 8, pcap modified µs little-endian",
    "a1b2cd34, 8, pcap modified µs little-endian",
    "a1b2cd34, 12, pcap modified SMP µs little-endian",
    "a1b2c3d4, 4, pcap Nokia µs little-endian"
  })
  void recognisesLongerRecordHeaders(String magic, int extra, String format) throws IOException {
    CaptureBytes bytes =
        CaptureBytes.in(LITTLE_ENDIAN)
            .pcapHeader(Integer.parseUnsignedInt(magic, 16), 2, 4, 65535, 1);
    byte[] modified = {2, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0};
    byte[] nokia = {1, (byte) 0xb6, (byte) 0xbf, (byte) 0x9f};
    for (int i = 1; i <= 4; i++) {
      bytes
          .int32(i, 900_000, 60 + i, 60 + i)
          .bytes(Arrays.copyOf(extra == 4 ? nokia : modified, extra))
          .counting(0x45, 60 + i);
    }
    byte[] file = bytes.toArray();
    Reading reading = Reading.of(file);
    assertEquals(format, reading.input().format());
    assertEquals(4, reading.packets().size());
    assertTrue(reading.packets().get(3).bytes().startsWith("454647"));
    assertEquals(List.of(), reading.damages());
    assertEquals(reading.packets(), Reading.slowly(file).packets());
  }

  @Test
  void anOddFirstRecordDoesNotTurnAStandardFileIntoAnother() throws IOException {
    byte[] file =
        CaptureBytes.in(LITTLE_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 2, 4, 10, 1)
            .pcapRecord(1, 5_000_000, 20, 19) // fraction, snaplen and lengths all odd
            .pcapRecord(2, 0, 3, 3)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals("pcap µs little-endian", reading.input().format());
    assertEquals(2, reading.packets().size());
    assertEquals(List.of(), reading.damages());
  }

  @Test
  void masksTheFrameCheckSequenceOutOfTheLinkType() throws IOException {
    byte[] file =
        CaptureBytes.in(LITTLE_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 2, 4, 65535, 0x2400_0069)
            .pcapRecord(1, 0, 3, 3)
            .toArray();
    assertEquals(105, Reading.of(file).packets().get(0).linkType());
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1, 4", "3, 0, 1, 4", "2, 4, 0x00010001, 20"})
  void refusesWhatItDoesNotUnderstand(int major, int minor, String network, long offset)
      throws IOException {
    byte[] file =
        CaptureBytes.in(BIG_ENDIAN)
            .pcapHeader(0xa1b2c3d4, major, minor, 65535, Integer.decode(network))
            .pcapRecord(1, 0, 3, 3)
            .toArray();
    Reading reading = Reading.of(file);
    assertEquals(List.of(), reading.packets());
    assertEquals(offset, reading.damages().get(0).byteOffset());
    assertEquals("pcap", reading.input().format());
  }

  @Test
  void carriesRecordsOverBatchBoundaries() throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader();
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      bytes.pcapRecord(i, 0, i % 211, 300);
    }
    Reading reading = Reading.of(bytes.toArray());
    assertEquals(count, reading.packets().size());
    for (int i = 0; i < count; i++) {
      Reading.Packet packet = reading.packets().get(i);
      byte[] expected = CaptureBytes.countingBytes(i, i % 211);
      assertEquals(HexFormat.of().formatHex(expected), packet.bytes());
      assertEquals(i * 1_000_000_000L, packet.timestampNanos());
    }
    assertEquals(count, reading.input().packets());
    assertEquals(List.of(), reading.damages());
  }
}
