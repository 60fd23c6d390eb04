package org.tidewaiter.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.learn.GoodTraffic.NewPort;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.DefaultVerdict;
import org.tidewaiter.service.Service;

/**
 * The rows that good traffic suggests.
 *
 * <p>Servers inside that offer the same services become one group, with an {@code expect} row for
 * each zone of clients, and a row of low severity for the same service anywhere else inside. Groups
 * that ship without members are filled first. Servers outside matter only for services that are
 * closed: there they become a group that is allowed.
 */
final class Draft {
  /** Most ports without a service that get one. */
  static final int MAX_NEW_SERVICES = 64;

  /** Kinds of services that every host may offer. */
  private static final Set<String> EVERYBODYS = Set.of("discovery", "control");

  /** Services that clients offer in passing. */
  private static final Set<String> IN_PASSING = Set.of("dhcp-client", "dhcpv6-client");

  final List<DraftRow> services = new ArrayList<>();
  final List<DraftRow> networks = new ArrayList<>();
  final List<DraftRow> expectations = new ArrayList<>();

  /** What could not be proposed, for people. */
  final List<String> remarks = new ArrayList<>();

  private final GoodTraffic traffic;
  private final RuleSet rules;
  private final FilledGroups filled;
  private final Map<String, String> nameOfMembers = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  Draft(GoodTraffic traffic, RuleSet rules) {
    this.traffic = traffic;
    this.rules = rules;
    for (int i = 0; i < rules.policy().expectations(); i++) {
      ids.add(rules.policy().expectation(i).id());
    }
    filled = new FilledGroups(traffic, rules);
    networks.addAll(filled.rows());
    remarks.addAll(filled.remarks());
    Map<String, Served> inside = new TreeMap<>(traffic.inside());
    newServices(inside);
    Map<String, Members> members = new TreeMap<>();
    inside.forEach((service, served) -> members.put(service, filled.uncovered(served, "internal")));
    Map<String, List<String>> sharing = new TreeMap<>();
    members.forEach(
        (service, own) ->
            sharing.computeIfAbsent(own.key(), key -> new ArrayList<>()).add(service));
    members.forEach(
        (service, own) -> {
          if (!own.isEmpty()) {
            expectInside(inside.get(service), own, sharing.get(own.key()));
          }
        });
    traffic.outside().values().forEach(this::allowOutside);
  }

  private void newServices(Map<String, Served> inside) {
    List<Map.Entry<NewPort, Served>> busiest = new ArrayList<>(traffic.newPorts().entrySet());
    busiest.sort(
        Comparator.comparing(
            (Map.Entry<NewPort, Served> entry) -> -entry.getValue().evidence().flows()));
    if (busiest.size() > MAX_NEW_SERVICES) {
      remarks.add(
          (busiest.size() - MAX_NEW_SERVICES)
              + " more ports without a service answered inside; the busiest "
              + MAX_NEW_SERVICES
              + " are in services.csv");
      busiest = busiest.subList(0, MAX_NEW_SERVICES);
    }
    busiest.sort(Map.Entry.comparingByKey());
    for (Map.Entry<NewPort, Served> entry : busiest) {
      NewPort port = entry.getKey();
      if (rules.services().number(port.id()) != 0) {
        continue;
      }
      inside.put(port.id(), entry.getValue());
      String number = Integer.toString(port.port());
      services.add(
          new DraftRow(
              port.id() + ": " + entry.getValue().evidence().told(),
              port.id(),
              port.transport(),
              number,
              "",
              "Port " + number + "/" + port.transport(),
              port.name(),
              "",
              "",
              "open",
              "site: learned",
              "what it is was not learned; give it a name"));
    }
  }

  private Service service(String id) {
    int number = rules.services().number(id);
    return number == 0 ? null : rules.services().service(number);
  }

  private void expectInside(Served served, Members members, List<String> sharing) {
    String operand = members.operand();
    if (operand.isEmpty()) {
      operand = group(members, servicesName(sharing) + "-servers", served);
    }
    String id = "learned/" + served.service();
    for (Map.Entry<String, Clients> entry : served.clients().entrySet()) {
      String zone = entry.getKey();
      String evidence = evidence(served, entry.getValue());
      String ofZone = zone.equals("internal") ? id : id + "/from-" + zone;
      expectations.add(row(evidence, ofZone, served, operand, zone, "expect", "", "learned"));
    }
    if (members.operand().isEmpty() && mayBeWatched(served)) {
      // The id makes it that detection's: others say more than is known here.
      String elsewhere = "unexpected-service/" + served.service();
      String reason = "not seen while learning";
      String evidence = served.service() + ": no other host inside was seen to serve it";
      expectations.add(row(evidence, elsewhere, served, "internal", "any", "alert", "low", reason));
    }
  }

  private DraftRow row(
      String evidence,
      String wish,
      Served served,
      String servers,
      String clients,
      String verdict,
      String severity,
      String reason) {
    String id = wish;
    while (!ids.add(id)) {
      id += "-more";
    }
    return new DraftRow(
        evidence, id, served.service(), servers, clients, verdict, severity, "", "", reason);
  }

  /** Whether the same service on another host inside would be news. */
  private boolean mayBeWatched(Served served) {
    Service service = service(served.service());
    return !served.announced()
        && !IN_PASSING.contains(served.service())
        && (service == null
            || service.defaultVerdict() == DefaultVerdict.OPEN
                && !EVERYBODYS.contains(service.serviceClass()));
  }

  private static String evidence(Served served, Clients clients) {
    return served.service()
        + ": "
        + (served.moreServers() ? "more than " : "")
        + Evidence.count(served.servers().size(), "server")
        + "; "
        + served.evidence().counted()
        + "; "
        + clients.describe()
        + "; "
        + served.evidence().when();
  }

  /** One service, two or three by name, or the first and how many more. */
  private static String servicesName(List<String> services) {
    return services.size() <= 3
        ? String.join("-", services)
        : services.get(0) + "-and-" + (services.size() - 1) + "-more";
  }

  /** The group of these members, made unless another service has made it. */
  private String group(Members members, String wish, Served served) {
    String known = nameOfMembers.get(members.key());
    if (known != null) {
      return known;
    }
    String name = wish;
    while (rules.networks().group(name) >= 0 || nameOfMembers.containsValue(name)) {
      name += "-learned";
    }
    nameOfMembers.put(members.key(), name);
    for (String member : members.written()) {
      Host host = Host.of(member);
      Evidence evidence = host == null ? null : served.servers().get(host);
      String what = evidence == null ? "many servers here" : evidence.told();
      networks.add(new DraftRow("", name, member, served.service() + " " + what));
    }
    return name;
  }

  private void allowOutside(Served served) {
    Service service = service(served.service());
    if (service.defaultVerdict() == DefaultVerdict.OPEN) {
      return;
    }
    Members members = filled.uncovered(served, "external");
    if (members.isEmpty()) {
      return;
    }
    String operand =
        members.operand().isEmpty()
            ? group(members, served.service() + "-outside", served)
            : "external";
    String id = "learned/" + served.service() + "/outside";
    for (Map.Entry<String, Clients> entry : served.clients().entrySet()) {
      String zone = entry.getKey();
      String evidence = evidence(served, entry.getValue());
      String ofZone = zone.equals("internal") ? id : id + "-from-" + zone;
      expectations.add(row(evidence, ofZone, served, operand, zone, "allow", "", "learned"));
    }
  }
}
