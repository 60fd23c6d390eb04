package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleRow;
import org.tidewaiter.rules.Suggestion;

/**
 * Makes {@link Networks} of groups: adds the networks that expectations name directly, cuts the
 * address space into segments, and works out which group holds which segment how closely.
 */
final class NetworkBuilder {
  /**
   * Networks that are special whatever the site says, unless it lists the very network (or a part
   * of it) as internal: RFC 6890 and its registry, RFC 5737 and RFC 3849 (documentation), RFC 2544
   * (benchmark).
   */
  private static final String[] SPECIAL = {
    "0.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/127",
    "100::/64",
    "2001:db8::/32",
    "fe80::/10",
    "ff00::/8"
  };

  /** Most bytes of all groups' segments. */
  private static final long MAX_TABLE_BYTES = 256L << 20;

  /** Orders addresses of two longs; a class rather than a lambda, for it runs at every start. */
  private static final Comparator<long[]> UNSIGNED =
      new Comparator<>() {
        @Override
        public int compare(long[] a, long[] b) {
          int order = Long.compareUnsigned(a[0], b[0]);
          return order != 0 ? order : Long.compareUnsigned(a[1], b[1]);
        }
      };

  private final Map<String, NetworkGroup> groups;
  private final List<NetworkGroup> byNumber;
  private final Map<String, NetworkGroup> unnamed = new HashMap<>();
  private final Problems problems;
  private long[] startHigh;
  private long[] startLow;
  private byte[] zones;

  NetworkBuilder(Map<String, NetworkGroup> groups, Problems problems) {
    this.groups = groups;
    this.problems = problems;
    byNumber = new ArrayList<>(groups.values());
  }

  /** The group that a servers or clients cell names, or null; what is wrong is told. */
  NetworkGroup operand(RuleRow row, int column) {
    String cell = row.cell(column);
    NetworkGroup group = groups.get(cell);
    group = group == null ? unnamed.get(cell) : group;
    if (group != null) {
      return group;
    }
    if (cell.isEmpty()) {
      problems.error(
          row,
          "the "
              + ExpectationsReader.COLUMNS.name(column)
              + " column is empty; write 'any' for all addresses");
      return null;
    }
    boolean likeName = cell.indexOf('.') < 0 && cell.indexOf(':') < 0 && cell.indexOf('/') < 0;
    if (cell.startsWith("group:") || (likeName && !Character.isDigit(cell.charAt(0)))) {
      String name = cell.startsWith("group:") ? cell.substring(6) : cell;
      problems.error(
          row,
          groups.containsKey(name)
              ? "write '" + name + "' without 'group:'"
              : "unknown group '" + name + "'" + Suggestion.didYouMean(name, groups.keySet()));
      return null;
    }
    Prefix prefix = NetworksReader.prefix(row, cell, groups, problems);
    if (prefix == null) {
      return null;
    }
    NetworkGroup network = new NetworkGroup(cell, byNumber.size(), row.shipped());
    network.included.add(prefix);
    network.note(cell);
    byNumber.add(network);
    unnamed.put(cell, network);
    return network;
  }

  /** Whether any address can be in a group. */
  boolean isFilled(NetworkGroup group) {
    if (group.number == Networks.ANY
        || group.number == Networks.EXTERNAL
        || group.number == Networks.SPECIAL
        || !group.included.isEmpty()) {
      return true;
    }
    for (String nested : group.nested) {
      if (isFilled(groups.get(nested))) {
        return true;
      }
    }
    return false;
  }

  /** Tells of more networks than there is room for: each group has a byte for every segment. */
  void checkSize() {
    long prefixes = SPECIAL.length + 1;
    for (NetworkGroup group : byNumber) {
      prefixes += group.included.size() + group.excluded.size();
    }
    long bytes = 2 * prefixes * byNumber.size();
    if (bytes > MAX_TABLE_BYTES) {
      problems.error(
          ExpectationsReader.FILE,
          0,
          byNumber.size()
              + " groups and single networks over "
              + prefixes
              + " networks are too many; put networks that are expected to do the same into one"
              + " group of networks.csv");
    }
  }

  /** Tells of groups that contain themselves. */
  void checkCycles() {
    List<String> path = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (NetworkGroup group : groups.values()) {
      visit(group, path, done);
    }
  }

  private void visit(NetworkGroup group, List<String> path, Set<String> done) {
    int start = path.indexOf(group.name);
    if (start >= 0) {
      List<String> cycle = new ArrayList<>(path.subList(start, path.size()));
      cycle.add(group.name);
      problems.error(NetworksReader.FILE, 0, "cycle " + String.join(" -> ", cycle));
      done.addAll(cycle);
      return;
    }
    if (done.contains(group.name)) {
      return;
    }
    path.add(group.name);
    for (String nested : group.nested) {
      NetworkGroup member = groups.get(nested);
      if (member != null) {
        // External and special are what internal leaves, so internal must not be made of them.
        boolean leftByInternal =
            member.number == Networks.EXTERNAL || member.number == Networks.SPECIAL;
        visit(leftByInternal ? groups.get("internal") : member, path, done);
      }
    }
    path.remove(path.size() - 1);
    done.add(group.name);
  }

