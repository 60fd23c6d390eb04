package org.tidewaiter.flow;

import java.util.Arrays;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.payload.PayloadRecognizer;

/**
 * The layout of a flow's row in a chunk of rows, read and written by static accessors over {@code
 * (words, at)}: a chunk's array and the index of the row's first word.
 *
 * <pre>
 *  0  A address, low                 8  A address, high
 *  1  B address, low                 9  B address, high
 *  2  HeaderColumns.key             10  first seen, ns
 *  3  last seen, ns                 11  payload results
 *  4  state bits                    12  labels (see the LABEL shifts)
 *  5  A's latest counts             13  vlan 16 | input 16 | tunnel id 32
 *  6  B's latest counts             14  parent's flow id, 0 for none
 *  7  history                       15  deciding rule 32 | findings 32
 * </pre>
 *
 * The first eight words are all that most packets touch: one line of a cache, two where the array
 * does not begin with one. Behind the rows a chunk has their totals, which few need ({@link
 * FlowCounts}). What the stages after this one make of a flow is a {@link FlowJudgement}. A is the
 * smaller endpoint; {@link #clientIsB} says which one is the client. Bytes count whole frames on
 * the wire.
 */
public final class FlowRow {
  /** Rows in a chunk: large enough that a collector leaves the array where it is. */
  public static final int CHUNK_ROWS = 1 << 14;

  /** Counters of a row, see {@link FlowCounts}. */
  static final int COUNTERS = 6;

  private static final int ROW_WORDS = 16;

  /** Words of a row, see {@link #pack}. */
  public static final int WORDS = ROW_WORDS + COUNTERS;

  // An array's first element stands 16 bytes behind its beginning; six more words fill a line.
  private static final int FIRST_AT = 6;
  private static final int TOTALS_AT = FIRST_AT + CHUNK_ROWS * ROW_WORDS;

  static final int A_LOW = 0;
  static final int B_LOW = 1;
  static final int KEY = 2;
  static final int LAST = 3;
  static final int STATE = 4;
  static final int COUNTS_A = 5;
  static final int COUNTS_B = 6;
  static final int HISTORY = 7;
  static final int A_HIGH = 8;
  static final int B_HIGH = 9;
  static final int FIRST = 10;
  static final int PAYLOADS = 11;
  static final int LABELS = 12;
  private static final int ORIGIN = 13;
  private static final int PARENT = 14;
  static final int VERDICT = 15;

  // State word: in the lowest bits what a side has shown (the MARKs), A's before B's.
  static final int STATE_OF_B = 8;

  /** Letters that the side has shown, as {@link TcpHistory#lettersOf} has them. */
  static final int MARK_LETTERS = 0x3F;

  /** The side has sent a packet. */
  static final int MARK_SPOKE = 0x40;

  /** Nobody wants to look at the side's payloads any more. */
  static final int MARK_READ = 0x80;

  static final long STATE_BOTH_READ = MARK_READ | MARK_READ << STATE_OF_B;
  static final int STATE_BASIS = 16;
  static final long STATE_BASIS_MASK = 0xFL << STATE_BASIS;
  static final long STATE_CLIENT_IS_B = 1L << 20;
  static final long STATE_LIVE = 1L << 21;
  static final long STATE_SETTLED = 1L << 22;
  static final long STATE_OBSERVED = 1L << 23;
  static final int STATE_PEEKS_A = 24;
  static final int STATE_PEEKS_B = 26;
  static final int STATE_END_REASON = 28;
  static final long STATE_JUDGED = 1L << 32;
  static final long STATE_FIRST_FROM_B = 1L << 33;
  static final long STATE_MULTICAST_SERVER = 1L << 34;

  /** Some of the counts stand in the totals: the sign, which is the cheapest to ask for. */
  static final long STATE_HAS_TOTALS = 1L << 63;

  // Labels word: service 16 | announced service 16 | verdict 4 | tunnel 8 | source 4 | free.
  static final int LABEL_SERVICE = 48;
  static final int LABEL_ANNOUNCED = 32;
  static final int LABEL_VERDICT = 28;
  static final int LABEL_TUNNEL = 20;
  static final int LABEL_SOURCE = 16;

