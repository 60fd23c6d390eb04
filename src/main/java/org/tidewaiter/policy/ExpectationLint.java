package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.List;
import org.tidewaiter.policy.Expectation.Ruling;
import org.tidewaiter.policy.ExpectationsReader.Draft;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.service.Service;
import org.tidewaiter.service.ServiceTable;

/** Finds rows that decide nothing: past their date, or always beaten by another. */
final class ExpectationLint {
  private final ServiceTable services;
  private final Networks networks;
  private final Problems problems;

  ExpectationLint(ServiceTable services, Networks networks, Problems problems) {
    this.services = services;
    this.networks = networks;
    this.problems = problems;
  }

  /** Warns of each row that can never decide. */
  void check(List<Draft> drafts, LocalDate today) {
    for (Draft draft : drafts) {
      Expectation expectation = draft.expectation();
      if (expectation.until() != null && LastDay.isOver(expectation.until(), today)) {
        problems.warning(
            draft.row(), "until " + expectation.until() + " is past; the row is ignored");
        continue;
      }
      if (!expectation.active() && !draft.row().shipped()) {
        problems.warning(
            draft.row(),
            "group '" + expectation.inactiveGroup() + "' has no member; the row is not in force");
      }
      Draft winner = expectation.active() ? alwaysBeatenBy(draft, drafts) : null;
      if (winner != null) {
        problems.warning(draft.row(), "can never win: " + name(winner, draft) + " covers it");
      }
    }
  }

  private static String name(Draft winner, Draft loser) {
    String ruling = winner.expectation().ruling().label();
    if (winner.row().shipped() == loser.row().shipped()) {
      return "line " + winner.row().line() + " (" + ruling + ")";
    }
    return "the shipped row '"
        + winner.expectation().id()
        + "' ("
        + ruling
        + "; a row of the same id replaces it)";
  }

  private Draft alwaysBeatenBy(Draft draft, List<Draft> drafts) {
    Ruling ruling = draft.expectation().ruling();
    for (Draft other : drafts) {
      boolean beats =
          other.expectation().ruling() == Ruling.FORBID
              ? ruling != Ruling.FORBID && covers(other, draft)
              : other.expectation().ruling() == Ruling.ALERT
                  && (ruling == Ruling.EXPECT || ruling == Ruling.ALLOW)
                  && saysTheSame(other, draft);
      if (beats && other.expectation().active() && lastsAsLong(other, draft)) {
        return other;
      }
    }
    return null;
  }

  private static boolean lastsAsLong(Draft other, Draft draft) {
    return Policy.endNanos(other.expectation().until())
        >= Policy.endNanos(draft.expectation().until());
  }

  private static boolean saysTheSame(Draft a, Draft b) {
    return a.expectation().service().equals(b.expectation().service())
        && a.servers() == b.servers()
        && a.clients() == b.clients();
  }

  private boolean covers(Draft outer, Draft inner) {
    Policy.Target outerTarget = Policy.Target.of(outer.expectation().service(), services);
    Policy.Target innerTarget = Policy.Target.of(inner.expectation().service(), services);
    for (int number = 1; number <= services.count(); number++) {
      Service service = services.service(number);
      if (innerTarget.level(service) >= 0 && outerTarget.level(service) < 0) {
        return false;
      }
    }
    return holds(outer.servers(), inner.servers()) && holds(outer.clients(), inner.clients());
  }

  private boolean holds(NetworkGroup outer, NetworkGroup inner) {
    byte[] outerSegments = networks.specificity(outer.number);
    byte[] innerSegments = networks.specificity(inner.number);
    for (int i = 0; i < networks.segments(); i++) {
      if (innerSegments[i] != 0 && outerSegments[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
