package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads real captures, if they are at hand, and compares the counts with those of other tools. */
class CorpusTest {
  private static final long MOST_MILLIS = 1000;
  private static final long LEAST_BYTES_PER_PACKET = 16;
  private static final CSVFormat CSV =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /** Where we differ from Wireshark, and why. */
  private static final Map<String, String> EXPLAINED =
      Map.ofEntries(
          Map.entry("format-variants/pcapplusplus__solaris.snoop", "snoop is another format"),
          Map.entry(
              "link-types/tcpdump__atm-oam-loopback-print-overrun.pcap",
              "Wireshark does not count the pseudo header of ATM, and cuts the fraction of the"
                  + " second, here 1159821166 microseconds, to 32 bits of nanoseconds"),
          Map.entry(
              "pcapng-structure/gopacket__be__test901.pcapng",
              "behind a section of an unknown version there is a good one; Wireshark gives up"),
          Map.entry("pcapng-structure/gopacket__le__test901.pcapng", "the same, little-endian"),
          Map.entry(
              "pcapng-structure/pcapng-test-generator__basic__test017.pcapng",
              "Wireshark counts custom blocks as frames; they are no packets"),
          Map.entry("pcapng-structure/pcapng-test-generator__basic__test017~2.pcapng", "the same"));

  private final Path shared =
      Path.of(System.getProperty("tidewaiter.shared", "../shared")).resolve("captures");

  private final PacketBatch batch = new PacketBatch();

  @BeforeEach
  void corpusIsAtHand() {
    assumeTrue(Files.isDirectory(shared), "no corpus");
  }

  private CaptureInput read(Path file) throws IOException {
    try (CaptureFiles files = CaptureFiles.open(List.of(file.toString()), false)) {
      while (files.fill(batch)) {}
      return files.inputs().get(0);
    }
  }

  @Test
  void countsBytesAndTimesAreThoseOfWireshark() throws IOException {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    Path truth = shared.resolve("truth/given-files.csv");
    try (CSVParser rows = CSV.parse(Files.newBufferedReader(truth))) {
      for (CSVRecord row : rows) {
        String path = row.get("path");
        if (!EXPLAINED.containsKey(path)) {
          compare(row, read(shared.resolve("given").resolve(path)), differences);
          compared++;
        }
      }
    }
    assertTrue(compared > 250, compared + " captures");
    assertEquals(List.of(), differences);
  }

  private static void compare(CSVRecord row, CaptureInput input, List<String> differences) {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    expected.put("packets", row.get("frames_tshark"));
    actual.put("packets", Long.toString(input.packets()));
    expected.put("wire bytes", row.get("wire_bytes_tshark"));
    actual.put("wire bytes", Long.toString(input.wireBytes()));
    expected.put("captured bytes", row.get("captured_bytes_tshark"));
    actual.put("captured bytes", Long.toString(input.capturedBytes()));
    expected.put("snapped", row.get("snapped_frames"));
    actual.put("snapped", Long.toString(input.snappedPackets()));
    putTime("first", row.get("first_ts"), input.earliestNanos(), expected, actual);
    putTime("last", row.get("last_ts"), input.latestNanos(), expected, actual);
    if (!expected.equals(actual)) {
      differences.add(row.get("path") + " expected " + expected + " read " + actual);
    }
  }

  private static void putTime(
      String name,
      String seconds,
      long nanos,
      Map<String, String> expected,
      Map<String, String> actual) {
    if (!seconds.isEmpty() && !seconds.equals("n/a")) {
      expected.put(name, new BigDecimal(seconds).movePointRight(9).toBigInteger().toString());
      actual.put(name, Long.toString(nanos));
    }
  }

  @Test
  void hostileCapturesEndSoonAndWithoutException() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(shared.resolve("malformed"))) {
      files = found.sorted().toList();
    }
    assertTrue(files.size() > 500);
    assertAll(
        files.stream()
            .map(
                file ->
                    () -> {
                      long begin = System.nanoTime();
                      CaptureInput input = read(file);
                      long millis = (System.nanoTime() - begin) / 1_000_000;
                      assertTrue(millis < MOST_MILLIS, file + " took " + millis + " ms");
                      long mostPackets = Files.size(file) / LEAST_BYTES_PER_PACKET;
                      assertTrue(
                          !input.compression().isEmpty() || input.packets() <= mostPackets,
                          file.toString());
                    }));
  }
}
