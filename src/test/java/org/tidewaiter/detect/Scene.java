package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.tidewaiter.Replay;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.rules.RuleException;

/** A capture made in code, replayed by the shipped rules and what a site lays over them. */
final class Scene {
  static final Host CLIENT = Host.windows("client", "02:00:00:00:01:11", "10.1.0.11");
  static final Host OTHER_CLIENT = Host.windows("other", "02:00:00:00:01:12", "10.1.0.12");
  static final Host SERVER = Host.windows("server", "02:00:00:00:01:80", "10.1.0.80");
  static final Host OTHER_SERVER = Host.windows("server2", "02:00:00:00:01:81", "10.1.0.81");
  static final Host DNS = Host.windows("dns", "02:00:00:00:01:53", "10.1.0.53");
  static final Host OUTSIDE = Host.remote("outside", SERVER, "93.184.216.34", 9, 18_000);
  static final Host OUTSIDE_TOO = Host.remote("outside2", SERVER, "9.9.9.9", 9, 18_000);
  static final byte[] HELLO = Bytes.ofText("hello there, this is no known protocol");

  final Trace trace = new Trace(Instant.parse("2026-03-04T09:00:00Z"), 7);
  final Random random = new Random(7);
  private final StringBuilder networks = new StringBuilder("group,member,comment\n");
  private final StringBuilder rules =
      new StringBuilder("id,service,servers,clients,verdict,severity,until,owner,reason\n");
  private final StringBuilder settings = new StringBuilder("detection,setting,value,comment\n");
  private int nextPort = 50_001;

  /** Fills a group of the site. */
  Scene group(String group, String... members) {
    for (String member : members) {
      networks.append(group).append(',').append(member).append(",\n");
    }
    return this;
  }

  /** A row of the site's expectations. */
  Scene rule(String id, String service, String servers, String clients, String verdict) {
    String row = String.join(",", id, service, servers, clients, verdict);
    rules.append(row).append(",,,,\n");
    return this;
  }

  Scene setting(Detection detection, String setting, String value) {
    settings.append(String.join(",", detection.id(), setting, value, "")).append('\n');
    return this;
  }

  int port() {
    return nextPort++;
  }

  /** A connection after its handshake. */
  TcpConversation open(double at, Host client, Host server, int port) {
    return trace.tcp(at, client, port(), server, port).handshake();
  }

  /** A short connection in which both sides say something unknown. */
  Scene talk(double at, Host client, Host server, int port) {
    open(at, client, server, port).client(HELLO).server(HELLO).clientCloses();
    return this;
  }

  /** A datagram and its answer. */
  Scene datagrams(double at, Host client, Host server, int port) {
    trace.udp(at, client, port(), server, port).client(HELLO).server(HELLO);
    return this;
  }

  /** A SYN that nobody answers. */
  Scene knock(double at, Host client, Host server, int port) {
    trace.tcp(at, client, port(), server, port).unanswered(1);
    return this;
  }

  /** An activation as Windows does it, up to the response. */
  TcpConversation activation(double at, Host client, Host server, int port) {
    return open(at, client, server, port)
        .client(DceRpc.windowsBind(2, Kms.INTERFACE, 1))
        .server(
            DceRpc.bindAck(
                2, 0x6d31, "1688", DceRpc.REFUSE, DceRpc.ACCEPT_NDR64, DceRpc.FEATURES_ACK))
        .client(DceRpc.request(2, 1, 0, Kms.request64(6, random)))
        .server(DceRpc.response(2, 1, Kms.response64(6, random)));
  }

  /** A whole activation. */
  Scene activate(double at, Host client, Host server) {
    activation(at, client, server, Kms.PORT).pause(29.6).clientCloses();
    return this;
  }

