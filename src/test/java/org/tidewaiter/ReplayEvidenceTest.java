package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.report.CsvTable;

/** {@code replay --evidence}: the files beside the findings hold their packets as captured. */
class ReplayEvidenceTest {
  @TempDir Path temp;
  private Path rules;

  /** Rules by which every answered service is a finding. */
  @BeforeEach
  void makeRules() throws IOException {
    rules = Files.createDirectory(temp.resolve("rules"));
    Files.writeString(
        rules.resolve("expectations.csv"),
        """
        id,service,servers,clients,verdict,severity,until,owner,reason
        all,any,any,any,alert,medium,,test,every service is one too many
        """);
  }

  private Path replay(String name, Path capture, String... more) {
    Path report = temp.resolve(name);
    List<String> options = new ArrayList<>(List.of("--evidence", "--rules", rules.toString()));
    options.addAll(List.of(more));
    Replaying.Run run =
        Replaying.replay(report, List.of(capture.toString()), options.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return report;
  }

  private static Path capture(String name) {
    return Path.of("captures", name);
  }

  /** The packets of each evidence file by its name. */
  private static Map<String, List<CapturedPacket>> evidence(Path report) throws IOException {
    Map<String, List<CapturedPacket>> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(report.resolve("evidence"))) {
      for (Path path : paths.toList()) {
        files.put("evidence/" + path.getFileName(), CapturedPacket.of(path));
      }
    }
    return files;
  }

  /** Whether the packets are some of the others, in the same order. */
  private static boolean isPartOf(List<CapturedPacket> some, List<CapturedPacket> all) {
    int next = 0;
    for (CapturedPacket packet : all) {
      next += next < some.size() && some.get(next).equals(packet) ? 1 : 0;
    }
    return next == some.size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tunnels.pcap",
        "link-types.pcapng",
        "fragments.pcap",
        "vlan-qinq.pcap",
        "nanosecond.pcap",
        "big-endian.pcap",
        "mpls-pppoe.pcap",
        "snaplen-68.pcap",
        "reused-ports.pcap",
        "office-kms.pcapng"
      })
  void packetsAreTheOriginalOnes(String name) throws IOException {
    Path report = replay("report", capture(name));
    List<CapturedPacket> all = CapturedPacket.of(capture(name));
    Map<String, List<CapturedPacket>> files = evidence(report);
    assertFalse(files.isEmpty());
    files.forEach((file, packets) -> assertTrue(isPartOf(packets, all), file));
    int withFile = 0;
    try (CsvTable findings = new CsvTable(report.resolve("findings.csv"))) {
      while (findings.next()) {
        String file = findings.text("evidence_file");
        withFile += file.isEmpty() ? 0 : 1;
        // A packet that tunnels in itself counts for several flows.
        if (!file.isEmpty() && findings.number("flows") == 1) {
          assertEquals(findings.number("packets"), files.get(file).size(), file);
        }
      }
    }
    assertEquals(files.size(), withFile);
  }

  @Test
  void compressedAndPipedInputsGiveTheSamePackets() throws IOException, InterruptedException {
    Map<String, List<CapturedPacket>> plain =
        evidence(replay("plain", capture("office-kms.pcapng")));
    Path gzip = temp.resolve("office.pcapng.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      Files.copy(capture("office-kms.pcapng"), out);
    }
    assertEquals(plain, evidence(replay("gzip", gzip)));
    assertEquals(plain, evidence(replay("piped", pipe(capture("office-kms.pcapng")))));
  }

  private Path pipe(Path capture) throws IOException, InterruptedException {
    Path pipe = temp.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no named pipes");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = Files.newOutputStream(pipe)) {
                Files.copy(capture, out);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.setDaemon(true);
    writer.start();
    return pipe;
  }

  @Test
  void theCommandAfterwardsCopiesTheSamePackets() throws IOException {
    Path report = replay("report", capture("tunnels.pcap"));
    for (var file : evidence(report).entrySet()) {
      String id = file.getKey().substring(9, 21);
      Path again = temp.resolve(id + ".pcapng");
      Replaying.Run run =
          Replaying.run(
              "evidence", report.toString(), id, "captures/tunnels.pcap", "-w", again.toString());
      assertEquals(0, run.exitCode(), run.err());
      assertEquals(file.getValue(), CapturedPacket.of(again), id);
    }
  }

  @Test
  void whatTheFilterLeavesOutIsNoEvidence() throws IOException {
    assumeTrue(
        Replaying.run("replay", "captures/icmp.pcap", "-f", "icmp", "-o", temp + "/f").exitCode()
            == 0,
        "no libpcap");
    for (List<CapturedPacket> packets :
        evidence(replay("report", capture("office-kms.pcapng"), "-f", "udp")).values()) {
      for (CapturedPacket packet : packets) {
        assertEquals("11", packet.bytes().substring(46, 48), "a datagram of UDP");
      }
    }
  }

  @Test
  void filesOfAnotherRunDoNotStayBehind() throws IOException {
    Path report = replay("report", capture("office-kms.pcapng"));
    assertTrue(Files.exists(report.resolve("report.html")));
    Path own = report.resolve("evidence/mine.pcapng");
    Files.writeString(own, "the user's own");
    Replaying.replay(report, List.of("captures/rogue-dhcp.pcap"), "--force", "--evidence");
    assertEquals(2, evidenceFiles(report));
    Replaying.replay(report, List.of("captures/rogue-dhcp.pcap"), "--force");
    assertEquals(1, evidenceFiles(report));
    assertTrue(Files.exists(own));
  }

  private static long evidenceFiles(Path report) throws IOException {
    try (Stream<Path> files = Files.list(report.resolve("evidence"))) {
      return files.count();
    }
  }
}
