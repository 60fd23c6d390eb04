package org.tidewaiter.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.policy.Expectation;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.Service;

/** The groups that ship without members, filled from traffic, and what they already cover. */
final class FilledGroups {
  /** Most clients that may fill a group; of more it is no group but everybody. */
  static final int MAX_CLIENTS_OF_GROUP = 64;

  private final GoodTraffic traffic;
  private final RuleSet rules;
  private final Map<String, Set<Host>> hosts = new TreeMap<>();
  private final List<DraftRow> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  FilledGroups(GoodTraffic traffic, RuleSet rules) {
    this.traffic = traffic;
    this.rules = rules;
    for (DeclaredGroup group : DeclaredGroup.ALL) {
      int number = rules.networks().group(group.name());
      if (number >= 0 && !rules.networks().isFilled(number)) {
        fill(group);
      }
    }
  }

  private void fill(DeclaredGroup group) {
    Map<Host, String> members = new TreeMap<>();
    for (String service : group.servedBy()) {
      Served served = traffic.inside().get(service);
      if (served != null && served.moreServers()) {
        remarks.add(group.name() + " is not filled: too many hosts serve " + service);
        return;
      }
      if (served != null) {
        served
            .servers()
            .forEach((host, evidence) -> note(members, host, service + " " + evidence.told()));
      }
    }
    for (String service : group.usedBy()) {
      Served served = traffic.inside().get(service);
      Clients clients = served == null ? null : served.clients().get("internal");
      if (clients == null) {
        continue;
      }
      if (clients.more() || clients.hosts().size() > MAX_CLIENTS_OF_GROUP) {
        remarks.add(group.name() + " is not filled: too many hosts use " + service);
        return;
      }
      clients.hosts().forEach(host -> note(members, host, "client of " + service));
    }
    if (!members.isEmpty()) {
      members.forEach(
          (host, what) -> rows.add(new DraftRow("", group.name(), host.toString(), what)));
      hosts.put(group.name(), members.keySet());
    }
  }

  private static void note(Map<Host, String> members, Host host, String what) {
    members.merge(host, what, (before, more) -> before + "; " + more);
  }

  /** Rows of networks.csv. */
  List<DraftRow> rows() {
    return rows;
  }

  /** Which groups could not be filled, for people. */
  List<String> remarks() {
    return remarks;
  }

  /**
   * The servers of a service for which no filled group speaks.
   *
   * @param zone where they are
   */
  Members uncovered(Served served, String zone) {
    if (served.moreServers()) {
      return Members.everybody();
    }
    Set<Host> left = new TreeSet<>(served.servers().keySet());
    int number = rules.services().number(served.service());
    for (int i = 0; number != 0 && i < rules.policy().expectations(); i++) {
      Expectation row = rules.policy().expectation(i);
      if (speaksOf(row, rules.services().service(number))) {
        takeOut(row, served, zone, left);
      }
    }
    return Members.of(left);
  }

  private static boolean speaksOf(Expectation row, Service service) {
    return row.ruling() == Expectation.Ruling.ALLOW
        && (row.service().equals(service.id())
            || row.service().equals("class:" + service.serviceClass()));
  }

  private void takeOut(Expectation row, Served served, String zone, Set<Host> left) {
    Set<Host> servers = hosts.get(row.servers());
    Set<Host> clients = hosts.get(row.clients());
    boolean forAll = row.clients().equals("any") || row.clients().equals(row.servers());
    boolean anywhere = row.servers().equals("any") || row.servers().equals(zone);
    if (servers != null && forAll) {
      left.removeAll(servers);
    } else if (anywhere && clients != null && onlyFor(served, clients)) {
      left.clear();
    }
  }

  private static boolean onlyFor(Served served, Set<Host> clients) {
    for (Clients ofZone : served.clients().values()) {
      if (ofZone.more() || !clients.containsAll(ofZone.hosts())) {
        return false;
      }
    }
    return true;
  }
}
