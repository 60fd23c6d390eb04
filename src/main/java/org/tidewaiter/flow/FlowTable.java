package org.tidewaiter.flow;

import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;

/**
 * All live flows. {@link #consume} takes the columns of one batch; afterwards {@link #events} says
 * what is worth a look, and rows can be read until the next call.
 *
 * <p>Not for several threads. Nothing here allocates per packet; creating a flow may enlarge the
 * table.
 */
public final class FlowTable implements FragmentTable.Flows {
  /** IP protocol numbers with rules of their own. */
  public static final int TCP = 6;

  public static final int UDP = 17;
  static final int UDP_LITE = 136;

  private static final int FRAGMENTS = HeaderColumns.FIRST_FRAGMENT | HeaderColumns.LATER_FRAGMENT;

  private final FlowRows rows = new FlowRows();
  private final FlowEvents events = new FlowEvents();
  private final FlowCounters counters = new FlowCounters();
  private final AnnouncedEndpoints announced = new AnnouncedEndpoints(counters);
  private final FragmentTable fragments = new FragmentTable(counters);
  private final DirectionRules direction;
  private final FlowCourse course;
  private final SweepClock clock;
  private final FlowExpiry expiry;
  private final long shortestNanos;
  private final FlowLookup lookup;
  private final int budget;
  private final int[] rowOf = new int[HeaderColumns.MAX_ROWS];
  private long consumed;
  private int touched;

  /**
   * An empty table.
   *
   * @param budget most live flows, at least 16; the idlest are ended when it is reached
   * @param hash the same hash that the decoder's columns carry
   */
  public FlowTable(PortRanks ranks, FlowTimeouts timeouts, int budget, FlowHash hash) {
    this(ranks, timeouts, budget, hash, SweepClock.of(timeouts));
  }

  private FlowTable(
      PortRanks ranks, FlowTimeouts timeouts, int budget, FlowHash hash, SweepClock clock) {
    this.direction = new DirectionRules(ranks, announced);
    this.course = new FlowCourse(events, counters);
    this.expiry = new FlowExpiry(rows, timeouts);
    this.shortestNanos = timeouts.shortestNanos();
    this.clock = clock;
    this.budget = budget;
    this.lookup = new FlowLookup(rows, hash);
  }

  /**
   * A table that sees a part of the flows only, and hence not all packets that move time: it is
   * told by {@link #sweep} when to look for silent flows.
   */
  public static FlowTable ofPart(
      PortRanks ranks, FlowTimeouts timeouts, int budget, FlowHash hash) {
    return new FlowTable(ranks, timeouts, budget, hash, SweepClock.never());
  }

  /** What the latest batch did. */
  public FlowEvents events() {
    return events;
  }

  public FlowCounters counters() {
    return counters;
  }

  public AnnouncedEndpoints announced() {
    return announced;
  }

  /**
   * Gives a flow what was announced for one of its endpoints before its first packet. To be asked
   * before a flow is judged: announcements are read from a batch's events, when the flows of the
   * batch are there already.
   */
  public void adopt(long[] words, int at) {
    if (!announced.isEmpty()
        && FlowRow.hasPorts(words, at)
        && FlowJudgement.announcedService(words, at) == 0
        && direction.adopt(words, at)) {
      counters.directionTurned++;
    }
  }

  /** The words of a row, see {@link FlowRow}. */
  public long[] words(int row) {
    return rows.words(row);
  }

  /** Index of the row's first word. */
  public static int at(int row) {
    return FlowRows.at(row);
  }

  /** Live flows. */
  public int live() {
    return rows.live();
  }

  /** Takes in one batch. */
  public void consume(PacketBatch batch, HeaderColumns columns) {
    events.clear();
    int size = columns.size;
    int[] candidates = lookup.candidates;
    for (int from = 0; from < size; from += FlowLookup.GROUP) {
      int to = Math.min(size, from + FlowLookup.GROUP);
      lookup.touch(columns, from, to);
      for (int i = from; i < to; i++) {
        take(batch, columns, i, candidates[i - from]);
      }
    }
  }

  /** Ends all flows that were silent for too long at a time, as a batch of its own. */
  public void sweep(long nanos) {
    events.clear();
    endSilent(nanos);
  }

