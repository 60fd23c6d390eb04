package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.policy.Expectation.Ruling;
import org.tidewaiter.rules.Columns;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleFile;
import org.tidewaiter.rules.RuleRow;
import org.tidewaiter.rules.Suggestion;
import org.tidewaiter.service.ServiceTable;

/** Reads expectations.csv. */
final class ExpectationsReader {
  /** Name of the rule file. */
  static final String FILE = "expectations.csv";

  static final String CLASS_PREFIX = "class:";

  static final int ID = 0;
  static final int SERVICE = 1;
  static final int SERVERS = 2;
  static final int CLIENTS = 3;
  static final int VERDICT = 4;
  static final int SEVERITY = 5;
  static final int UNTIL = 6;
  static final int OWNER = 7;
  static final int REASON = 8;

  static final Columns COLUMNS =
      new Columns(
          List.of(
              "id",
              "service",
              "servers",
              "clients",
              "verdict",
              "severity",
              "until",
              "owner",
              "reason"),
          5);
  private static final List<String> RULINGS = List.of("expect", "allow", "alert", "forbid");

  private final ServiceTable services;
  private final NetworkBuilder networks;
  private final Problems problems;
  private final Map<String, Draft> drafts = new HashMap<>();
  private final Set<String> classes = new TreeSet<>();

  /**
   * A row that was read, with the groups its cells mean.
   *
   * @param row where it stands
   * @param servers group of the servers
   * @param clients group of the clients
   */
  record Draft(RuleRow row, Expectation expectation, NetworkGroup servers, NetworkGroup clients) {
    /** The same row, not in force because nobody filled a group it names. */
    Draft without(NetworkGroup unfilled) {
      return new Draft(row, expectation.without(unfilled.name), servers, clients);
    }
  }

  private ExpectationsReader(ServiceTable services, NetworkBuilder networks, Problems problems) {
    this.services = services;
    this.networks = networks;
    this.problems = problems;
    for (int number = 1; number <= services.count(); number++) {
      classes.add(services.service(number).serviceClass());
    }
  }

  /** The rows in the order of their ids, so that nothing depends on their order in the files. */
  static List<Draft> read(
      RuleDirectory directory, ServiceTable services, NetworkBuilder networks, Problems problems) {
    ExpectationsReader reader = new ExpectationsReader(services, networks, problems);
    for (RuleFile file : directory.read(FILE, COLUMNS, problems)) {
      for (RuleRow row : file.rows()) {
        reader.readRow(row);
      }
    }
    List<String> ids = new ArrayList<>(reader.drafts.keySet());
    ids.sort(null);
    List<Draft> inOrder = new ArrayList<>(ids.size());
    for (String id : ids) {
      inOrder.add(reader.drafts.get(id));
    }
    return inOrder;
  }

  private void readRow(RuleRow row) {
    int errorsBefore = problems.errors();
    String id = row.cell(ID);
    Draft earlier = drafts.get(id);
    if (!isId(id)) {
      problems.error(
          row,
          id.isEmpty()
              ? "the id column is empty; findings name the row by its id"
              : "'" + id + "' is no id; ids are letters, digits, '-', '_', '.' and '/'");
    } else if (earlier != null && earlier.row().shipped() == row.shipped()) {
      problems.error(row, "id '" + id + "' is already in line " + earlier.row().line());
    }
    checkService(row);
    NetworkGroup servers = networks.operand(row, SERVERS);
    NetworkGroup clients = networks.operand(row, CLIENTS);
    Ruling ruling = ruling(row);
    Severity severity = severity(row, ruling);
    LocalDate until = until(row);
    if (problems.errors() == errorsBefore) {
      Expectation expectation =
          new Expectation(
              id,
              row.cell(SERVICE),
              row.cell(SERVERS),
              row.cell(CLIENTS),
              ruling,
              severity,
              until,
              row.cell(OWNER),
              row.cell(REASON),
              row.location(),
              "");
      drafts.put(id, new Draft(row, expectation, servers, clients));
    }
  }

  private static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.' && c != '/') {
        return false;
      }
    }
    return !id.isEmpty();
  }

  private void checkService(RuleRow row) {
    String service = row.cell(SERVICE);
    if (service.isEmpty()) {
      problems.error(row, "the service column is empty; write 'any' for all services");
    } else if (service.startsWith(CLASS_PREFIX)) {
      String serviceClass = service.substring(CLASS_PREFIX.length());
      if (!classes.contains(serviceClass) || serviceClass.isEmpty()) {
        problems.error(
            row,
            "unknown class '" + serviceClass + "'" + Suggestion.didYouMean(serviceClass, classes));
      }
    } else if (!service.equals("any") && services.number(service) == 0) {
      problems.error(
          row,
          classes.contains(service)
              ? "'" + service + "' is a class; did you mean 'class:" + service + "'?"
              : "unknown service '"
                  + service
                  + "'"
                  + Suggestion.didYouMean(service, services.ids()));
    }
  }

  private Ruling ruling(RuleRow row) {
    switch (row.cell(VERDICT)) {
      case "expect":
        return Ruling.EXPECT;
      case "allow":
        return Ruling.ALLOW;
      case "alert":
        return Ruling.ALERT;
      case "forbid":
        return Ruling.FORBID;
      default:
        String cell = row.cell(VERDICT);
        problems.error(
            row,
            "verdict '"
                + cell
                + "' is not expect, allow, alert or forbid"
                + Suggestion.didYouMean(cell, RULINGS));
        return null;
    }
  }

  /** The severity of a row; an empty cell is medium for alert, high for forbid, else info. */
  private Severity severity(RuleRow row, Ruling ruling) {
    String cell = row.cell(SEVERITY);
    boolean used = ruling == Ruling.ALERT || ruling == Ruling.FORBID;
    if (cell.isEmpty()) {
      return ruling == Ruling.FORBID
          ? Severity.HIGH
          : ruling == Ruling.ALERT ? Severity.MEDIUM : Severity.INFO;
    }
    Severity severity = Severity.ofLabel(cell);
    if (severity == null) {
      problems.error(
          row,
          "severity '"
              + cell
              + "' is not info, low, medium, high or critical"
              + Suggestion.didYouMean(cell, Severity.LABELS));
    } else if (ruling != null && !used) {
      problems.warning(
          row, "severity is not used with '" + ruling.label() + "'; leave the cell empty");
    }
    return severity;
  }

  private LocalDate until(RuleRow row) {
    String cell = row.cell(UNTIL);
    if (cell.isEmpty()) {
      return null;
    }
    LocalDate until = LastDay.parse(cell);
    if (until == null) {
      problems.error(
          row, "until '" + cell + "' is not a date; write the year first, as 2026-06-30");
    }
    return until;
  }
}
