package org.tidewaiter.report;

import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.payload.PayloadRecognizer;

/**
 * Who offers what: one row per server, transport and port that answered (or, where the transport
 * needs no answer, that has a service), summed over its flows.
 */
public final class ServiceTally {
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

  private static final int WIDTH = 16;
  private static final int PAIR_WIDTH = 4;

  // From harmless to bad, by ordinal of the verdict: expected, allowed, unexpected, forbidden,
  // no-rule, undetermined.
  private static final int[] BADNESS = {2, 1, 4, 5, 0, 0};

  private final KeyedRows rows = new KeyedRows(WIDTH, MAX_SERVICES);
  private final KeyedRows pairs = new KeyedRows(PAIR_WIDTH, MAX_PAIRS);
  private final FlowVocabulary vocabulary;
  private final int[] chosen = new int[KeyedRows.GROUP];
  private final int[] hashes = new int[KeyedRows.GROUP];
  private final int[] rowOf = new int[KeyedRows.GROUP];
  private int touched;

  ServiceTally(FlowVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  KeyedRows rows() {
    return rows;
  }

  /** Prepares for this many flows, most of which have a server that others have, too. */
  void reserve(int flows) {
    rows.reserve(flows / 2);
    pairs.reserve(flows);
  }

  /** Flows that found no room for their server. */
  long refused() {
    return rows.refused();
  }

  /** Clients that may have been counted more than once. */
  long uncertainClients() {
    return pairs.refused();
  }

  /**
   * Adds flows to their servers.
   *
   * @param ats indices of their rows in {@code flows}
   * @param count how many, at most {@link KeyedRows#GROUP}
   */
  void add(long[] flows, int[] ats, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int at = ats[i];
      if (isService(flows, at)) {
        int hash =
            KeyedRows.hash(
                FlowRow.serverHigh(flows, at), FlowRow.serverLow(flows, at), endpoint(flows, at));
        chosen[kept] = at;
        hashes[kept++] = hash;
      }
    }
    touched = rows.touchSlots(hashes, kept) + rows.touchRows(hashes, kept);
    for (int i = 0; i < kept; i++) {
      find(flows, chosen[i], i);
    }
    touched += pairs.touchSlots(hashes, kept) + pairs.touchRows(hashes, kept);
    for (int i = 0; i < kept; i++) {
      if (rowOf[i] >= 0) {
        add(flows, chosen[i], rowOf[i], hashes[i]);
      }
    }
  }

  static boolean isService(long[] flows, int at) {
    boolean answered = FlowRow.isAnswered(flows, at);
    boolean needsNoAnswer =
        FlowRow.protocol(flows, at) != FlowTable.TCP
            && FlowJudgement.service(flows, at) != 0
            && FlowRow.hasPorts(flows, at);
    return (answered || needsNoAnswer) && !FlowRow.isToMany(flows, at);
  }

  // Finds the row, and the hash of its pair with the client.
  private void find(long[] flows, int at, int i) {
    int row =
        rows.find(
            hashes[i],
            FlowRow.serverHigh(flows, at),
            FlowRow.serverLow(flows, at),
            endpoint(flows, at));
    rowOf[i] = row;
    hashes[i] = KeyedRows.hash(FlowRow.clientHigh(flows, at), FlowRow.clientLow(flows, at), row);
  }

  /** Third word of a row's key: protocol, port and whether the address is IPv6. */
  static long endpoint(long[] flow, int at) {
    boolean ports = FlowRow.hasPorts(flow, at);
    return (long) FlowRow.protocol(flow, at) << 17
        | (ports ? (long) FlowRow.serverPort(flow, at) << 1 : 0)
        | (FlowRow.isIpv6(flow, at) ? 1 : 0)
        | (ports ? 1L << 32 : 0);
  }

