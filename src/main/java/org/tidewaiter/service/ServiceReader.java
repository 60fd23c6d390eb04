package org.tidewaiter.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.rules.Columns;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleFile;
import org.tidewaiter.rules.RuleRow;
import org.tidewaiter.rules.Suggestion;

/** Builds the {@link ServiceTable} from the services.csv of every layer. */
public final class ServiceReader {
  /** Name of the rule file. */
  public static final String FILE = "services.csv";

  static final int SERVICE = 0;
  static final int TRANSPORT = 1;
  static final int PORT = 2;
  static final int PORT_END = 3;
  static final int NAME = 4;
  static final int REGISTERED_NAME = 5;
  static final int SYSTEM_SERVICE = 6;
  static final int CLASS = 7;
  static final int DEFAULT = 8;
  static final int SOURCE = 9;
  static final int NOTE = 10;

  static final Columns COLUMNS =
      new Columns(
          List.of(
              "service",
              "transport",
              "port",
              "port_end",
              "name",
              "registered_name",
              "system_service",
              "class",
              "default",
              "source",
              "note"),
          3);

  private final Problems problems;
  private final List<ServiceRow> rows = new ArrayList<>(512);
  private final Map<String, Draft> drafts = new HashMap<>(512);
  private final List<Draft> inOrder = new ArrayList<>(256);

  /** A service while its rows are still being read. */
  private static final class Draft {
    ServiceRow first;
    String serviceClass = "";
    DefaultVerdict defaultVerdict;
    RuleRow classRow;
    RuleRow defaultRow;
  }

  private ServiceReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the services of a rule directory.
   *
   * @return the table, to be used only when there are no errors
   */
  public static ServiceTable read(RuleDirectory directory, Problems problems) {
    ServiceReader reader = new ServiceReader(problems);
    List<RuleFile> files = directory.read(FILE, COLUMNS, problems);
    Set<String> siteIds = new HashSet<>();
    for (RuleFile file : files) {
      if (!file.shipped()) {
        for (RuleRow row : file.rows()) {
          if (row.cell(SYSTEM_SERVICE).isEmpty()) {
            siteIds.add(row.cell(SERVICE));
          }
        }
      }
    }
    for (RuleFile file : files) {
      for (RuleRow row : file.rows()) {
        reader.readRow(row, row.shipped() && siteIds.contains(row.cell(SERVICE)));
      }
    }
    return reader.table(directory);
  }

  /** Reads a row; one that the site replaces stays for lookup unless it defined the service. */
  private void readRow(RuleRow row, boolean replaced) {
    if (replaced && row.cell(SYSTEM_SERVICE).isEmpty()) {
      return;
    }
    ServiceRow read = ServiceRowReader.read(row, problems);
    if (read == null) {
      return;
    }
    rows.add(read);
    if (read.systemService().isEmpty()) {
      define(read);
    }
  }

  private void define(ServiceRow read) {
    Draft draft = drafts.get(read.service());
    if (draft == null) {
      draft = new Draft();
      draft.first = read;
      drafts.put(read.service(), draft);
      inOrder.add(draft);
    }
    RuleRow row = read.row();
    String serviceClass = row.cell(CLASS);
    if (!serviceClass.isEmpty()) {
      if (draft.classRow == null) {
        draft.classRow = row;
        draft.serviceClass = serviceClass;
      } else if (!serviceClass.equals(draft.serviceClass)) {
        contradiction(row, read.service(), CLASS, draft.serviceClass, draft.classRow);
      }
    }
    DefaultVerdict defaultVerdict = ServiceRowReader.defaultVerdict(row, problems);
    if (defaultVerdict != null) {
      if (draft.defaultRow == null) {
        draft.defaultRow = row;
        draft.defaultVerdict = defaultVerdict;
      } else if (defaultVerdict != draft.defaultVerdict) {
        contradiction(row, read.service(), DEFAULT, draft.defaultVerdict.label(), draft.defaultRow);
      }
    }
  }

  private void contradiction(
      RuleRow row, String service, int column, String earlier, RuleRow earlierRow) {
    problems.error(
        row,
        COLUMNS.name(column)
            + " '"
            + row.cell(column)
            + "' of '"
            + service
            + "' contradicts '"
            + earlier
            + "' in line "
            + earlierRow.line()
            + "; write the same in each row, or only in the first");
  }

  private ServiceTable table(RuleDirectory directory) {
    if (inOrder.size() > ServiceTable.MAX_SERVICES) {
      problems.error(FILE, 0, "more than " + ServiceTable.MAX_SERVICES + " services");
      return null;
    }
    for (ServiceRow row : rows) {
      if (!row.systemService().isEmpty() && !drafts.containsKey(row.service())) {
        problems.error(
            row.row(),
            "unknown service '"
                + row.service()
                + "'"
                + Suggestion.didYouMean(row.service(), drafts.keySet()));
      }
    }
    Service[] services = new Service[inOrder.size() + 1];
    for (int i = 0; i < inOrder.size(); i++) {
      Draft draft = inOrder.get(i);
      services[i + 1] =
          new Service(
              i + 1,
              draft.first.service(),
              draft.first.name(),
              draft.serviceClass,
              draft.defaultVerdict == null ? DefaultVerdict.OPEN : draft.defaultVerdict,
              draft.first.layer(),
              draft.first.row().location());
    }
    RuleFile siteNames = directory.readUnparsed(RegisteredNames.FILE, problems);
    if (siteNames != null) {
      int unreadable = RegisteredNames.of(siteNames.bytes()).unreadable();
      if (unreadable > 0) {
        problems.error(
            RegisteredNames.FILE,
            0,
            unreadable
                + " lines cannot be read; write the file with 'tidewaiter rules import-iana'");
      }
    }
    return new ServiceTable(services, PortOwners.of(rows, problems), rows, siteNames);
  }
}
