package org.tidewaiter.report;

import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;

/** What each address did: one row per address, summed over its flows. */
public final class HostTally {
  /** Most rows; further addresses are counted, not listed. */
  static final int MAX_HOSTS = 1_000_000;

  /** Services listed per host and role. */
  static final int MAX_SERVICES = 8;

  static final int AS_CLIENT = KeyedRows.KEY_WORDS;
  static final int AS_SERVER = AS_CLIENT + 1;
  static final int SENT_PACKETS = AS_CLIENT + 2;
  static final int SENT_BYTES = AS_CLIENT + 3;
  static final int RECEIVED_PACKETS = AS_CLIENT + 4;
  static final int RECEIVED_BYTES = AS_CLIENT + 5;
  static final int FIRST = AS_CLIENT + 6;
  static final int LAST = AS_CLIENT + 7;

  /** Numbers of services, 16 bits each, two words per role. */
  static final int USES = AS_CLIENT + 8;

  static final int SERVES = AS_CLIENT + 10;

  /** Number of the first set of findings. */
  static final int FINDINGS = AS_CLIENT + 12;

  private static final int WIDTH = AS_CLIENT + 13;

  private final KeyedRows rows = new KeyedRows(WIDTH, MAX_HOSTS);
  private final int[] hashes = new int[2 * KeyedRows.GROUP];
  private int touched;

  HostTally() {}

  /** Upper 64 bits of a row's address; IPv4 is ::ffff:a.b.c.d. */
  public static long high(long[] words, int at) {
    return words[at];
  }

  /** Lower 64 bits of a row's address. */
  public static long low(long[] words, int at) {
    return words[at + 1];
  }

  /** True where a row's address is IPv6. */
  public static boolean isIpv6(long[] words, int at) {
    return words[at + 2] != 0;
  }

  /** Bytes that the host sent and received. */
  public static long bytes(long[] words, int at) {
    return words[at + SENT_BYTES] + words[at + RECEIVED_BYTES];
  }

  /** Whether a finding rests on a flow of the host. */
  public static boolean hasFindings(long[] words, int at) {
    return words[at + FINDINGS] != 0;
  }

  KeyedRows rows() {
    return rows;
  }

  /** Prepares for this many flows, of whose hosts some are not known yet. */
  void reserve(int flows) {
    rows.reserve(flows);
  }

  /** Flow ends that found no room for their address. */
  long refused() {
    return rows.refused();
  }

  /**
   * Adds flows to both of their hosts.
   *
   * @param ats indices of their rows in {@code flows}
   * @param count how many, at most {@link KeyedRows#GROUP}
   */
  void add(long[] flows, int[] ats, int count) {
    for (int i = 0; i < count; i++) {
      int at = ats[i];
      long ipv6 = FlowRow.isIpv6(flows, at) ? 1 : 0;
      hashes[2 * i] =
          KeyedRows.hash(FlowRow.clientHigh(flows, at), FlowRow.clientLow(flows, at), ipv6);
      hashes[2 * i + 1] =
          KeyedRows.hash(FlowRow.serverHigh(flows, at), FlowRow.serverLow(flows, at), ipv6);
    }
    touched = rows.touchSlots(hashes, 2 * count) + rows.touchRows(hashes, 2 * count);
    for (int i = 0; i < count; i++) {
      add(flows, ats[i], false, hashes[2 * i]);
      add(flows, ats[i], true, hashes[2 * i + 1]);
    }
  }

  /** Adds a flow to one of its hosts. */
  void add(long[] flows, int at, boolean server) {
    long ipv6 = FlowRow.isIpv6(flows, at) ? 1 : 0;
    long high = FlowRow.high(flows, at, server);
    long low = FlowRow.low(flows, at, server);
    add(flows, at, server, KeyedRows.hash(high, low, ipv6));
  }

  private void add(long[] flows, int at, boolean server, int hash) {
    long ipv6 = FlowRow.isIpv6(flows, at) ? 1 : 0;
    int row =
        rows.find(hash, FlowRow.high(flows, at, server), FlowRow.low(flows, at, server), ipv6);
    if (row < 0) {
      return;
    }
    long[] words = rows.words(row);
    int to = rows.at(row);
    addTimes(flows, at, words, to);
    words[to + (server ? AS_SERVER : AS_CLIENT)]++;
    words[to + SENT_PACKETS] += FlowRow.packets(flows, at, server);
    words[to + SENT_BYTES] += FlowRow.bytes(flows, at, server);
    words[to + RECEIVED_PACKETS] += FlowRow.packets(flows, at, !server);
    words[to + RECEIVED_BYTES] += FlowRow.bytes(flows, at, !server);
    if (!server || FlowRow.isAnswered(flows, at)) {
      remember(words, to + (server ? SERVES : USES), FlowJudgement.service(flows, at));
    }
  }

  private static void addTimes(long[] flows, int at, long[] words, int to) {
    boolean fresh = words[to + AS_CLIENT] + words[to + AS_SERVER] == 0;
    long first = FlowRow.firstNanos(flows, at);
    long last = FlowRow.lastNanos(flows, at);
    if (fresh || first < words[to + FIRST]) {
      words[to + FIRST] = first;
    }
    if (fresh || last > words[to + LAST]) {
      words[to + LAST] = last;
    }
    if (words[to + FINDINGS] == 0) {
      words[to + FINDINGS] = FlowJudgement.findings(flows, at);
    }
  }

  private static void remember(long[] words, int at, int service) {
    for (int i = 0; i < MAX_SERVICES && service != 0; i++) {
      int shift = 16 * (i & 3);
      int seen = (int) (words[at + (i >> 2)] >>> shift) & 0xFFFF;
      if (seen == service) {
        return;
      }
      if (seen == 0) {
        words[at + (i >> 2)] |= (long) service << shift;
        return;
      }
    }
  }
}
