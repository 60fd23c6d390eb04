package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.rules.RuleRow;

/** A group while the rule files are read: its members as written and as understood. */
final class NetworkGroup {
  /** Most members that {@link #describe} lists. */
  private static final int MEMBERS_DESCRIBED = 4;

  final String name;
  final int number;
  final boolean shipped;
  String comment = "";
  final List<Prefix> included = new ArrayList<>();
  final List<Prefix> excluded = new ArrayList<>();
  final List<String> nested = new ArrayList<>();
  final List<RuleRow> nestedRows = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final Set<String> distinct = new HashSet<>();

  /** Per segment, as {@link Networks#specificity}; null until computed. */
  byte[] specificity;

  NetworkGroup(String name, int number, boolean shipped) {
    this.name = name;
    this.number = number;
    this.shipped = shipped;
  }

  /** Notes a member as it is written; false if it was noted before. */
  boolean note(String member) {
    return distinct.add(member) && written.add(member);
  }

  /** Whether a member was noted. */
  boolean has(String member) {
    return distinct.contains(member);
  }

  /** The group in short: its name and its first members. */
  String describe() {
    if (written.isEmpty() || (written.size() == 1 && written.get(0).equals(name))) {
      return name;
    }
    StringBuilder text = new StringBuilder(name).append(" (");
    for (int i = 0; i < written.size(); i++) {
      if (i == MEMBERS_DESCRIBED) {
        text.append(", … ").append(written.size() - i).append(" more");
        break;
      }
      text.append(i == 0 ? "" : ", ").append(written.get(i));
    }
    return text.append(')').toString();
  }
}