  /** Row of the flow that a column row of the latest batch belongs to, -1 where that is open. */
  public int rowOf(int columnRow) {
    return rowOf[columnRow];
  }

  /**
   * Adds packets that were counted elsewhere, a row of {@link FragmentSequence}, to the flow that
   * they name, as a batch of its own.
   *
   * @return row of the flow, which may be new
   */
  public int add(long[] counted, int at) {
    events.clear();
    return addTo(-1, counted, at);
  }

  /** Begins to load what judging the flows of the latest events will ask for. */
  public void touchEvents() {
    int sum = 0;
    for (int i = 0, size = events.size(); i < size; i++) {
      int row = events.row(i);
      sum += FlowJudgement.service(rows.words(row), FlowRows.at(row));
    }
    touched = sum;
  }

  private void take(PacketBatch batch, HeaderColumns columns, int i, int candidate) {
    consumed++;
    long nanos = batch.timestampNanos[columns.packet[i]];
    if (clock.isDue(nanos)) {
      endSilent(clock.nanos());
    }
    rowOf[i] =
        (columns.flags[i] & FRAGMENTS) == 0
            ? update(batch, columns, i, candidate, columns.key[i], columns.hash[i], nanos)
            : takeFragment(batch, columns, i, candidate, nanos);
  }

  private int takeFragment(
      PacketBatch batch, HeaderColumns columns, int i, int candidate, long nanos) {
    if ((columns.flags[i] & HeaderColumns.LATER_FRAGMENT) != 0) {
      int found = fragments.find(columns, i, nanos);
      if (found < 0) {
        fragments.hold(batch, columns, i, columns.key[i], this);
        return -1;
      }
      counters.fragmentsAttributed++;
      long key = fragments.key(found);
      return update(batch, columns, i, candidate, key, fragments.hash(found), nanos);
    }
    long key = columns.key[i];
    int rowHash = columns.hash[i];
    int row = update(batch, columns, i, candidate, key, rowHash, nanos);
    fragments.begin(columns, i, nanos, key, rowHash, row, this);
    return row;
  }

  // Most packets go straight through: a flow that lives, in order of time, nothing new. Nothing on
  // that way is a method of its own that a compiler in a hurry would not put in place.
  private int update(
      PacketBatch batch,
      HeaderColumns columns,
      int i,
      int candidate,
      long key,
      int rowHash,
      long nanos) {
    int row = candidate;
    long[] words = rows.words(Math.max(row, 0));
    int at = FlowRows.at(Math.max(row, 0));
    long differences =
        words[at + FlowRow.A_LOW] ^ columns.aLow[i]
            | words[at + FlowRow.B_LOW] ^ columns.bLow[i]
            | words[at + FlowRow.KEY] ^ key
            | row & Integer.MIN_VALUE
            | ~words[at + FlowRow.STATE] & FlowRow.STATE_LIVE;
    if ((key & HeaderColumns.KEY_IPV6) != 0) {
      differences |=
          words[at + FlowRow.A_HIGH] ^ columns.aHigh[i]
              | words[at + FlowRow.B_HIGH] ^ columns.bHigh[i];
    }
    int tcpFlags = columns.tcpFlags[i];
    if (differences != 0
        || nanos - words[at + FlowRow.LAST] > shortestNanos
        || (tcpFlags & TcpHistory.FLAG_SYN) != 0) {
      row = rowOfPacket(batch, columns, i, key, rowHash, nanos);
      words = rows.words(row);
      at = FlowRows.at(row);
    }
    long last = words[at + FlowRow.LAST];
    if (nanos > last) {
      words[at + FlowRow.LAST] = nanos;
    } else if (nanos < last) {
      counters.timeBackwards++;
    }
    int fromB = columns.flags[i] & HeaderColumns.FROM_B;
    int payload = columns.payloadLength[i];
    int bytes = batch.wireLength[columns.packet[i]];
    long latest = words[at + FlowRow.COUNTS_A + fromB] + FlowCounts.ofPacket(bytes, payload);
    if (FlowCounts.areFull(latest)) {
      FlowCounts.add(words, at, fromB * FlowCounts.B, 1, bytes, payload);
    } else {
      words[at + FlowRow.COUNTS_A + fromB] = latest;
    }
    int marks = FlowRow.MARK_SPOKE;
    if (HeaderColumns.protocolOf(key) == TCP) {
      marks |= TcpHistory.lettersOf(tcpFlags, payload);
    }
    if (columns.payloadCaptured[i] != 0) {
      marks |= FlowRow.MARK_READ;
    }
    int fresh = marks & ~(int) (words[at + FlowRow.STATE] >>> fromB * FlowRow.STATE_OF_B);
    if (fresh != 0) {
      course.goOn(batch, columns, i, words, at, row, fresh);
    }
    return row;
  }

