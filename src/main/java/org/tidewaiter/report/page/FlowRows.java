package org.tidewaiter.report.page;

import org.tidewaiter.decode.IpProtocol;
import org.tidewaiter.flow.ConnState;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.policy.Networks;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.Zone;
import org.tidewaiter.report.AddressTexts;
import org.tidewaiter.report.ReportRows;

/**
 * Feeds flows from their rows in memory, to the same end as {@link FlowsCsv} does from theirs in
 * {@code flows.csv}: sums by number for all, words for those that the page shows.
 */
final class FlowRows implements ReportRows.Visitor {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final ReportRows report;
  private final FlowTallies tallies;
  private final ServiceNames names;
  private final AddressIndex shownHosts;
  private final AddressTexts addresses = new AddressTexts();
  private final Networks networks;
  private final Zone[] zones = Zone.values();
  private final String[] verdicts = new String[Verdict.values().length];

  /** By zones of client and server: number of the pair plus one, 0 where none was asked for. */
  private final int[] pairs = new int[zones.length * zones.length];

  FlowRows(ReportRows report, FlowTallies tallies, ServiceNames names) {
    this.report = report;
    this.tallies = tallies;
    this.names = names;
    shownHosts = new AddressIndex(tallies.shownHosts());
    networks = report.rules().networks();
    for (Verdict verdict : Verdict.values()) {
      verdicts[verdict.ordinal()] = verdict.label();
    }
  }

  // Most flows of many belong to no finding and no host that is shown: they are only summed.
  @Override
  public void row(int row, long[] flow, int at) {
    int service = FlowJudgement.service(flow, at);
    int payload = PayloadRecognizer.protocol(FlowRow.payload(flow, at)).ordinal();
    int port = FlowRow.hasPorts(flow, at) ? FlowRow.serverPort(flow, at) : -1;
    int source = FlowJudgement.serviceSource(flow, at);
    ServiceName name = names.of(service, source, payload, FlowRow.protocol(flow, at), port);
    String verdict = verdicts[FlowJudgement.verdict(flow, at)];
    long first = Math.floorDiv(FlowRow.firstNanos(flow, at), NANOS_PER_MILLI);
    long last = Math.floorDiv(FlowRow.lastNanos(flow, at), NANOS_PER_MILLI);
    long bytes = FlowRow.clientBytes(flow, at) + FlowRow.serverBytes(flow, at);
    tallies.addToSums(first, last, name, pair(flow, at), verdict, bytes);

    boolean ipv6 = FlowRow.isIpv6(flow, at);
    String client =
        shownHosts.find(FlowRow.clientHigh(flow, at), FlowRow.clientLow(flow, at), ipv6);
    String server =
        shownHosts.find(FlowRow.serverHigh(flow, at), FlowRow.serverLow(flow, at), ipv6);
    String findings = findings(flow, at);
    boolean isContradicted = report.isContradicted(payload, service);
    if (!findings.isEmpty() || isContradicted || client != null || server != null) {
      tallies.addToShown(
          new Flow(
              first,
              last,
              IpProtocol.keyword(FlowRow.protocol(flow, at)),
              client != null ? client : address(flow, at, false),
              server != null ? server : address(flow, at, true),
              port < 0 ? "" : Integer.toString(port),
              name.text,
              isContradicted ? PayloadProtocol.ofOrdinal(payload).id() : "",
              zone(flow, at, false).label(),
              zone(flow, at, true).label(),
              verdict,
              findings,
              isAnswered(flow, at),
              bytes));
    }
  }

  /** The ids of its findings, empty where none of them is shown. */
  private String findings(long[] flow, int at) {
    int set = FlowJudgement.findings(flow, at);
    String ids = set == 0 ? "" : report.findingIds(set);
    return set != 0 && tallies.showsFinding(ids) ? ids : "";
  }

  private int pair(long[] flow, int at) {
    Zone client = zone(flow, at, false);
    Zone server = zone(flow, at, true);
    int index = client.ordinal() * zones.length + server.ordinal();
    if (pairs[index] == 0) {
      pairs[index] = tallies.pair(client.label(), server.label()) + 1;
    }
    return pairs[index] - 1;
  }

  private Zone zone(long[] flow, int at, boolean ofServer) {
    return zones[
        networks.zoneOf(FlowRow.high(flow, at, ofServer), FlowRow.low(flow, at, ofServer))];
  }

  private String address(long[] flow, int at, boolean ofServer) {
    return addresses.of(
        FlowRow.high(flow, at, ofServer),
        FlowRow.low(flow, at, ofServer),
        FlowRow.isIpv6(flow, at));
  }

  private static boolean isAnswered(long[] flow, int at) {
    if (FlowRow.serverPackets(flow, at) == 0) {
      return false;
    }
    return FlowRow.protocol(flow, at) != FlowTable.TCP
        || TcpHistory.state(FlowRow.history(flow, at), FlowRow.clientIsB(flow, at))
            != ConnState.REJ;
  }
}
