package org.tidewaiter.report;

import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.payload.PayloadRecognizer;

/**
 * Who offers what: one row per server, transport and port that answered (or, where the transport
 * needs no answer, that has a service), summed over its flows.
 */
final class ServiceTally {
  /** Most rows; flows to further endpoints are counted, not listed. */
  static final int MAX_SERVICES = 1_000_000;

  /** Most server and client pairs remembered, to count each client once. */
  static final int MAX_PAIRS = 4_000_000;

  static final int FLOWS = KeyedRows.KEY_WORDS;
  static final int ANSWERED = FLOWS + 1;
  static final int CLIENTS = FLOWS + 2;
  static final int PACKETS = FLOWS + 3;
  static final int BYTES = FLOWS + 4;
  static final int FIRST = FLOWS + 5;
  static final int LAST = FLOWS + 6;

  /** First client: high and low word, then what else belongs to the row. */
  static final int CLIENT_HIGH = FLOWS + 7;

  static final int CLIENT_LOW = FLOWS + 8;

  /** Service 16 | source 4 | payload 8 | client zones 4 | verdict 4 | free. */
  static final int LABELS = FLOWS + 9;

  /** Rule of the worst verdict plus one 32 | number of a set of findings 32. */
  static final int RULE = FLOWS + 10;

  private static final int WIDTH = FLOWS + 11;

  // From harmless to bad, by ordinal of the verdict: expected, allowed, unexpected, forbidden,
  // no-rule, undetermined.
  private static final int[] BADNESS = {2, 1, 4, 5, 0, 0};

  private final KeyedRows rows = new KeyedRows(WIDTH, MAX_SERVICES);
  private final KeyedRows pairs = new KeyedRows(KeyedRows.KEY_WORDS, MAX_PAIRS);
  private final FlowVocabulary vocabulary;

  ServiceTally(FlowVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  KeyedRows rows() {
    return rows;
  }

  /** Flows that found no room for their server. */
  long refused() {
    return rows.refused();
  }

  /** Clients that may have been counted more than once. */
  long uncertainClients() {
    return pairs.refused();
  }

  /** Adds a flow. */
  void add(long[] flow, int at) {
    boolean answered = FlowRow.isAnswered(flow, at);
    boolean tcp = FlowRow.protocol(flow, at) == org.tidewaiter.flow.FlowTable.TCP;
    if (FlowRow.isToMany(flow, at)
        || !answered && (tcp || FlowRow.service(flow, at) == 0 || !FlowRow.hasPorts(flow, at))) {
      return;
    }
    int row =
        rows.find(FlowRow.serverHigh(flow, at), FlowRow.serverLow(flow, at), endpoint(flow, at));
    if (row >= 0) {
      add(flow, at, answered, row);
    }
  }

  /** Third word of a row's key: protocol, port and whether the address is IPv6. */
  private static long endpoint(long[] flow, int at) {
    boolean ports = FlowRow.hasPorts(flow, at);
    return (long) FlowRow.protocol(flow, at) << 17
        | (ports ? (long) FlowRow.serverPort(flow, at) << 1 : 0)
        | (FlowRow.isIpv6(flow, at) ? 1 : 0)
        | (ports ? 1L << 32 : 0);
  }

  private void add(long[] flow, int at, boolean answered, int row) {
    long[] words = rows.words();
    int to = rows.at(row);
    long clientHigh = FlowRow.clientHigh(flow, at);
    long clientLow = FlowRow.clientLow(flow, at);
    boolean fresh = words[to + FLOWS] == 0;
    if (isNewClient(row, clientHigh, clientLow)) {
      words[to + CLIENTS]++;
    }
    words[to + FLOWS]++;
    words[to + ANSWERED] += answered ? 1 : 0;
    words[to + PACKETS] += FlowRow.clientPackets(flow, at) + FlowRow.serverPackets(flow, at);
    words[to + BYTES] += FlowRow.clientBytes(flow, at) + FlowRow.serverBytes(flow, at);
    long first = FlowRow.firstNanos(flow, at);
    if (fresh || first < words[to + FIRST]) {
      words[to + FIRST] = first;
      words[to + CLIENT_HIGH] = clientHigh;
      words[to + CLIENT_LOW] = clientLow;
    }
    words[to + LAST] =
        fresh
            ? FlowRow.lastNanos(flow, at)
            : Math.max(words[to + LAST], FlowRow.lastNanos(flow, at));
    label(flow, at, words, to, fresh);
  }

  private boolean isNewClient(int row, long high, long low) {
    int before = pairs.size();
    pairs.find(high, low, row);
    return pairs.size() != before;
  }

  private void label(long[] flow, int at, long[] words, int to, boolean fresh) {
    long labels = words[to + LABELS];
    int verdict = FlowRow.verdict(flow, at);
    int zone =
        vocabulary.networks.zoneOf(FlowRow.clientHigh(flow, at), FlowRow.clientLow(flow, at));
    int payload = PayloadRecognizer.protocol(FlowRow.payload(flow, at)).ordinal();
    if (fresh || BADNESS[verdict] > BADNESS[verdict(labels)]) {
      labels = labels & ~(0xFL << 28) | (long) verdict << 28;
      words[to + RULE] = words[to + RULE] & 0xFFFFFFFFL | (long) (FlowRow.rule(flow, at) + 1) << 32;
    }
    if (service(labels) == 0) {
      labels |= (long) FlowRow.service(flow, at) << 48;
      labels = labels & ~(0xFL << 44) | (long) FlowRow.serviceSource(flow, at) << 44;
    }
    if (payload(labels) == 0) {
      labels |= (long) payload << 36;
    }
    labels |= 1L << 32 + zone;
    if ((int) words[to + RULE] == 0) {
      words[to + RULE] |= FlowRow.findings(flow, at) & 0xFFFFFFFFL;
    }
    words[to + LABELS] = labels;
  }

  static int service(long labels) {
    return (int) (labels >>> 48);
  }

  static int source(long labels) {
    return (int) (labels >>> 44) & 0xF;
  }

  static int payload(long labels) {
    return (int) (labels >>> 36) & 0xFF;
  }

  static int clientZones(long labels) {
    return (int) (labels >>> 32) & 0xF;
  }

  static int verdict(long labels) {
    return (int) (labels >>> 28) & 0xF;
  }
}