  /** The row of a packet's flow, a new one where it has none that goes on. */
  private int rowOfPacket(
      PacketBatch batch, HeaderColumns columns, int i, long key, int rowHash, long nanos) {
    int row =
        lookup.find(
            columns.aHigh[i], columns.aLow[i], columns.bHigh[i], columns.bLow[i], key, rowHash);
    return row < 0 || isOver(row, nanos, columns.tcpFlags[i])
        ? create(batch, columns, i, key, rowHash, nanos)
        : row;
  }

  /** Ends the row where this packet belongs to a new conversation of the same endpoints. */
  private boolean isOver(int row, long nanos, int tcpFlags) {
    long[] words = rows.words(row);
    int at = FlowRows.at(row);
    if (expiry.isSilent(words, at, nanos)) {
      end(row, FlowExpiry.reason(words, at, EndReason.IDLE));
      return true;
    }
    if ((tcpFlags & (TcpHistory.FLAG_SYN | TcpHistory.FLAG_ACK)) == TcpHistory.FLAG_SYN
        && FlowTimeouts.isClosed(words, at)) {
      counters.reopened++;
      end(row, EndReason.CLOSED);
      return true;
    }
    return false;
  }

  private int create(
      PacketBatch batch, HeaderColumns columns, int i, long key, int rowHash, long nanos) {
    int row = newRow();
    long[] words = rows.words(row);
    int at = FlowRows.at(row);
    words[at + FlowRow.A_HIGH] = columns.aHigh[i];
    words[at + FlowRow.A_LOW] = columns.aLow[i];
    words[at + FlowRow.B_HIGH] = columns.bHigh[i];
    words[at + FlowRow.B_LOW] = columns.bLow[i];
    words[at + FlowRow.KEY] = key;
    words[at + FlowRow.FIRST] = nanos;
    words[at + FlowRow.LAST] = nanos;
    FlowRow.setOrigin(words, at, columns.vlan[i], batch.input, columns.tunnelId[i]);
    FlowRow.setTunnel(words, at, columns.tunnel[i]);
    int parent = columns.parent[i];
    if (parent >= 0 && rowOf[parent] >= 0) {
      FlowRow.setParentId(words, at, FlowId.of(rows.words(rowOf[parent]), at(rowOf[parent])));
    }
    boolean fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    boolean linkBroadcast = (columns.flags[i] & HeaderColumns.LINK_BROADCAST) != 0;
    words[at + FlowRow.STATE] =
        FlowRow.STATE_LIVE
            | (fromB ? FlowRow.STATE_FIRST_FROM_B : 0)
            | direction.atFirst(words, at, fromB, columns.tcpFlags[i], linkBroadcast);
    lookup.insert(rowHash, row);
    return row;
  }

  private void end(int row, EndReason reason) {
    long[] words = rows.words(row);
    int at = FlowRows.at(row);
    FlowRow.setEndReason(words, at, reason);
    switch (reason) {
      case CLOSED -> counters.closed++;
      case IDLE -> counters.idle++;
      case EVICTED -> counters.evicted++;
      default -> {}
    }
    lookup.remove(row);
    rows.release(row, consumed);
    events.add(FlowEvents.ENDED, row, -1);
  }

  private int newRow() {
    if (rows.live() >= budget) {
      endIdlest();
    }
    int row = rows.take(consumed);
    counters.created++;
    counters.peakLive = Math.max(counters.peakLive, rows.live());
    return row;
  }

  /**
   * Adds packets that were held back as fragments to a flow.
   *
   * @param row the flow, or -1 for the one that {@code held} names, which is created if need be
   * @param held a row in {@link FlowRow} layout, beginning at {@code heldAt}
   */
  @Override
  public void addHeld(int row, long[] held, int heldAt) {
    addTo(row, held, heldAt);
  }

