package org.tidewaiter.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are made to exhaust whoever reads them. */
class HostileFileTest {
  /** Heap that reading any file may need. */
  private static final long MOST_BYTES = 96L << 20;

  @TempDir Path temp;

  @Test
  void aHundredThousandInterfacesAreBoundedAndCounted() throws IOException {
    int interfaces = 100_000;
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).section();
    for (int i = 0; i < interfaces; i++) {
      bytes.captureInterface(1, 0);
    }
    bytes.enhanced(3, 1, 60, 60).enhanced(interfaces - 1, 2, 60, 60);
    Reading reading = Reading.of(bytes.toArray());
    assertEquals(1, reading.packets().size());
    assertTrue(reading.input().interfaces().size() <= CaptureInput.MAX_INTERFACES_LISTED);
    assertEquals(
        interfaces - CaptureInput.MAX_INTERFACES_LISTED, reading.input().unlistedInterfaces());
    assertFalse(reading.damages().isEmpty(), "the packet of an interface that is not listed");
  }

  @Test
  void aBlockOfFourGibibytesIsStoppedAtAndNotWaitedFor() throws IOException {
    for (int type : new int[] {0x123, PcapngBlock.ENHANCED_PACKET}) {
      CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).section().captureInterface(1, 0);
      bytes.enhanced(0, 1, 60, 60).int32(type, 0xfffffffc).counting(0, 5000);
      Reading reading = Reading.of(bytes.toArray());
      assertEquals(1, reading.packets().size());
      assertEquals(1, reading.damages().size());
    }
  }

  private void bomb(Compression compression, long packets) throws IOException {
    byte[] header = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader().toArray();
    byte[] record = CaptureBytes.in(LITTLE_ENDIAN).pcapRecord(0, 0, 60_000, 60_000).toArray();
    java.util.Arrays.fill(record, 16, record.length, (byte) 0);
    Path file = temp.resolve("bomb");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = CompressionTest.packer(compression, packed)) {
      out.write(header);
      for (long i = 0; i < packets; i++) {
        out.write(record);
      }
    }
    Files.write(file, packed.toByteArray());
    long unpacked = packets * record.length;
    assertTrue(Files.size(file) < unpacked / 100, Files.size(file) + " bytes packed");
    long before = usedBytes();
    long read = 0;
    long most = 0;
    PacketBatch batch = new PacketBatch();
    try (CaptureFiles files = CaptureFiles.open(List.of(file.toString()), false)) {
      while (files.fill(batch)) {
        read += batch.size;
        most = Math.max(most, batch.size);
      }
      assertEquals(0, files.inputs().get(0).damageCount());
      assertTrue(usedBytes() - before < MOST_BYTES);
    }
    assertEquals(packets, read);
  }

  @ParameterizedTest
  @EnumSource
  void aBombIsReadPieceByPiece(Compression compression) throws IOException {
    bomb(compression, 1000);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void aBombOfSixGigabytes(Compression compression) throws IOException {
    bomb(compression, 100_000);
  }

  @Test
  void aZstdWindowBeyondTheBoundIsRefused() throws IOException {
    // Magic, then a frame header that asks for a window of 2^41 bytes (RFC 8878, 3.1.1.1.2).
    CaptureBytes frame = CaptureBytes.in(LITTLE_ENDIAN).int32(0xfd2fb528).bytes((byte) 0);
    frame.bytes((byte) 0xf8, (byte) 1, (byte) 0, (byte) 0).counting(0, 64);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getCommittedVirtualMemorySize();
    Reading reading = Reading.of(frame.toArray());
    assertEquals(List.of(), reading.packets());
    assertEquals(1, reading.damages().size());
    assertTrue(system.getCommittedVirtualMemorySize() - before < 1L << 30);
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
