package org.tidewaiter.learn;

import java.util.Map;
import java.util.TreeMap;

/** What was seen of one service: its servers and, by zone, its clients. */
final class Served {
  /** Most servers kept of one service; of more it is known that they are more. */
  static final int MAX_SERVERS = 1024;

  private final String service;
  private final Map<Host, Evidence> servers = new TreeMap<>();
  private final Map<String, Clients> clients = new TreeMap<>();
  private final Evidence evidence = new Evidence();
  private boolean moreServers;
  private boolean announced;

  Served(String service) {
    this.service = service;
  }

  void add(FlowSeen flow, Room room) {
    evidence.add(flow.confirmed(), flow.firstSeen(), flow.lastSeen());
    announced |= flow.announced();
    Evidence ofServer = servers.get(flow.server());
    if (ofServer == null) {
      if (servers.size() == MAX_SERVERS || !room.take()) {
        moreServers = true;
        return;
      }
      ofServer = new Evidence();
      servers.put(flow.server(), ofServer);
    }
    ofServer.add(flow.confirmed(), flow.firstSeen(), flow.lastSeen());
    clients.computeIfAbsent(flow.clientZone(), zone -> new Clients()).add(flow.client(), room);
  }

  String service() {
    return service;
  }

  Map<Host, Evidence> servers() {
    return servers;
  }

  /** By the label of their zone. */
  Map<String, Clients> clients() {
    return clients;
  }

  Evidence evidence() {
    return evidence;
  }

  /** Whether there were more servers than are kept. */
  boolean moreServers() {
    return moreServers;
  }

  /** Whether its ports were announced on the wire, so that anybody's port may serve it. */
  boolean announced() {
    return announced;
  }
}
