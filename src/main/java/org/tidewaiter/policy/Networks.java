package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Groups of networks, and the zone of an address.
 *
 * <p>The address space is cut at every edge of every network that a rule file names; between two
 * cuts lies a <em>segment</em>, in which each group holds all addresses or none. An address is
 * looked up once, by binary search, and every further question is an array element. Nothing
 * allocates.
 */
public final class Networks {
  /** Group number of {@code any}. */
  public static final int ANY = 0;

  /** Group number of {@code internal}. */
  public static final int INTERNAL = 1;

  /** Group number of {@code external}. */
  public static final int EXTERNAL = 2;

  /** Group number of {@code special}. */
  public static final int SPECIAL = 3;

  private static final int OCTETS = 256;
  private static final int OCTET_BITS = 24;

  /** Specificity of a match by {@code any}; 0 is no match. */
  static final int BY_ANY = 1;

  /** Specificity of a match by {@code external}, which has no networks of its own. */
  static final int BY_EXTERNAL = 2;

  /** Specificity of a match by a network of length 0; each bit adds one. */
  static final int BY_PREFIX = 3;

  private final long[] startHigh;
  private final long[] startLow;

  /** The first segment of each IPv4 /8 by its number, and of what follows the last. */
  private final int[] ipv4Starts = new int[OCTETS + 1];

  private final byte[] zones;
  private final byte[][] specificity;
  private final Map<String, Integer> numbers;
  private final List<NetworkGroup> groups;
  private final List<NetworkGroup> unfilled;

  /** Made by {@link NetworkBuilder}. */
  Networks(
      long[] startHigh,
      long[] startLow,
      byte[] zones,
      byte[][] specificity,
      Map<String, Integer> numbers,
      List<NetworkGroup> groups,
      List<NetworkGroup> unfilled) {
    this.startHigh = startHigh;
    this.startLow = startLow;
    this.zones = zones;
    this.specificity = specificity;
    this.numbers = numbers;
    this.groups = groups;
    this.unfilled = unfilled;
    for (int octet = 0; octet <= OCTETS; octet++) {
      long low = Prefix.IPV4_LOW + ((long) octet << OCTET_BITS);
      ipv4Starts[octet] = segment(startHigh, startLow, 0, low);
    }
  }

  /**
   * The segment that holds an address, from 0.
   *
   * @param high upper 64 bits; 0 for IPv4
   * @param low lower 64 bits; 0xffff and the address for IPv4
   */
  int segment(long high, long low) {
    if (high == 0 && low >>> Integer.SIZE == Prefix.IPV4_LOW >>> Integer.SIZE) {
      return ipv4Segment(low);
    }
    return segment(startHigh, startLow, high, low);
  }

  // Few segments begin in most /8s, and none of their starts is negative or has upper bits.
  private int ipv4Segment(long low) {
    int octet = (int) (low >>> OCTET_BITS) & OCTETS - 1;
    int from = ipv4Starts[octet];
    int to = ipv4Starts[octet + 1];
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (startLow[middle] <= low) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  static int segment(long[] startHigh, long[] startLow, long high, long low) {
    int from = 0;
    int to = startHigh.length - 1;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      int order = Long.compareUnsigned(startHigh[middle], high);
      if (order < 0 || (order == 0 && Long.compareUnsigned(startLow[middle], low) <= 0)) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  int segments() {
    return startHigh.length;
  }

  /**
   * How closely a group holds each segment: 0 not at all, else the more the longer its longest
   * network there, as unsigned bytes.
   */
  byte[] specificity(int group) {
    return specificity[group];
  }

  /** The zone of an address, as {@link Zone#ofNumber} reads it. */
  public int zoneOf(long high, long low) {
    return zones[segment(high, low)];
  }

  /** Whether a group holds an address. */
  public boolean contains(int group, long high, long low) {
    return specificity[group][segment(high, low)] != 0;
  }

  /** Whether a group holds any address; one that nobody filled says nothing. */
  public boolean isFilled(int group) {
    for (byte closeness : specificity[group]) {
      if (closeness != 0) {
        return true;
      }
    }
    return false;
  }

  /** Number of a group by its name, or -1 where there is none. */
  public int group(String name) {
    Integer number = numbers.get(name);
    return number == null ? -1 : number;
  }

  /**
   * The groups that are declared and that nobody filled, in alphabetical order, each with what
   * follows from that: {@code group 'kms-hosts' has no member; …}.
   */
  public List<String> unfilledGroups() {
    List<String> texts = new ArrayList<>();
    for (NetworkGroup group : unfilled) {
      texts.add(
          "group '"
              + group.name
              + "' has no member"
              + (group.comment.isEmpty() ? "" : "; " + group.comment));
    }
    texts.sort(null);
    return texts;
  }

  /** A group and its first members, for reports: {@code kms-hosts (10.1.0.20, 10.1.0.21)}. */
  public String describe(int group) {
    return groups.get(group).describe();
  }
}