  private FlowRow() {}

  /** A chunk of rows, all of them zero. */
  public static long[] newChunk() {
    return new long[TOTALS_AT + CHUNK_ROWS * COUNTERS];
  }

  /** Index of the first word of a chunk's row, 0 to {@link #CHUNK_ROWS} - 1. */
  public static int at(int rowOfChunk) {
    return FIRST_AT + rowOfChunk * ROW_WORDS;
  }

  /** Index of the row's first total. */
  static int totals(int at) {
    return TOTALS_AT + (at >>> 4) * COUNTERS;
  }

  /** Copies a whole row. */
  public static void copy(long[] words, int at, long[] target, int targetAt) {
    System.arraycopy(words, at, target, targetAt, ROW_WORDS);
    if (FlowCounts.hasTotals(words, at)) {
      System.arraycopy(words, totals(at), target, totals(targetAt), COUNTERS);
    }
  }

  /** Copies a whole row to {@link #WORDS} words in a row. */
  public static void pack(long[] words, int at, long[] target, int targetAt) {
    System.arraycopy(words, at, target, targetAt, ROW_WORDS);
    for (int counter = 0; counter < COUNTERS; counter++) {
      target[targetAt + ROW_WORDS + counter] = FlowCounts.total(words, at, counter);
    }
  }

  /** Copies what {@link #pack} made into a row. */
  public static void unpack(long[] packed, int packedAt, long[] words, int at) {
    System.arraycopy(packed, packedAt, words, at, ROW_WORDS);
    System.arraycopy(packed, packedAt + ROW_WORDS, words, totals(at), COUNTERS);
  }

  static void clear(long[] words, int at) {
    Arrays.fill(words, at, at + ROW_WORDS, 0);
  }

  /** True where endpoint B is taken for the client. */
  public static boolean clientIsB(long[] words, int at) {
    return (words[at + STATE] & STATE_CLIENT_IS_B) != 0;
  }

  /** Whether the first packet seen came from the client. */
  public static boolean clientSpokeFirst(long[] words, int at) {
    return clientIsB(words, at) == ((words[at + STATE] & STATE_FIRST_FROM_B) != 0);
  }

  /** Upper 64 bits of the client's address; IPv4 is ::ffff:a.b.c.d. */
  public static long clientHigh(long[] words, int at) {
    return words[at + (clientIsB(words, at) ? B_HIGH : A_HIGH)];
  }

  /** Lower 64 bits of the client's address. */
  public static long clientLow(long[] words, int at) {
    return words[at + (clientIsB(words, at) ? B_LOW : A_LOW)];
  }

  /** Upper 64 bits of the server's address. */
  public static long serverHigh(long[] words, int at) {
    return words[at + (clientIsB(words, at) ? A_HIGH : B_HIGH)];
  }

  /** Lower 64 bits of the server's address. */
  public static long serverLow(long[] words, int at) {
    return words[at + (clientIsB(words, at) ? A_LOW : B_LOW)];
  }

  /** Upper 64 bits of the address of one end. */
  public static long high(long[] words, int at, boolean ofServer) {
    return words[at + (clientIsB(words, at) == ofServer ? A_HIGH : B_HIGH)];
  }

  /** Lower 64 bits of the address of one end. */
  public static long low(long[] words, int at, boolean ofServer) {
    return words[at + (clientIsB(words, at) == ofServer ? A_LOW : B_LOW)];
  }

  /** True where the ports are known; false for protocols without and for lone fragments. */
  public static boolean hasPorts(long[] words, int at) {
    return (words[at + KEY] & HeaderColumns.KEY_HAS_PORTS) != 0;
  }

  /** True for IPv6, false for IPv4. */
  public static boolean isIpv6(long[] words, int at) {
    return (words[at + KEY] & HeaderColumns.KEY_IPV6) != 0;
  }

