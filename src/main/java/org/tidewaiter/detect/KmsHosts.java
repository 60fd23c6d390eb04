package org.tidewaiter.detect;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.flow.ConnState;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.policy.Severity;

/**
 * Who serves KMS, and whether they may. Where the group {@code kms-hosts} has members, the rules
 * say it; else what DNS advertises counts; else nothing is known and every server is told of once,
 * quietly.
 */
final class KmsHosts implements FlowEnd {
  /** Most servers remembered. */
  static final int MAX_SERVERS = 16_384;

  /** Variant of {@link Detection#KMS_UNEXPECTED_HOST} while no KMS host is declared. */
  private static final int UNDECLARED = 1;

  /** Tone of a finding about a host that DNS does not advertise. */
  private static final int NOT_ADVERTISED = 2;

  /** Tone of a finding about a host that DNS does advertise. */
  private static final int ADVERTISED = 3;

  private static final int KMS_PORT = 1688;

  private final Sightings sightings;
  private final FlowFacts flow;
  private final KmsDirectory directory;
  private final int kms;
  private final int kmsHosts;
  private final int advertisedSeverity;
  private final int undeclaredSeverity;
  private final long minSrvAnswers;
  private final long minAttempts;
  private final long minClients;
  private final long windowNanos;
  private final Memory<Address, Server> servers;
  private final Set<Integer> undeclared = new HashSet<>();

  /** What is remembered of one server. */
  private static final class Server {
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private boolean declared;
    private long unanswered;

    /** Clients it answered, as many as it takes to tell whether they are few. */
    private final Set<Address> clients = new LinkedHashSet<>(2);
  }

  KmsHosts(Sightings sightings, KmsDirectory directory) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    this.directory = directory;
    kms = sightings.service("kms");
    kmsHosts = sightings.filledGroup("kms-hosts");
    servers = new Memory<>(MAX_SERVERS, sightings.counters);
    DetectionSettings settings = sightings.rules.detections();
    String host = Detection.KMS_UNEXPECTED_HOST.id();
    advertisedSeverity = settings.severity(host, "advertised_severity").ordinal();
    undeclaredSeverity = settings.severity(host, "undeclared_severity").ordinal();
    minSrvAnswers = settings.number(Detection.KMS_NOT_ADVERTISED.id(), "min_srv_answers");
    minAttempts = settings.number(Detection.KMS_UNANSWERED.id(), "min_attempts");
    minClients = settings.number(Detection.KMS_BELOW_THRESHOLD.id(), "min_clients");
    windowNanos = settings.durationNanos(Detection.KMS_BELOW_THRESHOLD.id(), "window");
  }

  /** Takes in what the rules said of a flow of KMS: the finding, or -1. */
  void served(int finding) {
    if (finding < 0) {
      return;
    }
    long[] words = sightings.findings.table.words(finding);
    int at = FindingTable.at(finding);
    if (FindingRow.detection(words, at) == Detection.KMS_UNEXPECTED_HOST
        && FindingRow.variant(words, at) == UNDECLARED) {
      undeclared.add(finding);
    }
  }

  /**
   * Weighs the undeclared servers by what DNS has said so far. Takes time for all of them: called
   * when findings are told, not when something is said.
   */
  void weigh() {
    Set<Address> advertised = undeclared.isEmpty() ? Set.of() : directory.advertised();
    if (advertised.isEmpty()) {
      return;
    }
    // A name that was advertised but never resolved may be any of them.
    int ofStranger = directory.isResolved() ? advertisedSeverity : undeclaredSeverity;
    for (int finding : undeclared) {
      weigh(finding, advertised, ofStranger);
    }
  }

  private void weigh(int finding, Set<Address> advertised, int ofStranger) {
    long[] words = sightings.findings.table.words(finding);
    int at = FindingTable.at(finding);
    Address server = new Address(words[at + FindingRow.HIGH], words[at + FindingRow.LOW]);
    boolean known = advertised.contains(server);
    FindingRow.setTone(words, at, known ? ADVERTISED : NOT_ADVERTISED);
    sightings.findings.setBaseSeverity(finding, known ? Severity.INFO.ordinal() : ofStranger);
  }

  @Override
  public void ended() {
    if (!flow.isOf(kms) || FlowRow.isToMany(flow.words, flow.at)) {
      return;
    }
    Address address = sightings.server();
    Server server = servers.get(address);
    if (server == null) {
      server = new Server();
      server.declared = sightings.isIn(kmsHosts, address);
      servers.put(address, server);
    }
    if (flow.answered) {
      server.firstNanos = Math.min(server.firstNanos, FlowRow.firstNanos(flow.words, flow.at));
      server.lastNanos = Math.max(server.lastNanos, FlowRow.lastNanos(flow.words, flow.at));
      if (server.clients.size() < minClients) {
        server.clients.add(sightings.client());
      }
    } else if (server.declared && ++server.unanswered >= minAttempts) {
      unanswered(server);
    }
  }

  private void unanswered(Server server) {
    boolean refused =
        TcpHistory.state(
                FlowRow.history(flow.words, flow.at), FlowRow.clientIsB(flow.words, flow.at))
            == ConnState.REJ;
    // Silence alone may be a capture that sees one direction only.
    boolean alive = refused || server.lastNanos > 0;
    int finding =
        sightings.ofServer(
            Detection.KMS_UNANSWERED,
            alive ? 0 : 1,
            kms,
            "",
            alive ? sightings.levels.severity(Detection.KMS_UNANSWERED) : Severity.LOW.ordinal());
    sightings.findings.note(
        finding,
        refused
            ? "The host refuses (RST)"
            : alive
                ? "The host answered other connections"
                : "Nothing of the host was seen at all: the capture may show one direction only");
  }

  /**
   * Draws the conclusions that need the whole input.
   *
   * @param firstNanos first packet of the input
   * @param lastNanos last packet of the input
   */
  void finish(long firstNanos, long lastNanos) {
    weigh();
    Set<Address> advertised = directory.advertised();
    for (Map.Entry<Address, Server> entry : servers.entries().entrySet()) {
      Server server = entry.getValue();
      if (server.clients.isEmpty()) {
        continue;
      }
      if (server.declared
          && directory.answers() >= minSrvAnswers
          && directory.isResolved()
          && !advertised.contains(entry.getKey())) {
        conclude(Detection.KMS_NOT_ADVERTISED, entry.getKey(), server, notAdvertised());
      }
      if (lastNanos - firstNanos >= windowNanos && server.clients.size() < minClients) {
        conclude(Detection.KMS_BELOW_THRESHOLD, entry.getKey(), server, "");
      }
    }
  }

  private String notAdvertised() {
    return directory.answers()
        + " answers to _vlmcs._tcp were seen, "
        + directory.describe()
        + "; none names this host";
  }

  private void conclude(Detection detection, Address address, Server server, String note) {
    int finding = sightings.conclude(detection, 0, kms, FlowTable.TCP, KMS_PORT, address);
    if (finding < 0) {
      return;
    }
    sightings.findings.addTime(finding, server.firstNanos, server.lastNanos);
    for (Address client : server.clients) {
      sightings.findings.addClient(finding, client.high(), client.low());
    }
    if (!note.isEmpty()) {
      sightings.findings.note(finding, note);
    }
  }
}
