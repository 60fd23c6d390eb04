package org.tidewaiter.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.report.CsvTable;

/**
 * What traffic that is known to be good says about who serves what. Bounded, whatever the reports
 * hold: addresses by {@link Room}, the rest by constants here.
 */
final class GoodTraffic {
  /** Most ports without a service that are counted. */
  static final int MAX_NEW_PORTS = 4096;

  /** Most servers listed that the rules call wrong. */
  static final int MAX_REFUSED = 200;

  /** Ports from here on may be temporary ones on some system. */
  private static final int FIRST_TEMPORARY_PORT = 32_768;

  private static final Set<String> CERTAIN = Set.of("announced", "payload", "syn-ack", "syn");

  private final RuleSet rules;
  private final Room room = new Room();
  private final Map<String, Served> inside = new TreeMap<>();
  private final Map<String, Served> outside = new TreeMap<>();
  private final Map<NewPort, Served> newPorts = new TreeMap<>();
  private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<String, Long> quiet = new TreeMap<>();
  private long flows;
  private long newPortsNotKept;
  private long refusedNotListed;

  /**
   * A port that served and that no service has.
   *
   * @param name what the registry calls it, or empty
   */
  record NewPort(String transport, int port, String name) implements Comparable<NewPort> {
    @Override
    public int compareTo(NewPort other) {
      int order = transport.compareTo(other.transport);
      return order != 0 ? order : Integer.compare(port, other.port);
    }

    String id() {
      return transport + "-" + port;
    }
  }

  GoodTraffic(RuleSet rules) {
    this.rules = rules;
  }

  /** Takes in the flows of a finished report. */
  void addReport(Path report) throws IOException {
    Set<String> severe = severeFindings(report.resolve("findings.csv"));
    try (CsvTable table = new CsvTable(report.resolve("flows.csv"))) {
      while (table.next()) {
        flows++;
        LeftOut why = add(table, severe);
        if (why != null) {
          leftOut.merge(why, 1L, Long::sum);
        }
      }
    }
  }

  /** Ids of the findings of medium severity and above; the others are counted by detection. */
  private Set<String> severeFindings(Path file) throws IOException {
    Set<String> severe = new HashSet<>();
    try (CsvTable table = new CsvTable(file)) {
      while (table.next()) {
        Severity severity = Severity.ofLabel(table.text("severity"));
        if (severity == null || severity.compareTo(Severity.MEDIUM) >= 0) {
          severe.add(table.text("finding_id"));
        } else {
          quiet.merge(table.text("detection"), 1L, Long::sum);
        }
      }
    }
    return severe;
  }

  /** Why the flow at hand teaches nothing, or null where it did. */
  private LeftOut add(CsvTable row, Set<String> severe) {
    if (row.text("verdict").equals("undetermined")) {
      return LeftOut.TO_MANY;
    }
    String protocol = row.text("protocol");
    boolean ports = protocol.equals("tcp") || protocol.equals("udp") || protocol.equals("sctp");
    if (row.number("server_packets") == 0 || ports && row.number("server_payload_bytes") == 0) {
      return LeftOut.UNANSWERED;
    }
    if (!CERTAIN.contains(row.text("direction_basis"))) {
      return LeftOut.GUESSED;
    }
    String serverZone = row.text("server_zone");
    String clientZone = row.text("client_zone");
    if (serverZone.equals("external") && clientZone.equals("external")) {
      return LeftOut.OUTSIDE;
    }
    String agreement = row.text("payload_agreement");
    if (agreement.equals("contradicted")) {
      return LeftOut.CONTRADICTED;
    }
    Host server = Host.of(row.textOnce(row.column("server_ip")));
    Host client = Host.of(row.textOnce(row.column("client_ip")));
    if (server == null || client == null) {
      return LeftOut.UNNAMED;
    }
    String verdict = row.text("verdict");
    if (verdict.equals("expected") || verdict.equals("allowed")) {
      return LeftOut.KNOWN;
    }
    if (isAgainstRules(row, severe)) {
      refuse(row);
      return LeftOut.AGAINST_RULES;
    }
    Served served = served(row, serverZone);
    if (served == null) {
      return LeftOut.UNNAMED;
    }
    served.add(
        new FlowSeen(
            client,
            clientZone,
            server,
            agreement.equals("confirmed"),
            row.text("service_source").equals("announced"),
            row.textOnce(row.column("first_seen")),
            row.textOnce(row.column("last_seen"))),
        room);
    return null;
  }

