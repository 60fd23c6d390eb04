package org.tidewaiter.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.rules.Columns;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleFile;
import org.tidewaiter.rules.RuleRow;
import org.tidewaiter.rules.SpreadsheetDamage;
import org.tidewaiter.rules.Suggestion;

/** Reads networks.csv into groups; {@link NetworkBuilder} makes {@link Networks} of them. */
final class NetworksReader {
  /** Name of the rule file. */
  static final String FILE = "networks.csv";

  static final int GROUP = 0;
  static final int MEMBER = 1;
  static final int COMMENT = 2;

  static final Columns COLUMNS = new Columns(List.of("group", "member", "comment"), 2);

  private final Problems problems;
  private final Map<String, NetworkGroup> groups = new LinkedHashMap<>();

  private NetworksReader(Problems problems) {
    this.problems = problems;
    for (String builtIn : new String[] {"any", "internal", "external", "special"}) {
      groups.put(builtIn, new NetworkGroup(builtIn, groups.size(), true));
    }
  }

  /** The groups by name, the built-in ones first; a site's group replaces the shipped one. */
  static Map<String, NetworkGroup> read(RuleDirectory directory, Problems problems) {
    NetworksReader reader = new NetworksReader(problems);
    for (RuleFile file : directory.read(FILE, COLUMNS, problems)) {
      for (RuleRow row : file.rows()) {
        reader.readRow(row);
      }
    }
    reader.checkGroups();
    return reader.groups;
  }

  private void readRow(RuleRow row) {
    String name = row.cell(GROUP);
    if (name.equals("any") || name.equals("external") || name.equals("special")) {
      problems.error(row, "the group '" + name + "' is built in; choose another name");
      return;
    }
    if (!isName(name)) {
      problems.error(
          row,
          name.isEmpty()
              ? "the group column is empty; every row names its group"
              : "'"
                  + name
                  + "' is no group name; names are letters, digits, '-', '_' and '.',"
                  + " and begin with a letter");
      return;
    }
    NetworkGroup group = groups.get(name);
    if (group == null || (group.shipped && !row.shipped())) {
      String comment = group == null ? "" : group.comment;
      group = new NetworkGroup(name, group == null ? groups.size() : group.number, row.shipped());
      group.comment = comment;
      groups.put(name, group);
    }
    if (row.cell(MEMBER).isEmpty()) {
      group.comment = row.cell(COMMENT).isEmpty() ? group.comment : row.cell(COMMENT);
    } else {
      readMember(row, group);
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!letter && (i == 0 || !other)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private void readMember(RuleRow row, NetworkGroup group) {
    String member = row.cell(MEMBER);
    if (group.has(member)) {
      problems.warning(row, "'" + member + "' is already a member of '" + group.name + "'");
      return;
    }
    if (member.startsWith("group:")) {
      group.nested.add(member.substring(6));
      group.nestedRows.add(row);
    } else {
      boolean exclude = member.startsWith("not:");
      Prefix prefix = prefix(row, exclude ? member.substring(4) : member, groups, problems);
      if (prefix == null) {
        return;
      }
      (exclude ? group.excluded : group.included).add(prefix);
    }
    group.note(member);
  }

  /** The network that a cell means, or null where it means none; what is wrong is told. */
  static Prefix prefix(
      RuleRow row, String cell, Map<String, NetworkGroup> groups, Problems problems) {
    Prefix prefix = Prefix.parse(cell);
    if (prefix == null) {
      problems.error(row, "'" + cell + "' " + whyNoNetwork(cell, groups));
      return null;
    }
    if (prefix.hasHostBits()) {
      problems.error(
          row, cell + " has host bits set; did you mean " + prefix.withoutHostBits() + "?");
      return null;
    }
    return prefix;
  }

  private static String whyNoNetwork(String cell, Map<String, NetworkGroup> groups) {
    String damage = SpreadsheetDamage.ofNetwork(cell);
    if (damage != null) {
      return damage;
    }
    if (groups.containsKey(cell)) {
      return "is a group; did you mean 'group:" + cell + "'?";
    }
    String padded = padded(cell);
    if (padded != null) {
      return "is no network; did you mean " + padded + "?";
    }
    if (cell.indexOf('-') > 0
        && Prefix.parse(cell.substring(0, cell.indexOf('-')).trim()) != null) {
      return "is a range; write the networks it is made of, as 10.0.0.0/24";
    }
    return "is no address, CIDR network, group:NAME or not:CIDR";
  }

  /** {@code 10.0.0.0/8} for {@code 10/8}, or null. */
  private static String padded(String cell) {
    int slash = cell.indexOf('/');
    String padded = slash < 0 ? cell : cell.substring(0, slash);
    for (int i = 0; i < 3 && Prefix.parse(padded) == null; i++) {
      padded = padded.concat(padded.endsWith(".") ? "0" : ".0");
    }
    padded = slash < 0 ? padded : padded.concat(cell.substring(slash));
    Prefix prefix = slash < 0 || cell.equals(padded) ? null : Prefix.parse(padded);
    return prefix == null ? null : prefix.withoutHostBits().toString();
  }

  private void checkGroups() {
    for (NetworkGroup group : groups.values()) {
      if (group.included.isEmpty() && group.nested.isEmpty() && !group.excluded.isEmpty()) {
        problems.error(
            FILE,
            0,
            "group '"
                + group.name
                + "' only excludes; give it a member to exclude from, as group:any");
      }
      for (int i = 0; i < group.nested.size(); i++) {
        String nested = group.nested.get(i);
        if (!groups.containsKey(nested)) {
          problems.error(
              group.nestedRows.get(i),
              "unknown group '" + nested + "'" + Suggestion.didYouMean(nested, groups.keySet()));
        }
      }
    }
  }
}
