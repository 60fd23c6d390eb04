package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.page.PageModel.HostActivity;
import org.tidewaiter.report.page.PageModel.Shown;

/**
 * Sums what one host does in one role, by service. A scanner uses thousands: only some are kept.
 */
final class RoleTally {
  /** Peers remembered for one service of one host. */
  static final int MAX_PEERS = 16;

  /** Services remembered for one host and role; flows of others are not in its list. */
  static final int MAX_KEPT = 64;

  /** Services shown for one host and role. */
  static final int MAX_SHOWN = 8;

  private static final int PEERS_SHOWN = 3;

  // Written out: what a record brings for it costs a short run more than the sums do.
  private record Key(String service, String protocol, String port) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && service.equals(that.service)
          && port.equals(that.port)
          && protocol.equals(that.protocol);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * service.hashCode() + port.hashCode()) + protocol.hashCode();
    }
  }

  private static final class Sum {
    final List<String> peers = new ArrayList<>(2);
    String verdict = "";
    boolean morePeers;
    long flows;
    long answeredFlows;
    long bytes;
  }

  private final Map<Key, Sum> sums = new LinkedHashMap<>();
  private boolean overflowed;

  void add(Flow flow, String peer) {
    Key key = new Key(flow.service(), flow.protocol(), flow.serverPort());
    Sum sum = sums.get(key);
    if (sum == null) {
      if (sums.size() >= MAX_KEPT) {
        overflowed = true;
        return;
      }
      sum = new Sum();
      sums.put(key, sum);
    }
    sum.flows++;
    sum.answeredFlows += flow.answered() ? 1 : 0;
    sum.bytes += flow.bytes();
    if (!sum.verdict.equals(flow.verdict())) {
      sum.verdict = Verdicts.worse(sum.verdict, flow.verdict());
    }
    if (!sum.morePeers && !sum.peers.contains(peer)) {
      if (sum.peers.size() < MAX_PEERS) {
        sum.peers.add(peer);
      } else {
        sum.morePeers = true;
      }
    }
  }

  // Written out: a comparator that is put together boxes numbers, and hosts have many entries.
  private static int worstFirst(Map.Entry<Key, Sum> one, Map.Entry<Key, Sum> two) {
    int order =
        Integer.compare(
            Verdicts.rank(one.getValue().verdict), Verdicts.rank(two.getValue().verdict));
    if (order == 0) {
      order = Long.compare(two.getValue().flows, one.getValue().flows);
    }
    if (order == 0) {
      order = one.getKey().service.compareTo(two.getKey().service);
    }
    if (order == 0) {
      order = one.getKey().port.compareTo(two.getKey().port);
    }
    return order != 0 ? order : one.getKey().protocol.compareTo(two.getKey().protocol);
  }

  /** The worst and busiest services; one more in the total where some were not even remembered. */
  Shown<HostActivity> shown() {
    List<Map.Entry<Key, Sum>> entries = new ArrayList<>(sums.entrySet());
    entries.sort(RoleTally::worstFirst);
    List<HostActivity> rows = new ArrayList<>();
    for (Map.Entry<Key, Sum> entry : entries.subList(0, Math.min(MAX_SHOWN, entries.size()))) {
      Key key = entry.getKey();
      Sum sum = entry.getValue();
      int peers = Math.min(PEERS_SHOWN, sum.peers.size());
      rows.add(
          new HostActivity(
              key.service,
              key.protocol,
              key.port,
              sum.verdict,
              List.copyOf(sum.peers.subList(0, peers)),
              sum.morePeers || peers < sum.peers.size(),
              sum.flows,
              sum.answeredFlows,
              sum.bytes));
    }
    return new Shown<>(rows, entries.size() + (overflowed ? 1L : 0L));
  }
}