  private static boolean isAgainstRules(CsvTable row, Set<String> severe) {
    String verdict = row.text("verdict");
    if (verdict.equals("forbidden")
        || verdict.equals("unexpected") && !row.text("rule").isEmpty()) {
      return true;
    }
    for (String id : row.text("findings").split(" ")) {
      if (severe.contains(id)) {
        return true;
      }
    }
    return false;
  }

  private void refuse(CsvTable row) {
    String rule = row.text("rule");
    String what =
        row.text("service")
            + " on "
            + row.text("server_ip")
            + (rule.isEmpty() ? " (see its finding)" : " (rule " + rule + ")");
    if (refused.size() == MAX_REFUSED && !refused.containsKey(what)) {
      refusedNotListed++;
      return;
    }
    refused.merge(what, 1L, Long::sum);
  }

  private Served served(CsvTable row, String serverZone) {
    String source = row.text("service_source");
    String service = row.text("service");
    String transport = row.text("protocol");
    int port = (int) row.number("server_port");
    // A name that only the registry gives may happen to be another service's id.
    boolean named = !source.equals("iana") || serviceAt(transport, port) != 0;
    if (named && rules.services().number(service) != 0) {
      Map<String, Served> side = serverZone.equals("external") ? outside : inside;
      return side.computeIfAbsent(service, Served::new);
    }
    boolean mayServe =
        serverZone.equals("internal")
            && (transport.equals("tcp") || transport.equals("udp"))
            && port > 0
            && port < FIRST_TEMPORARY_PORT;
    if (!mayServe) {
      return null;
    }
    int protocol = transport.equals("tcp") ? 6 : 17;
    NewPort key = new NewPort(transport, port, rules.services().registeredName(protocol, port));
    Served served = newPorts.get(key);
    if (served == null) {
      if (newPorts.size() == MAX_NEW_PORTS) {
        newPortsNotKept++;
        return null;
      }
      served = new Served(key.id());
      newPorts.put(key, served);
    }
    return served;
  }

  private int serviceAt(String transport, int port) {
    int protocol = transport.equals("tcp") ? 6 : transport.equals("udp") ? 17 : 132;
    return rules.services().serviceAt(protocol, port & 0xFFFF);
  }

  /** By service: servers in the networks of the site, and link-local ones. */
  Map<String, Served> inside() {
    return inside;
  }

  /** By service: servers elsewhere that clients of the site used. */
  Map<String, Served> outside() {
    return outside;
  }

  /** Ports of servers inside that no service has. */
  Map<NewPort, Served> newPorts() {
    return newPorts;
  }

  /** Flows read. */
  long flows() {
    return flows;
  }

  /** Flows that taught nothing, by reason. */
  Map<LeftOut, Long> leftOut() {
    return leftOut;
  }

  /** What the rules call wrong, with its flows; at most {@link #MAX_REFUSED}. */
  Map<String, Long> refused() {
    return refused;
  }

  /** Flows of further servers that the rules call wrong. */
  long refusedNotListed() {
    return refusedNotListed;
  }

  /** Findings below medium, by detection. */
  Map<String, Long> quiet() {
    return quiet;
  }

  /** Flows to further ports without a service, and times an address found no room. */
  long notKept() {
    return newPortsNotKept + room.refused();
  }
}
