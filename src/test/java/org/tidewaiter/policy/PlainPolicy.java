package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tidewaiter.policy.Expectation.Ruling;
import org.tidewaiter.service.DefaultVerdict;
import org.tidewaiter.service.Service;

/** The decision as the manual words it, with lists and comparators: what Policy must agree with. */
final class PlainPolicy {
  private final RuleSet rules;

  PlainPolicy(RuleSet rules) {
    this.rules = rules;
  }

  String judge(String serviceId, String server, String client, long time) {
    Service service = rules.services().service(rules.services().number(serviceId));
    List<Expectation> matching = new ArrayList<>();
    boolean listed = false;
    for (int i = 0; i < rules.policy().expectations(); i++) {
      Expectation row = rules.policy().expectation(i);
      if (!rules.policy().inForce(i, time) || serviceLevel(row, service) < 0) {
        continue;
      }
      listed |=
          serviceLevel(row, service) > 0
              && (row.ruling() == Ruling.ALLOW || row.ruling() == Ruling.EXPECT);
      if (closeness(row.servers(), server) >= 0 && closeness(row.clients(), client) >= 0) {
        matching.add(row);
      }
    }
    Comparator<Expectation> strongest =
        Comparator.comparing((Expectation row) -> row.ruling() == Ruling.FORBID)
            .thenComparing(row -> serviceLevel(row, service))
            .thenComparing(row -> closeness(row.servers(), server))
            .thenComparing(row -> closeness(row.clients(), client))
            .thenComparing(Expectation::ruling, Comparator.comparing(PlainPolicy::tieOrder))
            .thenComparing(Expectation::id, Comparator.reverseOrder());
    return matching.stream()
        .max(strongest)
        .map(row -> row.ruling().verdict().label() + " " + row.id())
        .orElse(byDefault(service, listed));
  }

  private static String byDefault(Service service, boolean listed) {
    boolean against =
        service.defaultVerdict() == DefaultVerdict.LEGACY
            || (service.defaultVerdict() == DefaultVerdict.CLOSED && listed);
    return against ? "unexpected" : "no-rule";
  }

  private static int tieOrder(Ruling ruling) {
    return List.of(Ruling.ALLOW, Ruling.EXPECT, Ruling.ALERT, Ruling.FORBID).indexOf(ruling);
  }

  private static int serviceLevel(Expectation row, Service service) {
    if (row.service().equals("any")) {
      return 0;
    }
    if (row.service().equals("class:" + service.serviceClass())) {
      return 1;
    }
    return row.service().equals(service.id()) ? 2 : -1;
  }

  /** Length of the longest network of a cell that holds an address; -1 where none does. */
  private int closeness(String cell, String address) {
    long[] parsed = AddressText.parse(address);
    int group = rules.networks().group(cell);
    if (group >= 0) {
      int segment = rules.networks().segment(parsed[0], parsed[1]);
      return (rules.networks().specificity(group)[segment] & 0xff) - 1;
    }
    Prefix prefix = Prefix.parse(cell);
    return prefix.contains(parsed[0], parsed[1]) ? prefix.length() + Networks.BY_PREFIX - 1 : -1;
  }
}
