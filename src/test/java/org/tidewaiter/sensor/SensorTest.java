package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.CapturedPacket;
import org.tidewaiter.Replaying;
import org.tidewaiter.capture.live.FrameSender;
import org.tidewaiter.capture.live.NetworkNamespace;

/** The sensor as a process, in a network namespace; skipped where there can be none. */
class SensorTest extends SensorInNetwork {
  /** How long tcpdump may keep packets to itself (its block timeout), and a little. */
  private static final int TCPDUMP_BLOCK_MILLIS = 1_200;

  private static final double MOST_SECONDS_TO_STOP = 2;

  private SensorRun start(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("-i", NetworkNamespace.FAR));
    all.addAll(List.of(options));
    return SensorRun.start(network, out, all.toArray(String[]::new));
  }

  private void send(int count, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(flood, "-i", NetworkNamespace.NEAR, "-n", Integer.toString(count)));
    command.addAll(List.of(more));
    network.run(command.toArray(String[]::new));
  }

  /** Captures a device into a file: whole once {@link #stopTcpdump} has ended it. */
  private Process startTcpdump(String device, Path capture) throws IOException {
    Process tcpdump =
        network.start(
            "tcpdump", "-i", device, "--nano", "-U", "-Z", "root", "-w", capture.toString());
    awaitOutput(tcpdump, "listening on");
    return tcpdump;
  }

  // Not by its immediate mode, in which it has room for a few packets only and loses some.
  private static void stopTcpdump(Process tcpdump) throws InterruptedException {
    Thread.sleep(TCPDUMP_BLOCK_MILLIS);
    tcpdump.destroy();
    tcpdump.waitFor();
  }

  private static void awaitOutput(Process process, String part) throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null && !line.contains(part)) {
      line = output.readLine();
    }
  }

  private static void awaitPackets(SensorRun run) throws InterruptedException {
    // Two idle times and the time a block may stay open in the kernel, and some.
    Thread.sleep(400);
    assertFalse(run.lines().isEmpty());
  }

  private Path rules(String networks) throws IOException {
    Path rules = directory.resolve("rules");
    Files.createDirectories(rules);
    Files.writeString(rules.resolve("networks.csv"), networks);
    return rules;
  }

  /** Cells of rows that a second capture of the same packets must agree in, by row. */
  private static List<String> comparable(Path report, String file, String... timesAndNames) {
    List<String> rows = SensorRun.lines(report, file);
    List<String> header = List.of(rows.get(0).split(","));
    Set<Integer> left = new HashSet<>();
    for (String name : timesAndNames) {
      left.add(header.indexOf(name));
    }
    List<String> compared = new ArrayList<>();
    for (String row : rows) {
      List<String> cells = List.of(row.split(",", -1));
      StringBuilder kept = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        kept.append(left.contains(i) ? "" : cells.get(i)).append(',');
      }
      compared.add(kept.toString());
    }
    return compared;
  }

  /** The kernel stamps a packet once for each socket, so times may differ by nanoseconds. */
  @ParameterizedTest
  @ValueSource(strings = {"afpacket", "pcap4j"})
  void reportsWhatReplayReportsOfTcpdumpsCapture(String way) throws Exception {
    Path capture = directory.resolve("stretch.pcap");
    Path replayed = directory.resolve("replayed");
    Process tcpdump = startTcpdump(NetworkNamespace.FAR, capture);
    try (SensorRun run = start("--capture", way)) {
      List<Path> captures;
      try (Stream<Path> files = Files.list(Path.of("captures"))) {
        captures =
            files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
      }
      int sent = network.call(() -> FrameSender.send(NetworkNamespace.NEAR, captures));
      assertTrue(sent > 3000, "sent " + sent);
      run.stop();
      stopTcpdump(tcpdump);
      assertEquals(sent, run.accounted("read", "packets"));
      assertEquals(0, run.accounted("drop", "by-kernel"));
      assertEquals(0, Replaying.replay(replayed, List.of(capture.toString())).exitCode());
      Path live = run.onlyPeriod();
      String[] ofFlows = {
        "flow_id", "first_seen", "last_seen", "duration_s", "parent_flow", "input"
      };
      String[] times = {"first_seen", "last_seen"};
      assertEquals(
          comparable(replayed, "flows.csv", ofFlows), comparable(live, "flows.csv", ofFlows));
      for (String file : List.of("services.csv", "hosts.csv", "findings.csv")) {
        assertEquals(comparable(replayed, file, times), comparable(live, file, times), file);
      }
      assertEquals(outcomes(replayed), outcomes(live));
      assertToldAll(run, live);
    }
  }

  private static List<String> outcomes(Path report) {
    return comparable(report, "accounting.csv", "input").stream()
        .filter(row -> !row.startsWith("drop,") && !row.startsWith("read,,captured-bytes"))
        .toList();
  }

  /** Each finding of the report was told while the sensor ran, under the same id. */
  private static void assertToldAll(SensorRun run, Path report) {
    Set<String> told = new HashSet<>();
    for (String line : run.findings()) {
      String id = line.replaceFirst(".*\"finding_id\":\"([0-9a-f]{12})\".*", "$1");
      if (line.startsWith("{\"told\":\"withdrawn\"")) {
        told.remove(id);
      } else {
        told.add(id);
      }
    }
    Set<String> reported = new HashSet<>();
    SensorRun.lines(report, "findings.csv").stream()
        .skip(1)
        .forEach(row -> reported.add(row.substring(0, row.indexOf(','))));
    assertTrue(reported.size() > 10, reported::toString);
    assertEquals(reported, told);
  }

  @Test
  void rotatesExactlyAndTellsOfFlowsThatGoOn() throws Exception {
    try (SensorRun run = start("--rotate", "2s")) {
      send(30_000, "-r", "10000", "-f", "10");
      // A quiet line still rotates.
      Thread.sleep(2_300);
      run.stop();
      List<Path> periods = run.periods();
      assertTrue(periods.size() >= 3 && periods.size() <= 5, periods::toString);
      for (Path period : periods.subList(1, periods.size())) {
        int second = Integer.parseInt(period.getFileName().toString().substring(13, 15));
        assertEquals(0, second % 2, periods::toString);
      }
      assertEquals(30_000, run.accounted("read", "packets"));
      assertEquals(30_000, run.accounted("outcome", "flow"));
      assertEquals(10, run.accounted("flow", "created"));
      assertFlowsAddUp(periods);
    }
  }

  private static void assertFlowsAddUp(List<Path> periods) {
    Map<String, Long> packets = new TreeMap<>();
    Map<String, Integer> last = new TreeMap<>();
    for (Path period : periods) {
      List<String> rows = SensorRun.lines(period, "flows.csv");
      for (String row : rows.subList(1, rows.size())) {
        String[] cells = row.split(",", -1);
        packets.merge(cells[0], Long.parseLong(cells[15]), Long::sum);
        boolean goesOn = cells[32].equals("active");
        assertTrue(goesOn || cells[32].equals("end-of-input"), row);
        last.merge(cells[0], goesOn ? 0 : 1, Integer::sum);
      }
    }
    assertEquals(10, packets.size());
    assertTrue(packets.values().stream().allMatch(count -> count == 3_000), packets::toString);
    assertTrue(last.values().stream().allMatch(count -> count == 1), last::toString);
  }

  @Test
  void rotatesBySize() throws Exception {
    try (SensorRun run = start("--rotate", "0", "--rotate-size", "100K", "--idle-timeout", "1s")) {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(1_300);
        send(400, "-f", "400");
      }
      run.awaitUntil("a finished period", () -> !run.periods().isEmpty());
      run.stop();
      assertTrue(run.periods().size() > 1, () -> run.periods().toString());
      assertEquals(1_200, run.accounted("read", "packets"));
    }
  }

  @Test
  void stopsInOrderAndSoon() throws Exception {
    for (String signal : new String[] {"TERM", "INT"}) {
      try (SensorRun run = start()) {
        send(20_000, "-f", "20000");
        long begin = System.nanoTime();
        run.signal(signal);
        assertEquals(0, run.exitCode());
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertTrue(seconds < MOST_SECONDS_TO_STOP, "took " + seconds + " s");
      }
    }
    try (SensorRun run = start()) {
      run.stop();
      assertEquals(40_000, run.accounted("read", "packets"));
    }
  }

  @Test
  void keepsTheOldRulesWhenTheNewOnesAreBad() throws Exception {
    Path rules = rules("group,member\nkms-hosts,10.0.0.1\n");
    try (SensorRun run = start("--rules", rules.toString())) {
      send(100);
      rules("group,member\nkms-hosts,10.0.0.999\n");
      run.signal("HUP");
      run.await("The rules have errors; the ones in use stay.");
      assertTrue(
          run.lines().stream().anyMatch(line -> line.startsWith("networks.csv:2")),
          () -> run.lines().toString());
      rules("group,member\nkms-hosts,10.0.0.2\n");
      run.signal("HUP");
      run.await("The rules were read again and are in use.");
      send(100);
      awaitPackets(run);
      run.stop();
      assertEquals(2, run.periods().size());
      assertEquals(200, run.accounted("read", "packets"));
      String[] first = SensorRun.lines(run.periods().get(0), "flows.csv").get(1).split(",", -1);
      String[] second = SensorRun.lines(run.periods().get(1), "flows.csv").get(1).split(",", -1);
      assertEquals(first[0], second[0]);
      assertEquals("100", first[15]);
      assertEquals("active", first[32]);
      assertEquals("100", second[15]);
      assertEquals(first[21], second[21]);
      assertEquals(first[28], second[28]);
    }
  }

  @Test
  void saysAfterACrashWhatIsLost() throws Exception {
    try (SensorRun run = start("--rotate", "2s")) {
      send(100);
      run.awaitUntil("a finished period", () -> !run.periods().isEmpty());
      run.signal("KILL");
      run.exitCode();
    }
    try (SensorRun run = start()) {
      List<String> lost =
          run.lines().stream().filter(line -> line.contains("did not end properly")).toList();
      assertEquals(1, lost.size(), () -> run.lines().toString());
      run.stop();
      assertEquals(100, run.accounted("read", "packets"));
      try (Stream<Path> entries = Files.list(out)) {
        assertEquals(1, entries.filter(entry -> entry.toString().endsWith(".unfinished")).count());
      }
    }
  }

  @Test
  void leavesADirectoryToTheSensorThatHasIt() throws Exception {
    try (SensorRun run = start();
        SensorRun second = SensorRun.launch(network, List.of(), out, "-i", NetworkNamespace.FAR)) {
      assertEquals(1, second.exitCode());
      assertTrue(
          second.lines().stream().anyMatch(line -> line.endsWith("in use by another sensor")),
          () -> second.lines().toString());
      run.stop();
    }
  }

  @Test
  void goesOnWhenTheDiskIsFull() throws Exception {
    Path small = directory.resolve("small");
    Files.createDirectories(small);
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString())
            .inheritIO()
            .start();
    assertEquals(0, mount.waitFor());
    try {
      out = small.resolve("reports");
      Files.createDirectories(out);
      try (SensorRun run =
          start("--rotate", "1s", "--idle-timeout", "1s", "--metrics", "127.0.0.1:9688")) {
        send(10_000, "-f", "10000");
        run.await("The report of a period cannot be written");
        run.awaitUntil("error counted", () -> metric("tidewaiter_report_errors_total") > 0);
        // The many flows end with their period, so that the last one is small again.
        for (int i = 0; i < 2; i++) {
          Thread.sleep(1_200);
          send(5, "-f", "5");
        }
        run.awaitUntil(
            "packets counted", () -> metric("tidewaiter_packets_total{device=\"far0\"}") == 10_010);
        Thread.sleep(1_200);
        run.stop();
        assertTrue(run.periods().size() >= 1);
        assertTrue(run.accounted("read", "packets") < 10_010);
      }
      // The oldest reports go only if that is asked for.
      try (SensorRun run = start("--rotate", "2s", "--make-room", "--idle-timeout", "1s")) {
        Path oldest = run.periods().get(0);
        // Many small periods: each has room, all together have not.
        for (int i = 0; i < 12; i++) {
          send(700, "-f", "700");
          Thread.sleep(700);
        }
        run.stop();
        assertFalse(Files.exists(oldest), () -> run.periods().toString());
        assertFalse(run.periods().isEmpty());
        assertFalse(
            run.lines().stream().anyMatch(line -> line.contains("cannot be written")),
            () -> run.lines().toString());
      }
    } finally {
      new ProcessBuilder("umount", "-l", small.toString()).inheritIO().start().waitFor();
    }
  }

  private double metric(String name) {
    try {
      return network
          .run("curl", "-s", "http://127.0.0.1:9688/metrics")
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keepsAsManyReportsAsWanted() throws Exception {
    try (SensorRun run = start("--rotate", "1s", "--keep-count", "2")) {
      // Somebody's log rotation takes the file away: another one is begun.
      Files.delete(out.resolve("findings.jsonl"));
      Set<Path> finished = new HashSet<>();
      run.awaitUntil(
          "four finished periods",
          () -> {
            finished.addAll(run.periods());
            return finished.size() >= 4;
          });
      run.stop();
      assertTrue(Files.exists(out.resolve("findings.jsonl")));
      assertEquals(2, run.periods().size(), () -> run.periods().toString());
    }
  }

  @Test
  void leavesOutCopiesAndCountsThem() throws Exception {
    network.run("chown", "nobody", directory.toString());
    network.run("chmod", "755", directory.toString());
    try (SensorRun run =
        start("-i", NetworkNamespace.NEAR, "--dedup", "--user", "nobody", "--rotate", "1h")) {
      // Not by bypass: so both devices see each packet, one as sent and one as received.
      send(1_000, "-q", "-r", "2000");
      send(1_000, "-q", "-r", "2000");
      awaitPackets(run);
      run.stop();
      assertEquals(4_000, run.accounted("read", "packets") + run.accounted("drop", "duplicates"));
      assertEquals("nobody", Files.getOwner(run.onlyPeriod().resolve("flows.csv")).getName());
    }
  }

  @Test
  void findsARogueKmsHostWithinASecond() throws Exception {
    Path rules = rules("group,member\ninternal,10.77.0.0/24\nkms-hosts,10.77.0.10\n");
    network.run("ip", "addr", "add", "10.77.0.15/32", "dev", "lo");
    network.run("ip", "addr", "add", "10.77.0.50/32", "dev", "lo");
    InetSocketAddress collector = new InetSocketAddress("10.77.0.50", 5514);
    Path capture = directory.resolve("all.pcap");
    Process tcpdump = startTcpdump("lo", capture);
    try (DatagramSocket syslog = network.call(() -> new DatagramSocket(collector));
        SensorRun run =
            SensorRun.start(
                network,
                out,
                "-i",
                "lo",
                "--rules",
                rules.toString(),
                "--evidence",
                "--syslog",
                "10.77.0.50:5514")) {
      syslog.setSoTimeout(5_000);
      long answered = network.call(() -> RogueKmsHost.activate("10.77.0.50", "10.77.0.15"));
      run.awaitUntil("the finding", () -> told(run, "kms-unexpected-host"));
      double seconds = (System.currentTimeMillis() - answered) / 1e3;
      assertTrue(seconds < 1, "took " + seconds + " s");
      DatagramPacket message = new DatagramPacket(new byte[4096], 4096);
      syslog.receive(message);
      String text = new String(message.getData(), 0, message.getLength(), StandardCharsets.UTF_8);
      assertTrue(
          text.matches(
              "<8[2-6]>1 [-0-9T:.]+Z \\S+ tidewaiter \\d+ finding - \\{\"told\":\"new\".*"),
          text);
      run.stop();
      stopTcpdump(tcpdump);
      String row =
          SensorRun.lines(run.onlyPeriod(), "findings.csv").stream()
              .filter(any -> any.contains(",high,kms-unexpected-host,"))
              .findFirst()
              .orElseThrow();
      Path evidence = Path.of("evidence", row.substring(0, row.indexOf(',')) + ".pcapng");
      assertTrue(row.endsWith("," + evidence), row);
      List<String> kms = kmsPackets(capture);
      assertTrue(kms.size() > 6, kms::toString);
      assertEquals(kms, packets(run.onlyPeriod().resolve(evidence)));
      assertEquals(0, run.accounted("limit", "evidence-from-recent-packets"));
    }
  }

  /** The packets of a capture that go to or come from port 1688, by Ethernet and IPv4. */
  private static List<String> kmsPackets(Path capture) throws IOException {
    List<String> kms = packets(capture);
    int ports = 2 * (14 + 20);
    kms.removeIf(
        packet -> !packet.startsWith("0698", ports) && !packet.startsWith("0698", ports + 4));
    return kms;
  }

  private static List<String> packets(Path capture) throws IOException {
    List<String> packets = new ArrayList<>();
    for (CapturedPacket packet : CapturedPacket.of(capture)) {
      packets.add(packet.bytes());
    }
    return packets;
  }

  private static boolean told(SensorRun run, String detection) {
    return run.findings().stream()
        .anyMatch(line -> line.contains("\"detection\":\"" + detection + "\""));
  }

  @Test
  void findsARogueDhcpServerWithinASecond() throws Exception {
    assumeProgram("dnsmasq");
    assumeProgram("udhcpc");
    Path rules = rules("group,member\ninternal,10.77.0.0/24\ndhcp-servers,10.77.0.10\n");
    try (NetworkNamespace other = NetworkNamespace.create()) {
      network.giveNearTo(other);
      other.run("ip", "addr", "add", "10.77.0.66/24", "dev", NetworkNamespace.NEAR);
      try (SensorRun run = start("--rules", rules.toString())) {
        Process dnsmasq =
            other.start(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-hosts",
                "--no-resolv",
                "--user=root",
                "--pid-file=",
                "--port=0",
                "--no-ping",
                "--log-facility=-",
                "--dhcp-leasefile=" + directory.resolve("leases"),
                "--interface=" + NetworkNamespace.NEAR,
                "--bind-interfaces",
                "--dhcp-range=10.77.0.50,10.77.0.99,1h");
        try {
          awaitOutput(dnsmasq, "DHCP, IP range");
          // It sends a discover and is answered by an offer.
          Process client =
              network.start(
                  "udhcpc",
                  "-i",
                  NetworkNamespace.FAR,
                  "-n",
                  "-q",
                  "-f",
                  "-t",
                  "3",
                  "-s",
                  "/bin/true");
          awaitOutput(client, "lease of");
          long leased = System.currentTimeMillis();
          run.awaitUntil("the finding", () -> told(run, "dhcp-rogue-server"));
          double seconds = (System.currentTimeMillis() - leased) / 1e3;
          assertTrue(seconds < 1, "took " + seconds + " s");
        } finally {
          dnsmasq.destroy();
        }
        run.stop();
      }
    }
  }

  private static void assumeProgram(String name) {
    boolean found = false;
    for (String directory : List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")) {
      found |= Files.isExecutable(Path.of(directory, name));
    }
    assumeTrue(found, name + " is not installed");
  }

  @Test
  void saysWhoseTheDirectoryMustBe() throws Exception {
    network.run("chmod", "755", directory.toString());
    String[] options = {"-i", NetworkNamespace.FAR, "--user", "nobody"};
    try (SensorRun run = SensorRun.launch(network, List.of(), out, options)) {
      assertEquals(1, run.exitCode());
      assertTrue(
          run.lines().stream().anyMatch(line -> line.contains("install -d -o nobody ")),
          () -> run.lines().toString());
    }
  }

  @Test
  void refusesRootUnlessTold() throws Exception {
    Process process =
        network.start(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.tidewaiter.cli.Main",
            "live",
            "-i",
            NetworkNamespace.FAR,
            "--out",
            out.toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor());
    assertTrue(said.contains("--user tidewaiter"), said);
    assertFalse(Files.exists(out));
  }
}
