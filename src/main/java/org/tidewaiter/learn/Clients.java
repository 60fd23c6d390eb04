package org.tidewaiter.learn;

import java.util.Set;
import java.util.TreeSet;

/** The clients of a service that lie in one zone. */
final class Clients {
  /** Most clients kept of one service; of more it is known that they are more. */
  static final int MAX_CLIENTS = 1024;

  /** Networks listed at most. */
  private static final int NETWORKS_SHOWN = 5;

  private final Set<Host> hosts = new TreeSet<>();
  private boolean more;

  void add(Host client, Room room) {
    if (hosts.contains(client)) {
      return;
    }
    if (hosts.size() == MAX_CLIENTS || !room.take()) {
      more = true;
      return;
    }
    hosts.add(client);
  }

  Set<Host> hosts() {
    return hosts;
  }

  /** Whether there were more than are kept. */
  boolean more() {
    return more;
  }

  /** {@code 12 clients in 10.20.30.0/24, 10.20.40.0/24}. */
  String describe() {
    Set<String> networks = new TreeSet<>();
    for (Host host : hosts) {
      networks.add(host.network());
    }
    StringBuilder text = new StringBuilder(more ? "at least " : "");
    text.append(Evidence.count(hosts.size(), "client")).append(" in ");
    int shown = 0;
    for (String network : networks) {
      if (shown == NETWORKS_SHOWN) {
        text.append(" and ").append(networks.size() - shown).append(" more networks");
        break;
      }
      text.append(shown++ == 0 ? "" : " ").append(network);
    }
    return text.toString();
  }
}