  /** DNS tells a client where a KMS host is. */
  Scene advertise(double at, String target, String ip, int port) {
    String name = "_vlmcs._tcp.quay.example";
    byte[] answer =
        new Dns(9, Dns.ANSWER)
            .question(name, Dns.SRV, 1)
            .service(name, 600, port, target)
            .additionalAddress(target, 600, ip)
            .toByteArray();
    trace.udp(at, CLIENT, port(), DNS, 53).client(Dns.query(9, name, Dns.SRV)).server(answer);
    return this;
  }

  /** All findings, severest first. */
  List<Finding> findings() {
    return replayed(new ArrayList<>());
  }

  /**
   * How flows are named: server, port, service, where the name comes from, and {@code child} where
   * another flow announced them.
   */
  List<String> names() {
    List<String> names = new ArrayList<>();
    replayed(names);
    return names;
  }

  private List<Finding> replayed(List<String> names) {
    try {
      Path directory = Files.createTempDirectory("scene");
      try {
        List<Finding> findings = replay(directory);
        readNames(directory.resolve("report/flows.csv"), names);
        return findings;
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readNames(Path flows, List<String> names) throws IOException {
    try (CsvTable table = new CsvTable(flows)) {
      while (table.next()) {
        String child = table.text("parent_flow").isEmpty() ? "" : " child";
        names.add(
            String.join(
                    " ",
                    table.text("server_ip"),
                    table.text("server_port"),
                    table.text("service"),
                    table.text("service_source"))
                + child);
      }
    }
  }

  private List<Finding> replay(Path directory) throws IOException {
    Path capture = Files.write(directory.resolve("scene.pcap"), Pcap.of(trace).toByteArray());
    ReplayOptions options =
        new ReplayOptions(
            1, ReplayOptions.DEFAULT_FLOW_BUDGET, false, FlowTimeouts.DEFAULT, "", false);
    try (CaptureFiles captures = CaptureFiles.open(List.of(capture.toString()), false);
        ReportDirectory report = ReportDirectory.open(directory.resolve("report"), false);
        Replay replay = new Replay(options, captures)) {
      return replay.run(ruleSet(directory), report, false).findings();
    }
  }

  private RuleSet ruleSet(Path directory) throws IOException {
    Path site = Files.createDirectories(directory.resolve("rules"));
    Files.writeString(site.resolve("networks.csv"), networks, StandardCharsets.UTF_8);
    Files.writeString(site.resolve("expectations.csv"), rules, StandardCharsets.UTF_8);
    Files.writeString(site.resolve("detections.csv"), settings, StandardCharsets.UTF_8);
    try {
      return RuleSet.load(site, null);
    } catch (RuleException e) {
      throw new AssertionError("the scene's rules", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The findings of one detection, each as severity, server and outcome. */
  List<String> of(Detection detection) {
    return findings().stream()
        .filter(finding -> finding.detection() == detection)
        .map(Scene::describe)
        .toList();
  }

  static String describe(Finding finding) {
    String server = finding.serverAddress().isEmpty() ? "several" : finding.serverAddress();
    return finding.severity().label() + " " + server + " " + finding.outcome();
  }

  /** The only finding of a detection. */
  Finding only(Detection detection) {
    List<Finding> found =
        findings().stream().filter(finding -> finding.detection() == detection).toList();
    assertEquals(
        1, found.size(), () -> "findings: " + findings().stream().map(Finding::title).toList());
    return found.get(0);
  }

  /** Asserts that a detection says this and nothing else. */
  void says(Detection detection, String... expected) {
    List<Finding> all = findings();
    List<String> found =
        all.stream()
            .filter(finding -> finding.detection() == detection)
            .map(Scene::describe)
            .toList();
    assertEquals(
        List.of(expected), found, () -> all.stream().map(Finding::title).toList().toString());
  }

  /** Asserts that nothing above {@code low} is said. */
  void isQuiet() {
    List<String> loud =
        findings().stream()
            .filter(finding -> finding.severity().ordinal() > 1)
            .map(finding -> finding.severity() + " " + finding.title())
            .toList();
    assertTrue(loud.isEmpty(), loud.toString());
  }
}