  /** True for ICMP messages that nobody answers; the second port is then the code. */
  public static boolean isOneWay(long[] words, int at) {
    return (words[at + KEY] & HeaderColumns.KEY_ONE_WAY) != 0;
  }

  /** IP protocol number. */
  public static int protocol(long[] words, int at) {
    return HeaderColumns.protocolOf(words[at + KEY]);
  }

  static int portA(long[] words, int at) {
    return HeaderColumns.portAOf(words[at + KEY]);
  }

  static int portB(long[] words, int at) {
    return HeaderColumns.portBOf(words[at + KEY]);
  }

  /** The client's port; for ICMP the type of its message. */
  public static int clientPort(long[] words, int at) {
    return clientIsB(words, at) ? portB(words, at) : portA(words, at);
  }

  /** The server's port; for ICMP the answering type, or the code where nobody answers. */
  public static int serverPort(long[] words, int at) {
    return clientIsB(words, at) ? portA(words, at) : portB(words, at);
  }

  /** The port of one end, as {@link #clientPort} and {@link #serverPort} say it. */
  public static int port(long[] words, int at, boolean ofServer) {
    return clientIsB(words, at) == ofServer ? portA(words, at) : portB(words, at);
  }

  /** Time of the first packet, ns since 1970. */
  public static long firstNanos(long[] words, int at) {
    return words[at + FIRST];
  }

  /** Time of the latest packet, ns since 1970; never before the first. */
  public static long lastNanos(long[] words, int at) {
    return words[at + LAST];
  }

  // First counter of an end, as FlowCounts numbers them.
  private static int side(long[] words, int at, boolean ofServer) {
    return clientIsB(words, at) == ofServer ? FlowCounts.A : FlowCounts.B;
  }

  /** Packets that one end sent. */
  public static long packets(long[] words, int at, boolean ofServer) {
    return FlowCounts.packets(words, at, side(words, at, ofServer));
  }

  /** Frame bytes on the wire that one end sent. */
  public static long bytes(long[] words, int at, boolean ofServer) {
    return FlowCounts.bytes(words, at, side(words, at, ofServer));
  }

  /** Packets that the client sent. */
  public static long clientPackets(long[] words, int at) {
    return FlowCounts.packets(words, at, side(words, at, false));
  }

  /** Frame bytes on the wire that the client sent. */
  public static long clientBytes(long[] words, int at) {
    return FlowCounts.bytes(words, at, side(words, at, false));
  }

  /** Transport payload bytes that the client sent. */
  public static long clientPayloadBytes(long[] words, int at) {
    return FlowCounts.payload(words, at, side(words, at, false));
  }

  /** Packets that the server sent. */
  public static long serverPackets(long[] words, int at) {
    return FlowCounts.packets(words, at, side(words, at, true));
  }

  /** Frame bytes on the wire that the server sent. */
  public static long serverBytes(long[] words, int at) {
    return FlowCounts.bytes(words, at, side(words, at, true));
  }

  /** Transport payload bytes that the server sent. */
  public static long serverPayloadBytes(long[] words, int at) {
    return FlowCounts.payload(words, at, side(words, at, true));
  }

  /** Ordinal of the {@link DirectionBasis}. */
  public static int basis(long[] words, int at) {
    return (int) (words[at + STATE] >>> STATE_BASIS) & 0xF;
  }

  /** Ordinal of the {@link EndReason}; 0 while the flow lives. */
  public static int endReason(long[] words, int at) {
    return (int) (words[at + STATE] >>> STATE_END_REASON) & 0xF;
  }

  static void setEndReason(long[] words, int at, EndReason reason) {
    words[at + STATE] =
        (words[at + STATE] & ~(0xFL << STATE_END_REASON))
            | (long) reason.ordinal() << STATE_END_REASON;
  }

  /** History letters in order of appearance, see {@link TcpHistory}. */
  public static long history(long[] words, int at) {
    return words[at + HISTORY];
  }

  /** Adds to the marks of one side. */
  static void mark(long[] words, int at, int marks, boolean ofB) {
    words[at + STATE] |= (long) marks << (ofB ? STATE_OF_B : 0);
  }

