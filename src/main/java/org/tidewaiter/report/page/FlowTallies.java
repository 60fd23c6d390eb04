package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.FindingRow;
import org.tidewaiter.report.page.PageModel.Host;
import org.tidewaiter.report.page.PageModel.HostRow;
import org.tidewaiter.report.page.PageModel.MatrixRow;
import org.tidewaiter.report.page.PageModel.Shown;
import org.tidewaiter.report.page.PageModel.Timeline;

/**
 * Sums flows for the findings, hosts and services that the page shows; all others only in total.
 */
final class FlowTallies {
  private record Roles(RoleTally server, RoleTally client) {}

  private final List<FindingRow> findings;
  private final List<HostRow> hosts;
  private final TimelineTally timeline;
  private final MatrixTally matrix = new MatrixTally();
  private final Map<String, Integer> findingIndex = new HashMap<>();
  private final List<FindingTally> findingTallies = new ArrayList<>();
  private final Map<String, Roles> hostTallies = new HashMap<>();

  long flows;
  long flowsWithoutTime;
  private long contradicted;
  private String contradiction = "";
  long bytes;
  long firstMillis = Long.MAX_VALUE;
  long lastMillis = Long.MIN_VALUE;

  FlowTallies(List<FindingRow> findings, List<HostRow> hosts, List<String> timelineServices) {
    this.findings = findings;
    this.hosts = hosts;
    timeline = new TimelineTally(timelineServices, findings.size());
    for (FindingRow finding : findings) {
      findingIndex.put(finding.id(), findingTallies.size());
      findingTallies.add(new FindingTally());
    }
    for (HostRow host : hosts) {
      hostTallies.put(host.ip(), new Roles(new RoleTally(), new RoleTally()));
    }
  }

  void add(Flow flow) {
    addToSums(
        flow.firstMillis(),
        flow.lastMillis(),
        flow.service(),
        flow.clientZone(),
        flow.serverZone(),
        flow.verdict(),
        flow.bytes());
    addToShown(flow);
  }

  /** Adds what every flow is summed by. */
  void addToSums(
      long first,
      long last,
      String service,
      String clientZone,
      String serverZone,
      String verdict,
      long flowBytes) {
    MatrixTally.Row row = matrix.row(service);
    addToSums(
        first,
        last,
        row,
        timeline.series(service),
        pair(clientZone, serverZone),
        verdict,
        flowBytes);
  }

  /** Adds what every flow is summed by, of a name that remembers where. */
  void addToSums(
      long first, long last, ServiceName name, int pair, String verdict, long flowBytes) {
    if (name.row == null) {
      name.row = matrix.row(name.text);
      name.series = timeline.series(name.text);
    }
    addToSums(first, last, name.row, name.series, pair, verdict, flowBytes);
  }

  /** Number of a pair of zones. */
  int pair(String clientZone, String serverZone) {
    return matrix.pair(clientZone, serverZone);
  }

  private void addToSums(
      long first,
      long last,
      MatrixTally.Row row,
      int series,
      int pair,
      String verdict,
      long flowBytes) {
    flows++;
    bytes += flowBytes;
    MatrixTally.add(row, pair, verdict, flowBytes);
    if (hasTime(first, last)) {
      firstMillis = Math.min(firstMillis, first);
      lastMillis = Math.max(lastMillis, last);
      timeline.addFlow(series, first, last, flowBytes);
    } else {
      flowsWithoutTime++;
    }
  }

  private static boolean hasTime(long first, long last) {
    return first != CaptureTime.NONE && last >= first;
  }

  /** Whether the page shows what this address does. */
  boolean isShown(String ip) {
    return hostTallies.containsKey(ip);
  }

  /** The addresses whose doings the page shows. */
  Set<String> shownHosts() {
    return hostTallies.keySet();
  }

  /** Whether the page shows one of a cell's findings. */
  boolean showsFinding(String ids) {
    if (ids.indexOf(' ') < 0) {
      return findingIndex.containsKey(ids);
    }
    for (String id : FindingTally.words(ids)) {
      if (findingIndex.containsKey(id)) {
        return true;
      }
    }
    return false;
  }

  /** Adds a flow to the findings and hosts that are shown, and to the contradictions. */
  void addToShown(Flow flow) {
    if (!flow.speaks().isEmpty()) {
      addContradicted(flow);
    }
    Roles server = hostTallies.get(flow.serverIp());
    if (server != null) {
      server.server.add(flow, flow.clientIp());
    }
    Roles client = hostTallies.get(flow.clientIp());
    if (client != null) {
      client.client.add(flow, flow.serverIp());
    }
    if (!flow.findings().isEmpty()) {
      addToFindings(flow, hasTime(flow.firstMillis(), flow.lastMillis()));
    }
  }

  private void addContradicted(Flow flow) {
    if (contradicted++ == 0) {
      contradiction =
          flow.speaks()
              + " on "
              + flow.serverIp()
              + (flow.serverPort().isEmpty() ? "" : " port " + flow.serverPort())
              + " ("
              + flow.service()
              + ")";
    }
  }

  /** Says of flows whose content is not what their port stands for; empty where there are none. */
  String contradictions() {
    if (contradicted == 0) {
      return "";
    }
    return Words.count(contradicted, "flow")
        + (contradicted == 1 ? " speaks" : " speak")
        + " something other than the port stands for"
        + (contradicted == 1 ? ": " : ", the first of them ")
        + contradiction
        + ".";
  }

  private void addToFindings(Flow flow, boolean hasTime) {
    for (String id : FindingTally.words(flow.findings())) {
      Integer index = findingIndex.get(id);
      if (index == null) {
        continue;
      }
      findingTallies.get(index).add(flow);
      if (hasTime) {
        timeline.addFindingActivity(index, flow.firstMillis(), flow.lastMillis());
      }
    }
  }

  List<Finding> findings() {
    List<Finding> rows = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      FindingRow row = findings.get(i);
      FindingTally tally = findingTallies.get(i);
      rows.add(
          new Finding(
              row,
              tally.protocols(),
              tally.clients(row.clientSample()),
              tally.answeredFlows(),
              timeline.activity(i)));
    }
    return rows;
  }

  List<Host> hosts() {
    List<Host> rows = new ArrayList<>();
    for (HostRow row : hosts) {
      Roles roles = hostTallies.get(row.ip());
      rows.add(new Host(row, roles.server.shown(), roles.client.shown()));
    }
    return rows;
  }

  Timeline timeline() {
    return timeline.timeline();
  }

  List<String> zonePairs() {
    return matrix.zonePairs();
  }

  Shown<MatrixRow> matrixRows() {
    return matrix.rows();
  }
}
