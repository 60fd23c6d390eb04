package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;

/** Real captures, where they are at hand: counts of frames as tshark has them, and no surprises. */
class DecoderCorpusTest {
  private static final long SEED = 20261122;
  private static final Path SHARED =
      Path.of(System.getProperty("tidewaiter.shared", "../shared")).resolve("captures");

  /** Captures whose counts differ from tshark's, and why. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "fragments/zeek__ipv4__fragmented-1.pcap",
          "tshark shows a datagram in its last fragment only; an incomplete one not at all",
          "tcp-state/pcapplusplus__tcp-reassembly.pcap",
          "tshark also dissects the sampled header inside an sFlow message",
          "tcp-state/tcpdump__bigtcp-ipv6-geneve-ipv4.pcap",
          "tshark 4.0 stops at an IPv6 length of 0, which offload leaves; we take the frame's",
          "tunnels/libpcap__filter__AH-IPcomp-IPv4.pcap",
          "tshark inflates IPComp; to us it is a flow without ports");

  private final PacketBatch batch = new PacketBatch();
  private final HeaderColumns columns = new HeaderColumns();

  @Test
  void framesWithIpTcpAndUdpAreThoseOfTshark() throws IOException {
    Path truth = SHARED.resolve("truth/given-files.csv");
    assumeTrue(Files.exists(truth));
    Map<String, String> differences = new TreeMap<>();
    try (CSVParser rows = parser(truth)) {
      for (CSVRecord row : rows) {
        Frames frames = decode(SHARED.resolve("given").resolve(row.get("path")));
        if (frames.packets != Long.parseLong(row.get("frames_tshark"))) {
          continue; // another reader's matter
        }
        List<String> expected =
            Stream.of("ip4_frames", "ip6_frames", "tcp_frames", "udp_frames")
                .map(row::get)
                .toList();
        if (!expected.equals(frames.counts())) {
          differences.put(row.get("path"), expected + " " + frames.counts());
        }
      }
    }
    assertEquals(EXPLAINED.keySet(), differences.keySet(), differences.toString());
  }

  @Test
  void hostileCapturesKeepTheInvariants() throws IOException {
    Path malformed = SHARED.resolve("malformed");
    assumeTrue(Files.isDirectory(malformed));
    long packets = 0;
    try (Stream<Path> paths = Files.walk(malformed)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        packets += decode(path).packets;
      }
    }
    assertTrue(packets > 0);
  }

  private static CSVParser parser(Path path) throws IOException {
    return CSVParser.parse(
        Files.newBufferedReader(path),
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get());
  }

  private Frames decode(Path path) throws IOException {
    Decoder decoder = new Decoder(SEED, false);
    Frames frames = new Frames();
    try (CaptureFiles files = CaptureFiles.open(List.of(path.toString()), false)) {
      while (files.fill(batch)) {
        decoder.decode(batch, columns);
        DecodeInvariants.check(batch, columns, SEED);
        frames.count(batch, columns);
      }
    }
    DecodeInvariants.check(decoder.counters(), frames.packets);
    return frames;
  }

  /** Frames by what they have, as tshark's display filters count them. */
  private static final class Frames {
    private static final int IP4 = 0;
    private static final int IP6 = 1;
    private static final int TCP = 2;
    private static final int UDP = 3;

    private long packets;
    private final long[] frames = new long[4];

    void count(PacketBatch batch, HeaderColumns columns) {
      packets += batch.size;
      boolean[][] has = new boolean[batch.size][4];
      for (int row = 0; row < columns.size; row++) {
        boolean[] frame = has[columns.packet[row]];
        int flags = columns.flags[row];
        boolean ports = (flags & HeaderColumns.HAS_PORTS) != 0;
        frame[(flags & HeaderColumns.IPV6) != 0 ? IP6 : IP4] = true;
        frame[TCP] |= ports && columns.protocol(row) == IpProtocol.TCP;
        frame[UDP] |= ports && columns.protocol(row) == IpProtocol.UDP;
      }
      for (boolean[] frame : has) {
        for (int i = 0; i < frame.length; i++) {
          frames[i] += frame[i] ? 1 : 0;
        }
      }
    }

    List<String> counts() {
      List<String> counts = new ArrayList<>();
      Arrays.stream(frames).forEach(count -> counts.add(Long.toString(count)));
      return counts;
    }
  }
}