  /** Letters that both sides have shown, as {@link TcpHistory#lettersOf} has them. */
  static int lettersOfBoth(long[] words, int at) {
    long state = words[at + STATE];
    return (int) (state & state >>> STATE_OF_B) & MARK_LETTERS;
  }

  /** Letters that one side or the other has shown. */
  static int lettersOfEither(long[] words, int at) {
    long state = words[at + STATE];
    return (int) (state | state >>> STATE_OF_B) & MARK_LETTERS;
  }

  /**
   * What the first bytes of both sides are together: a result of {@link
   * org.tidewaiter.payload.PayloadRecognizer}, 0 where nothing was recognised.
   */
  public static int payload(long[] words, int at) {
    long results = words[at + PAYLOADS];
    return results == 0
        ? 0
        : PayloadRecognizer.combine((int) (results >>> 16) & 0xFFFF, (int) results & 0xFFFF);
  }

  /** Ordinal of the tunnel that carried the flow's first packet, 0 for none. */
  public static int tunnel(long[] words, int at) {
    return (int) (words[at + LABELS] >>> LABEL_TUNNEL) & 0xFF;
  }

  /** The tunnel's own number (VNI, session, TEID), 0 where it has none. */
  public static int tunnelId(long[] words, int at) {
    return (int) words[at + ORIGIN];
  }

  /** VLAN number of the first packet, 0 for none. */
  public static int vlan(long[] words, int at) {
    return (int) (words[at + ORIGIN] >>> 48);
  }

  /** Number of the input that the first packet came from. */
  public static int input(long[] words, int at) {
    return (int) (words[at + ORIGIN] >>> 32) & 0xFFFF;
  }

  /** Gives the flow another input's number. */
  public static void setInput(long[] words, int at, int input) {
    words[at + ORIGIN] = words[at + ORIGIN] & ~(0xFFFFL << 32) | (long) (input & 0xFFFF) << 32;
  }

  /** Flow id of the carrier or announcing flow, 0 for none. */
  public static long parentId(long[] words, int at) {
    return words[at + PARENT];
  }

  /** True for a row that holds a flow which has not ended. */
  public static boolean isLive(long[] words, int at) {
    return (words[at + STATE] & STATE_LIVE) != 0;
  }

  /** True where packets went both ways. */
  public static boolean isTwoWay(long[] words, int at) {
    return FlowCounts.packets(words, at, FlowCounts.A) != 0
        && FlowCounts.packets(words, at, FlowCounts.B) != 0;
  }

  /**
   * True where the server took part: it sent a SYN+ACK or data, or the client sent it data (which
   * TCP allows only after a handshake); for others than TCP, it sent anything.
   */
  public static boolean isAnswered(long[] words, int at) {
    if (protocol(words, at) != FlowTable.TCP) {
      return serverPackets(words, at) != 0;
    }
    int shift = clientIsB(words, at) ? 0 : STATE_OF_B;
    int server = (int) (words[at + STATE] >>> shift);
    return (server & (TcpHistory.BIT_SYN_ACK | TcpHistory.BIT_DATA)) != 0
        || clientPayloadBytes(words, at) != 0;
  }

  /** True where the server is a multicast or broadcast address, which is never judged. */
  public static boolean isToMany(long[] words, int at) {
    return (words[at + STATE] & STATE_MULTICAST_SERVER) != 0;
  }

  static void setTunnel(long[] words, int at, int tunnel) {
    words[at + LABELS] |= (long) tunnel << LABEL_TUNNEL;
  }

  static void setOrigin(long[] words, int at, int vlan, int input, int tunnelId) {
    words[at + ORIGIN] =
        (long) (vlan & 0xFFFF) << 48 | (long) (input & 0xFFFF) << 32 | tunnelId & 0xFFFFFFFFL;
  }

  /** Names the carrying or announcing flow by its id. */
  public static void setParentId(long[] words, int at, long flowId) {
    words[at + PARENT] = flowId;
  }
}
