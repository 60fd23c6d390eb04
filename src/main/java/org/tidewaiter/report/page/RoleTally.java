package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
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

  private static final Comparator<Map.Entry<Key, Sum>> WORST_FIRST =
      Comparator.<Map.Entry<Key, Sum>>comparingInt(e -> Verdicts.rank(e.getValue().verdict))
          .thenComparing(e -> -e.getValue().flows)
          .thenComparing(e -> e.getKey().service)
          .thenComparing(e -> e.getKey().port)
          .thenComparing(e -> e.getKey().protocol);

  private record Key(String service, String protocol, String port) {}

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
    sum.verdict = Verdicts.worse(sum.verdict, flow.verdict());
    if (!sum.peers.contains(peer)) {
      if (sum.peers.size() < MAX_PEERS) {
        sum.peers.add(peer);
      } else {
        sum.morePeers = true;
      }
    }
  }

  /** The worst and busiest services; one more in the total where some were not even remembered. */
  Shown<HostActivity> shown() {
    List<Map.Entry<Key, Sum>> entries = new ArrayList<>(sums.entrySet());
    entries.sort(WORST_FIRST);
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
