package org.tidewaiter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;

/**
 * What fuzzing begins with: the project's own small captures, and the packets and payloads in them.
 * Without fuzzing, every fuzz test runs over these once.
 */
public final class FuzzSeeds {
  private static final Path CAPTURES = Path.of("captures");

  /** Larger ones make every mutation slower and teach nothing. */
  private static final int MAX_FILE_BYTES = 8 * 1024;

  private static final int PACKETS_OF_A_CAPTURE = 24;

  /** Link types that a fuzzed packet names by the index here. */
  public static final int[] LINK_TYPES = {
    1, 0, 9, 10, 12, 14, 50, 51, 99, 100, 101, 104, 105, 107, 108, 109, 113, 117, 119, 122, 127,
    129, 137, 138, 149, 163, 166, 178, 192, 204, 209, 220, 226, 228, 229, 239, 240, 242, 247, 248,
    251, 253, 258, 272, 274, 276, 147, 283, 295, 9999
  };

  private FuzzSeeds() {}

  /** Whole pcap files. */
  public static Stream<byte[]> pcap() throws IOException {
    return files(".pcap");
  }

  /** Whole pcapng files. */
  public static Stream<byte[]> pcapng() throws IOException {
    return Stream.concat(files(".pcapng"), Stream.of(firstOf("link-types.pcapng")));
  }

  /** Whole captures of either format. */
  public static Stream<byte[]> captures() throws IOException {
    return Stream.concat(pcap(), pcapng());
  }

  /** A capture in gzip, twice over, as {@code cat a.gz b.gz} leaves it. */
  public static Stream<byte[]> gzip() throws IOException {
    List<byte[]> packed = new ArrayList<>();
    for (byte[] file : captures().limit(6).toList()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < 2; i++) {
        try (OutputStream out = new GZIPOutputStream(bytes)) {
          out.write(file);
        }
      }
      packed.add(bytes.toByteArray());
    }
    return packed.stream();
  }

  private static Stream<byte[]> files(String ending) throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (Path file : list(ending)) {
      if (Files.size(file) <= MAX_FILE_BYTES) {
        found.add(Files.readAllBytes(file));
      }
    }
    return found.stream();
  }

  private static byte[] firstOf(String name) throws IOException {
    return java.util.Arrays.copyOf(Files.readAllBytes(CAPTURES.resolve(name)), MAX_FILE_BYTES);
  }

  private static List<Path> list(String ending) throws IOException {
    try (Stream<Path> all = Files.list(CAPTURES)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Packets: index of the link type, bytes that were cut off (0 to 255), then the bytes. */
  public static Stream<byte[]> packets() throws IOException {
    List<byte[]> packets = new ArrayList<>();
    forEachBatch(
        (batch, columns) -> {
          for (int i = 0; i < Math.min(batch.size, PACKETS_OF_A_CAPTURE); i++) {
            byte[] seed = new byte[2 + batch.capturedLength[i]];
            seed[0] = (byte) index(batch.linkType[i]);
            seed[1] = (byte) Math.min(255, batch.wireLength[i] - batch.capturedLength[i]);
            batch.bytes.get(batch.offset[i], seed, 2, batch.capturedLength[i]);
            packets.add(seed);
          }
        });
    return packets.stream();
  }

  /** Payloads: IP protocol, then the bytes. */
  public static Stream<byte[]> payloads() throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    forEachBatch(
        (batch, columns) -> {
          int taken = 0;
          for (int i = 0; i < columns.size && taken < 2 * PACKETS_OF_A_CAPTURE; i++) {
            if (columns.payloadCaptured[i] > 0) {
              byte[] seed = new byte[1 + columns.payloadCaptured[i]];
              seed[0] = (byte) columns.protocol(i);
              batch.bytes.get(columns.payloadOffset[i], seed, 1, columns.payloadCaptured[i]);
              payloads.add(seed);
              taken++;
            }
          }
        });
    return payloads.stream();
  }

  private static int index(int linkType) {
    for (int i = 0; i < LINK_TYPES.length; i++) {
      if (LINK_TYPES[i] == linkType) {
        return i;
      }
    }
    return LINK_TYPES.length - 1;
  }

  private interface BatchReader {
    void read(PacketBatch batch, HeaderColumns columns);
  }

  private static void forEachBatch(BatchReader reader) throws IOException {
    List<Path> all = new ArrayList<>(list(".pcap"));
    all.addAll(list(".pcapng"));
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    Decoder decoder = new Decoder(1, false);
    for (Path file : all) {
      try (CaptureFiles captures = CaptureFiles.open(List.of(file.toString()), false)) {
        if (captures.fill(batch)) {
          decoder.decode(batch, columns);
          reader.read(batch, columns);
        }
      }
    }
  }
}
