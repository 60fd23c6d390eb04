package org.tidewaiter.detect;

/**
 * The layout of a finding in {@link FindingTable}, read and written by static accessors over {@code
 * (words, at)}.
 *
 * <pre>
 *  0  key: detection 8 | variant 8 | kind 8 | protocol 8 | port 16 | service 16
 *  1  deciding rule 32 | number of the subject 32
 *  2  server's address, high     8  first seen, ns (ended flows)
 *  3  server's address, low      9  last seen, ns (ended flows)
 *  4  open flows                10  state: most severe 4 | basis 4 | the same of open flows 8 |
 *  5  ended flows                   base severity 4 | flags
 *  6  packets                   11  clients 32 | servers 32
 *  7  bytes                     12  first bytes of the sample's client 2 | of its server 2 | lengths
 * </pre>
 *
 * Words 0 to 3 identify the finding. Open flows are judged and still live; what they count is added
 * when they end.
 */
final class FindingRow {
  static final int WORDS = 18;

  static final int KEY = 0;
  static final int RULE = 1;
  static final int HIGH = 2;
  static final int LOW = 3;
  static final int OPEN = 4;
  static final int ENDED = 5;
  static final int PACKETS = 6;
  static final int BYTES = 7;
  static final int FIRST = 8;
  static final int LAST = 9;
  static final int STATE = 10;
  static final int PEERS = 11;
  static final int CLIENT_BYTES = 12;
  static final int SERVER_BYTES = 14;
  static final int BYTE_LENGTHS = 16;
  static final int SAMPLE_ID = 17;

  /** Kind: nobody answered; the finding stands for all servers that were tried. */
  static final int ATTEMPT = 1;

  /** Kind: the finding stands for all servers, the address is unused. */
  static final int TOGETHER = 2;

  /** Kind: the address is the client's, the finding stands for all its servers. */
  static final int BY_CLIENT = 4;

  /** Kind: what the bytes said; stays when the flow is judged again. */
  static final int FROM_BYTES = 8;

  /** Kind: a conclusion from many flows; stands without any flow of its own. */
  static final int CONCLUSION = 16;

  static final long STATE_CHANGED = 1L << 20;
  static final long STATE_CLIENTS_AT_LEAST = 1L << 21;
  static final long STATE_SERVERS_AT_LEAST = 1L << 22;
  static final long STATE_TAKEN_BACK = 1L << 24;
  private static final int STATE_BASE = 16;
  private static final int STATE_TONE = 25;

  private FindingRow() {}

  static long key(Detection detection, int variant, int kind, int protocol, int port, int service) {
    return (long) detection.ordinal() << 56
        | (long) variant << 48
        | (long) kind << 40
        | (long) protocol << 32
        | (long) port << 16
        | service;
  }

  static Detection detection(long[] words, int at) {
    return Detection.ofOrdinal((int) (words[at + KEY] >>> 56));
  }

  static int variant(long[] words, int at) {
    return (int) (words[at + KEY] >>> 48) & 0xFF;
  }

  static int kind(long[] words, int at) {
    return (int) (words[at + KEY] >>> 40) & 0xFF;
  }

  static boolean is(long[] words, int at, int kind) {
    return (kind(words, at) & kind) != 0;
  }

  static int protocol(long[] words, int at) {
    return (int) (words[at + KEY] >>> 32) & 0xFF;
  }

  static int port(long[] words, int at) {
    return (int) (words[at + KEY] >>> 16) & 0xFFFF;
  }

  static int service(long[] words, int at) {
    return (int) words[at + KEY] & 0xFFFF;
  }

  /** Index of the deciding expectation, -1 for none. */
  static int rule(long[] words, int at) {
    return (int) (words[at + RULE] >>> 32);
  }

  /** Number of the subject in {@link FindingTable#subject}, 0 for none. */
  static int subject(long[] words, int at) {
    return (int) words[at + RULE];
  }

  static long flows(long[] words, int at) {
    return words[at + OPEN] + words[at + ENDED];
  }

  /** Whether the finding has something to say at present. */
  static boolean stands(long[] words, int at) {
    return (words[at + STATE] & STATE_TAKEN_BACK) == 0
        && (flows(words, at) > 0 || is(words, at, CONCLUSION));
  }

  static int clients(long[] words, int at) {
    return (int) (words[at + PEERS] >>> 32);
  }

  static int servers(long[] words, int at) {
    return (int) words[at + PEERS];
  }

  static int baseSeverity(long[] words, int at) {
    return (int) (words[at + STATE] >>> STATE_BASE) & 0xF;
  }

  static void setBaseSeverity(long[] words, int at, int severity) {
    words[at + STATE] = words[at + STATE] & ~(0xFL << STATE_BASE) | (long) severity << STATE_BASE;
  }

  /** Number of the title where what is known of the finding changed it, else 0. */
  static int tone(long[] words, int at) {
    return (int) (words[at + STATE] >>> STATE_TONE) & 7;
  }

  static void setTone(long[] words, int at, int tone) {
    words[at + STATE] = words[at + STATE] & ~(7L << STATE_TONE) | (long) tone << STATE_TONE;
  }

  /** Ordinal of the severity: the base, but no more than the best of its flows can bear. */
  static int severity(long[] words, int at) {
    return flows(words, at) == 0
        ? baseSeverity(words, at)
        : Math.min(baseSeverity(words, at), best(words, at, 0));
  }

  /** Ordinal of the strongest direction basis among the flows. */
  static int basis(long[] words, int at) {
    return best(words, at, 4);
  }

  private static int best(long[] words, int at, int shift) {
    int ofEnded = (int) (words[at + STATE] >>> shift) & 0xF;
    int ofOpen = (int) (words[at + STATE] >>> (shift + 8)) & 0xF;
    return words[at + OPEN] > 0 ? Math.max(ofEnded, ofOpen) : ofEnded;
  }

  /** Raises what the flows can bear and their basis; {@code shift} is 0 for ended, 8 for open. */
  static void raise(long[] words, int at, int shift, int severity, int basis) {
    long state = words[at + STATE];
    long severest = Math.max(severity, (int) (state >>> shift) & 0xF);
    long strongest = Math.max(basis, (int) (state >>> (shift + 4)) & 0xF);
    words[at + STATE] = state & ~(0xFFL << shift) | severest << shift | strongest << (shift + 4);
  }
}