  /** Works everything out; to be called when there are no errors. */
  Networks build() {
    cut();
    byte[] special = new byte[startHigh.length];
    for (String text : SPECIAL) {
      cover(Prefix.parse(text), special);
    }
    byte[] any = new byte[startHigh.length];
    Arrays.fill(any, (byte) Networks.BY_ANY);
    groups.get("any").specificity = any;
    makeZones(special);
    byte[][] specificity = new byte[byNumber.size()][];
    Map<String, Integer> numbers = new HashMap<>();
    List<NetworkGroup> unfilled = new ArrayList<>();
    for (NetworkGroup group : byNumber) {
      specificity[group.number] = specificity(group);
      if (groups.get(group.name) == group) {
        numbers.put(group.name, group.number);
        if (!isFilled(group)) {
          unfilled.add(group);
        }
      }
    }
    return new Networks(startHigh, startLow, zones, specificity, numbers, byNumber, unfilled);
  }

  private void cut() {
    List<long[]> cuts = new ArrayList<>();
    cuts.add(new long[] {0, 0});
    addCuts(new Prefix(0, Prefix.IPV4_LOW, Prefix.IPV4_BITS), cuts);
    for (String text : SPECIAL) {
      addCuts(Prefix.parse(text), cuts);
    }
    for (NetworkGroup group : byNumber) {
      for (Prefix prefix : group.included) {
        addCuts(prefix, cuts);
      }
      for (Prefix prefix : group.excluded) {
        addCuts(prefix, cuts);
      }
    }
    cuts.sort(UNSIGNED);
    startHigh = new long[cuts.size()];
    startLow = new long[cuts.size()];
    int count = 0;
    for (int i = 0; i < cuts.size(); i++) {
      if (i == 0 || UNSIGNED.compare(cuts.get(i), cuts.get(i - 1)) != 0) {
        startHigh[count] = cuts.get(i)[0];
        startLow[count++] = cuts.get(i)[1];
      }
    }
    startHigh = Arrays.copyOf(startHigh, count);
    startLow = Arrays.copyOf(startLow, count);
  }

  /** A segment begins where a network begins, and behind its last address. */
  private static void addCuts(Prefix prefix, List<long[]> cuts) {
    cuts.add(new long[] {prefix.high(), prefix.low()});
    long low = prefix.lastLow() + 1;
    long high = prefix.lastHigh() + (low == 0 ? 1 : 0);
    if (high != 0 || low != 0) {
      cuts.add(new long[] {high, low});
    }
  }

  /** Raises the specificity of all segments in a network to that of the network. */
  private void cover(Prefix prefix, byte[] segments) {
    int value = Networks.BY_PREFIX + prefix.length();
    for (int i = segment(prefix.high(), prefix.low()); i < segments.length; i++) {
      if (!prefix.contains(startHigh[i], startLow[i])) {
        // An IPv6 network around the IPv4 block goes on behind it.
        if (Long.compareUnsigned(startHigh[i], prefix.lastHigh()) > 0
            || (startHigh[i] == prefix.lastHigh()
                && Long.compareUnsigned(startLow[i], prefix.lastLow()) > 0)) {
          return;
        }
      } else if (value > (segments[i] & 0xff)) {
        segments[i] = (byte) value;
      }
    }
  }

  private int segment(long high, long low) {
    return Networks.segment(startHigh, startLow, high, low);
  }

  /** Internal or special, whichever names the longer network; a tie is internal; else external. */
  private void makeZones(byte[] special) {
    NetworkGroup internal = groups.get("internal");
    byte[] inside = specificity(internal).clone();
    byte[] outside = new byte[inside.length];
    zones = new byte[inside.length];
    for (int i = 0; i < zones.length; i++) {
      if (inside[i] != 0 && (inside[i] & 0xff) >= (special[i] & 0xff)) {
        zones[i] = (byte) Zone.INTERNAL.ordinal();
        special[i] = 0;
      } else if (special[i] != 0) {
        zones[i] = (byte) Zone.SPECIAL.ordinal();
        inside[i] = 0;
      } else {
        zones[i] = (byte) Zone.EXTERNAL.ordinal();
        outside[i] = Networks.BY_EXTERNAL;
      }
    }
    internal.specificity = inside;
    groups.get("special").specificity = special;
    groups.get("external").specificity = outside;
  }

  private byte[] specificity(NetworkGroup group) {
    if (group.specificity != null) {
      return group.specificity;
    }
    byte[] segments = new byte[startHigh.length];
    for (String name : group.nested) {
      byte[] nested = specificity(groups.get(name));
      for (int i = 0; i < segments.length; i++) {
        segments[i] = (nested[i] & 0xff) > (segments[i] & 0xff) ? nested[i] : segments[i];
      }
    }
    for (Prefix prefix : group.included) {
      cover(prefix, segments);
    }
    if (!group.excluded.isEmpty()) {
      byte[] holes = new byte[segments.length];
      for (Prefix prefix : group.excluded) {
        cover(prefix, holes);
      }
      for (int i = 0; i < segments.length; i++) {
        segments[i] = holes[i] != 0 ? 0 : segments[i];
      }
    }
    group.specificity = segments;
    return segments;
  }
}
