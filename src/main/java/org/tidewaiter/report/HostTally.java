package org.tidewaiter.report;

import org.tidewaiter.flow.FlowRow;

/** What each address did: one row per address, summed over its flows. */
final class HostTally {
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

  KeyedRows rows() {
    return rows;
  }

  /** Flow ends that found no room for their address. */
  long refused() {
    return rows.refused();
  }

  /** Adds a flow to both of its hosts. */
  void add(long[] flow, int at) {
    long ipv6 = FlowRow.isIpv6(flow, at) ? 1 : 0;
    int client = rows.find(FlowRow.clientHigh(flow, at), FlowRow.clientLow(flow, at), ipv6);
    if (client >= 0) {
      add(flow, at, rows.at(client), true);
    }
    int server = rows.find(FlowRow.serverHigh(flow, at), FlowRow.serverLow(flow, at), ipv6);
    if (server >= 0) {
      add(flow, at, rows.at(server), false);
    }
  }

  private void add(long[] flow, int at, int to, boolean client) {
    long[] words = rows.words();
    boolean fresh = words[to + AS_CLIENT] + words[to + AS_SERVER] == 0;
    words[to + (client ? AS_CLIENT : AS_SERVER)]++;
    long clientPackets = FlowRow.clientPackets(flow, at);
    long serverPackets = FlowRow.serverPackets(flow, at);
    words[to + SENT_PACKETS] += client ? clientPackets : serverPackets;
    words[to + RECEIVED_PACKETS] += client ? serverPackets : clientPackets;
    long clientBytes = FlowRow.clientBytes(flow, at);
    long serverBytes = FlowRow.serverBytes(flow, at);
    words[to + SENT_BYTES] += client ? clientBytes : serverBytes;
    words[to + RECEIVED_BYTES] += client ? serverBytes : clientBytes;
    long first = FlowRow.firstNanos(flow, at);
    long last = FlowRow.lastNanos(flow, at);
    words[to + FIRST] = fresh ? first : Math.min(first, words[to + FIRST]);
    words[to + LAST] = fresh ? last : Math.max(last, words[to + LAST]);
    int service = FlowRow.service(flow, at);
    if (service != 0 && (client || FlowRow.isAnswered(flow, at))) {
      remember(words, to + (client ? USES : SERVES), service);
    }
    if (words[to + FINDINGS] == 0) {
      words[to + FINDINGS] = FlowRow.findings(flow, at);
    }
  }

  private static void remember(long[] words, int at, int service) {
    for (int i = 0; i < MAX_SERVICES; i++) {
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
