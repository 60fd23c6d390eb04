package org.tidewaiter.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  private static final int RECORD_BYTES = 16 + 500;

  private static byte[] capture(int packets) {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader();
    Random random = new Random(7);
    byte[] noise = new byte[500];
    for (int i = 0; i < packets; i++) {
      random.nextBytes(noise);
      bytes.int32(i, 0, 500, 500).bytes(noise);
    }
    return bytes.toArray();
  }

  private static byte[] pack(Compression compression, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer(compression, packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** A file as this compression packs it. */
  static byte[] packed(Compression compression, byte[] file) {
    try {
      return pack(compression, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OutputStream packer(Compression compression, OutputStream out) throws IOException {
    return switch (compression) {
      case GZIP -> new GZIPOutputStream(out);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
      case LZ4 -> new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB);
    };
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void readsOneStreamOrSeveralAfterOneAnother(Compression compression) throws IOException {
    byte[] file = capture(5000);
    List<Reading.Packet> expected = Reading.of(file).packets();
    byte[] packed = pack(compression, file);
    Reading whole = Reading.of(packed);
    assertEquals(expected, whole.packets());
    assertEquals(compression.text, whole.input().compression());
    assertEquals("pcap µs little-endian", whole.input().format());

    int third = file.length / 3;
    byte[] joined =
        join(
            pack(compression, Arrays.copyOfRange(file, 0, 10)),
            pack(compression, Arrays.copyOfRange(file, 10, third)),
            pack(compression, new byte[0]),
            pack(compression, Arrays.copyOfRange(file, third, file.length)));
    Reading several = Reading.of(joined);
    assertEquals(expected, several.packets());
    assertEquals(List.of(), several.damages());
  }

  @ParameterizedTest
  @EnumSource
  void readsAPipeThatDeliversByteByByte(Compression compression) throws IOException {
    byte[] file = capture(100);
    byte[] joined = join(pack(compression, file), pack(compression, new byte[0]));
    Reading reading = Reading.slowly(joined);
    assertEquals(Reading.of(file).packets(), reading.packets());
    assertEquals(List.of(), reading.damages());
  }

  @ParameterizedTest
  @EnumSource
  void everyShorterFileEndsWithoutException(Compression compression) throws IOException {
    byte[] file = capture(3);
    List<Reading.Packet> all = Reading.of(file).packets();
    byte[] packed = pack(compression, file);
    for (int length = 1; length < packed.length; length++) {
      byte[] shorter = Arrays.copyOf(packed, length);
      Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Reading.of(shorter));
      assertEquals(all.subList(0, reading.packets().size()), reading.packets());
      assertFalse(reading.damages().isEmpty(), "at length " + length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCutFileKeepsNearlyEverythingBefore(Compression compression) throws IOException {
    byte[] file = capture(5000);
    byte[] packed = pack(compression, file);
    Reading reading = Reading.of(Arrays.copyOf(packed, packed.length / 2));
    // The packets are noise and do not shrink; a block of zstd is 128 KiB.
    assertTrue(reading.packets().size() > 2500 - 131_072 / RECORD_BYTES - 5);
    assertEquals(
        Reading.of(file).packets().subList(0, reading.packets().size()), reading.packets());
    assertEquals(1, reading.damages().size());
    long offset = reading.damages().get(0).byteOffset();
    long delivered = 24 + (long) RECORD_BYTES * reading.packets().size();
    assertTrue(offset >= delivered && offset < delivered + RECORD_BYTES, "offset " + offset);
  }

  @ParameterizedTest
  @EnumSource
  void corruptBytesAreDamageAndNeverAnException(Compression compression) throws IOException {
    byte[] file = capture(300);
    List<Reading.Packet> all = Reading.of(file).packets();
    byte[] packed = pack(compression, file);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] corrupt = packed.clone();
      corrupt[random.nextInt(corrupt.length)] ^= (byte) (1 << random.nextInt(8));
      Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Reading.of(corrupt));
      assertTrue(reading.packets().size() <= all.size());
    }
  }

  @Test
  void garbageBehindGzipIsDamageAndZeroesAreNot() throws IOException {
    byte[] file = capture(10);
    byte[] packed = pack(Compression.GZIP, file);
    Reading padded = Reading.of(join(packed, new byte[100_000]));
    assertEquals(List.of(), padded.damages());
    assertEquals(10, padded.packets().size());
    Reading garbage = Reading.of(join(packed, new byte[] {0, 0, 1, 2, 3}));
    assertEquals(10, garbage.packets().size());
    assertEquals(1, garbage.damages().size());
    assertTrue(garbage.damages().get(0).what().contains("something else"));
    byte[] wrongSum = packed.clone();
    wrongSum[packed.length - 8] ^= 1;
    assertTrue(Reading.of(wrongSum).damages().get(0).what().contains("checksum"));
  }

  @Test
  void readsGzipHeadersWithAllTheirOptions() throws IOException {
    byte[] packed = pack(Compression.GZIP, capture(10));
    byte[] header = Arrays.copyOf(packed, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] file =
        join(
            header,
            new byte[] {3, 0, 1, 2, 3},
            new byte[] {'a', 0},
            new byte[] {'b', 'c', 0},
            new byte[] {9, 9},
            Arrays.copyOfRange(packed, 10, packed.length));
    Reading reading = Reading.of(file);
    assertEquals(10, reading.packets().size());
    assertEquals(List.of(), reading.damages());
  }

  @Test
  void closingBeforeTheEndEndsTheThread() throws Exception {
    byte[] packed = pack(Compression.GZIP, capture(20_000));
    CaptureInput input = new CaptureInput("test");
    CaptureFile file =
        new CaptureFile(input, Channels.newChannel(new ByteArrayInputStream(packed)));
    file.fill(new PacketBatch());
    file.close();
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("decompress-gzip") && thread.isAlive()));
  }
}