  private void add(long[] flow, int at, int row, int pairHash) {
    long[] words = rows.words(row);
    int to = rows.at(row);
    long clientHigh = FlowRow.clientHigh(flow, at);
    long clientLow = FlowRow.clientLow(flow, at);
    boolean fresh = words[to + FLOWS] == 0;
    if (fresh) {
      words[to + CLIENTS] = 1;
    } else if (words[to + CLIENTS] > 1
        || words[to + CLIENT_LOW] != clientLow
        || words[to + CLIENT_HIGH] != clientHigh) {
      rememberOnly(words, to, row);
      int before = pairs.size();
      pairs.find(pairHash, clientHigh, clientLow, row);
      words[to + CLIENTS] += pairs.size() - before;
    }
    words[to + FLOWS]++;
    words[to + ANSWERED] += FlowRow.isAnswered(flow, at) ? 1 : 0;
    words[to + PACKETS] += FlowRow.clientPackets(flow, at) + FlowRow.serverPackets(flow, at);
    words[to + BYTES] += FlowRow.clientBytes(flow, at) + FlowRow.serverBytes(flow, at);
    long first = FlowRow.firstNanos(flow, at);
    if (fresh || first < words[to + FIRST]) {
      words[to + FIRST] = first;
      words[to + CLIENT_HIGH] = clientHigh;
      words[to + CLIENT_LOW] = clientLow;
    }
    long last = FlowRow.lastNanos(flow, at);
    if (fresh || last > words[to + LAST]) {
      words[to + LAST] = last;
    }
    label(flow, at, words, to, fresh);
  }

  // Most servers have one client, which stands in their row: it gets a row of its own among the
  // pairs only where another one comes.
  private void rememberOnly(long[] words, int to, int row) {
    if (words[to + CLIENTS] == 1 && !pairs.isFull()) {
      long high = words[to + CLIENT_HIGH];
      long low = words[to + CLIENT_LOW];
      pairs.find(KeyedRows.hash(high, low, row), high, low, row);
    }
  }

  private void label(long[] flow, int at, long[] words, int to, boolean fresh) {
    long labels = words[to + LABELS];
    int verdict = FlowJudgement.verdict(flow, at);
    int zone =
        vocabulary.networks.zoneOf(FlowRow.clientHigh(flow, at), FlowRow.clientLow(flow, at));
    if (fresh || BADNESS[verdict] > BADNESS[verdict(labels)]) {
      labels = labels & ~(0xFL << 28) | (long) verdict << 28;
      words[to + RULE] =
          words[to + RULE] & 0xFFFFFFFFL | (long) (FlowJudgement.rule(flow, at) + 1) << 32;
    }
    if (service(labels) == 0) {
      labels |= (long) FlowJudgement.service(flow, at) << 48;
      labels = labels & ~(0xFL << 44) | (long) FlowJudgement.serviceSource(flow, at) << 44;
    }
    if (payload(labels) == 0) {
      int payload = PayloadRecognizer.protocol(FlowRow.payload(flow, at)).ordinal();
      labels |= (long) payload << 36;
    }
    labels |= 1L << 32 + zone;
    if ((int) words[to + RULE] == 0) {
      words[to + RULE] |= FlowJudgement.findings(flow, at) & 0xFFFFFFFFL;
    }
    words[to + LABELS] = labels;
  }

  /** Upper 64 bits of the server's address; IPv4 is ::ffff:a.b.c.d. */
  public static long serverHigh(long[] words, int at) {
    return words[at];
  }

  /** Lower 64 bits of the server's address. */
  public static long serverLow(long[] words, int at) {
    return words[at + 1];
  }

  /** True where the server's address is IPv6. */
  public static boolean isIpv6(long[] words, int at) {
    return (words[at + 2] & 1) != 0;
  }

  /** The server's port, -1 where the protocol has none. */
  public static int port(long[] words, int at) {
    return words[at + 2] >>> 32 == 0 ? -1 : (int) (words[at + 2] >>> 1) & 0xFFFF;
  }

  /** IP protocol number. */
  public static int protocol(long[] words, int at) {
    return (int) (words[at + 2] >>> 17) & 0xFF;
  }

  /** Number of the service, 0 for none. */
  public static int service(long[] words, int at) {
    return service(words[at + LABELS]);
  }

  /** Ordinal of what named the service. */
  public static int source(long[] words, int at) {
    return source(words[at + LABELS]);
  }

  /** Ordinal of the protocol that the content was recognised as. */
  public static int payload(long[] words, int at) {
    return payload(words[at + LABELS]);
  }

  /** Ordinal of the worst verdict. */
  public static int verdict(long[] words, int at) {
    return verdict(words[at + LABELS]);
  }

  /** Bytes of all its flows, both ways. */
  public static long bytes(long[] words, int at) {
    return words[at + BYTES];
  }

  /** Whether any of its flows was answered. */
  public static boolean isAnswered(long[] words, int at) {
    return words[at + ANSWERED] > 0;
  }

  /** Whether a finding rests on a flow of the service. */
  public static boolean hasFindings(long[] words, int at) {
    return (int) words[at + RULE] != 0;
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
