package org.tidewaiter.learn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The members of a group, generalised: where many hosts of one network serve, it is the network;
 * where that still makes a long list, it is everybody.
 *
 * @param operand what stands in a rule instead of a group; empty for a group
 * @param written addresses and networks, in order
 */
record Members(String operand, List<String> written) {
  /** Hosts of one network from which on the network is listed instead. */
  static final int HOSTS_OF_NETWORK = 32;

  /** Most members of a group. */
  static final int MAX_WRITTEN = 256;

  static Members everybody() {
    return new Members("internal", List.of());
  }

  /** Of hosts in order. */
  static Members of(Collection<Host> hosts) {
    Map<String, Integer> perNetwork = new TreeMap<>();
    for (Host host : hosts) {
      perNetwork.merge(host.network(), 1, Integer::sum);
    }
    List<String> written = new ArrayList<>();
    for (Host host : hosts) {
      boolean many = perNetwork.get(host.network()) >= HOSTS_OF_NETWORK;
      String member = many ? host.network() : host.toString();
      if (written.isEmpty() || !written.get(written.size() - 1).equals(member)) {
        written.add(member);
      }
    }
    return written.size() > MAX_WRITTEN ? everybody() : new Members("", List.copyOf(written));
  }

  boolean isEmpty() {
    return operand.isEmpty() && written.isEmpty();
  }

  /** The same for the same members. */
  String key() {
    return operand + String.join(" ", written);
  }
}