  private int addTo(int row, long[] held, int heldAt) {
    int target = row >= 0 ? row : rowOfHeld(held, heldAt);
    long[] words = rows.words(target);
    int at = FlowRows.at(target);
    words[at + FlowRow.FIRST] = Math.min(words[at + FlowRow.FIRST], held[heldAt + FlowRow.FIRST]);
    words[at + FlowRow.LAST] = Math.max(words[at + FlowRow.LAST], held[heldAt + FlowRow.LAST]);
    addSide(words, at, held, heldAt, FlowCounts.A);
    addSide(words, at, held, heldAt, FlowCounts.B);
    return target;
  }

  private static void addSide(long[] words, int at, long[] held, int heldAt, int side) {
    long packets = FlowCounts.packets(held, heldAt, side);
    if (packets != 0) {
      FlowRow.mark(words, at, FlowRow.MARK_SPOKE, side == FlowCounts.B);
      long bytes = FlowCounts.bytes(held, heldAt, side);
      FlowCounts.add(words, at, side, packets, bytes, FlowCounts.payload(held, heldAt, side));
    }
  }

  private int rowOfHeld(long[] held, int from) {
    int rowHash = lookup.hashOf(held, from);
    int row =
        lookup.find(
            held[from + FlowRow.A_HIGH],
            held[from + FlowRow.A_LOW],
            held[from + FlowRow.B_HIGH],
            held[from + FlowRow.B_LOW],
            held[from + FlowRow.KEY],
            rowHash);
    if (row < 0) {
      row = newRow();
      long[] words = rows.words(row);
      int at = FlowRows.at(row);
      FlowRow.copy(held, from, words, at);
      FlowCounts.clear(words, at);
      boolean fromB = (words[at + FlowRow.STATE] & FlowRow.STATE_FIRST_FROM_B) != 0;
      words[at + FlowRow.STATE] |=
          FlowRow.STATE_LIVE | direction.atFirst(words, at, fromB, 0, false);
      lookup.insert(rowHash, row);
    }
    return row;
  }

  /** Ends all flows that were silent for too long at the given time. */
  private void endSilent(long nowNanos) {
    for (int row = expiry.nextSilent(0, nowNanos);
        row >= 0;
        row = expiry.nextSilent(row + 1, nowNanos)) {
      end(row, FlowExpiry.reason(rows.words(row), at(row), EndReason.IDLE));
    }
  }

  /** Ends about a sixteenth of the live flows, the idlest first. */
  private void endIdlest() {
    int target = Math.max(1, (rows.live()) / 16);
    long threshold = IdlestRows.threshold(rows, target);
    int row = expiry.nextIdle(0, threshold);
    for (int left = target; left > 0 && row >= 0; left--) {
      end(row, EndReason.EVICTED);
      row = expiry.nextIdle(row + 1, threshold);
    }
  }

  /**
   * Takes other rules into use: each flow loses its service, verdict and findings, to be judged
   * anew. Its direction stays as it was found.
   *
   * @param serviceNumbers the new number of each service by its old one, 0 where it has none
   */
  public void changeRules(PortRanks ranks, int[] serviceNumbers) {
    direction.use(ranks);
    announced.renumber(serviceNumbers);
    for (int row = 0; row < rows.used(); row++) {
      if (isLive(row)) {
        FlowJudgement.forget(rows.words(row), FlowRows.at(row), serviceNumbers);
      }
    }
  }

  /** Rows there are to walk through, 0 to one less than that, asking {@link #isLive} of each. */
  public int rows() {
    return rows.used();
  }

  /**
   * Gives every live row its end reason and returns how many rows there are to walk through, 0 to
   * one less than that, asking {@link #isLive} of each.
   */
  public int finish() {
    events.clear();
    fragments.flush(this);
    for (int row = 0; row < rows.used(); row++) {
      if (isLive(row)) {
        long[] words = rows.words(row);
        int at = FlowRows.at(row);
        FlowRow.setEndReason(words, at, FlowExpiry.reason(words, at, EndReason.END_OF_INPUT));
      }
    }
    return rows.used();
  }

  /** True for a row that holds a flow that did not end. */
  public boolean isLive(int row) {
    return FlowRow.isLive(rows.words(row), FlowRows.at(row));
  }
}
