package org.tidewaiter.flow;

import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Which flow a datagram's later fragments belong to: only the first one has ports. Fragments that
 * come before the first are held as counts, not as bytes, and join the flow when it comes; those
 * whose first never comes become a flow without ports.
 *
 * <p>A fixed number of open datagrams: a newer one takes its slot from an older one.
 */
final class FragmentTable {
  /** Open datagrams; a chunk of rows holds their counts. */
  static final int MAX_DATAGRAMS = 8192;

  /**
   * A datagram's fragments travel together for at most this long (RFC 791: 15 s, RFC 8200: 60 s).
   */
  static final long MAX_NANOS = 60_000_000_000L;

  /** Who takes what was held back. */
  interface Flows {
    /**
     * Adds packets that were held back to a flow.
     *
     * @param row the flow, or -1 for the one that {@code held} names
     * @param held a row in {@link FlowRow} layout, beginning at {@code heldAt}
     */
    void addHeld(int row, long[] held, int heldAt);
  }

  private final FlowCounters counters;

  // Per slot: what identifies the datagram, and of its first fragment the key, hash and time.
  private long[] held;
  private int[] fragmentId;
  private long[] key;
  private int[] hash;
  private long[] beganNanos;
  private boolean[] known;

  FragmentTable(FlowCounters counters) {
    this.counters = counters;
  }

  long key(int slot) {
    return key[slot];
  }

  int hash(int slot) {
    return hash[slot];
  }

  /** Slot of the datagram if its first fragment was seen lately, else -1. */
  int find(HeaderColumns columns, int i, long nanos) {
    if (held == null) {
      return -1;
    }
    int slot = slot(columns, i);
    return known[slot] && isSame(columns, i, slot) && Math.abs(nanos - beganNanos[slot]) < MAX_NANOS
        ? slot
        : -1;
  }

  /** Remembers a first fragment; what was held of the same datagram joins the row. */
  void begin(
      HeaderColumns columns, int i, long nanos, long flowKey, int flowHash, int row, Flows table) {
    int slot = claim(columns, i, nanos, table);
    int at = FlowRow.at(slot);
    if (holds(slot)) {
      counters.fragmentsAttributed += packets(at);
      table.addHeld(row, held, at);
      FlowCounts.clear(held, at);
    }
    key[slot] = flowKey;
    hash[slot] = flowHash;
    known[slot] = true;
    beganNanos[slot] = nanos;
  }

  /** Holds a later fragment whose first was not seen yet. */
  void hold(PacketBatch batch, HeaderColumns columns, int i, long portlessKey, Flows table) {
    int packet = columns.packet[i];
    long nanos = batch.timestampNanos[packet];
    int slot = claim(columns, i, nanos, table);
    int at = FlowRow.at(slot);
    boolean fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    if (!holds(slot)) {
      known[slot] = false;
      beganNanos[slot] = nanos;
      held[at + FlowRow.KEY] = portlessKey;
      held[at + FlowRow.FIRST] = nanos;
      held[at + FlowRow.LAST] = nanos;
      held[at + FlowRow.STATE] = fromB ? FlowRow.STATE_FIRST_FROM_B : 0;
      FlowRow.setTunnel(held, at, columns.tunnel[i]);
      FlowRow.setOrigin(held, at, columns.vlan[i], batch.input, columns.tunnelId[i]);
    }
    held[at + FlowRow.FIRST] = Math.min(held[at + FlowRow.FIRST], nanos);
    held[at + FlowRow.LAST] = Math.max(held[at + FlowRow.LAST], nanos);
    FlowCounts.add(
        held,
        at,
        fromB ? FlowCounts.B : FlowCounts.A,
        1,
        batch.wireLength[packet],
        columns.payloadLength[i]);
  }

  /** Gives up all that is held. */
  void flush(Flows table) {
    if (held != null) {
      for (int slot = 0; slot < MAX_DATAGRAMS; slot++) {
        release(slot, table);
      }
    }
  }

  private int claim(HeaderColumns columns, int i, long nanos, Flows table) {
    if (held == null) {
      allocate();
    }
    int slot = slot(columns, i);
    if (isSame(columns, i, slot) && Math.abs(nanos - beganNanos[slot]) < MAX_NANOS) {
      return slot;
    }
    if (holds(slot)) {
      counters.fragmentsForgotten++;
    }
    release(slot, table);
    known[slot] = false;
    int at = FlowRow.at(slot);
    FlowRow.clear(held, at);
    held[at + FlowRow.A_HIGH] = columns.aHigh[i];
    held[at + FlowRow.A_LOW] = columns.aLow[i];
    held[at + FlowRow.B_HIGH] = columns.bHigh[i];
    held[at + FlowRow.B_LOW] = columns.bLow[i];
    fragmentId[slot] = columns.fragmentId[i];
    beganNanos[slot] = nanos;
    return slot;
  }

  private void release(int slot, Flows table) {
    int at = FlowRow.at(slot);
    if (holds(slot)) {
      counters.fragmentsWithoutFirst += packets(at);
      table.addHeld(-1, held, at);
      FlowCounts.clear(held, at);
    }
  }

  private boolean holds(int slot) {
    return packets(FlowRow.at(slot)) != 0;
  }

  private long packets(int at) {
    return FlowCounts.packets(held, at, FlowCounts.A) + FlowCounts.packets(held, at, FlowCounts.B);
  }

  private boolean isSame(HeaderColumns columns, int i, int slot) {
    int at = FlowRow.at(slot);
    return fragmentId[slot] == columns.fragmentId[i]
        && held[at + FlowRow.A_LOW] == columns.aLow[i]
        && held[at + FlowRow.B_LOW] == columns.bLow[i]
        && held[at + FlowRow.A_HIGH] == columns.aHigh[i]
        && held[at + FlowRow.B_HIGH] == columns.bHigh[i];
  }

  private static int slot(HeaderColumns columns, int i) {
    long mixed =
        (columns.aLow[i] * 31 + columns.bLow[i]) * 31 + columns.fragmentId[i] + columns.protocol(i);
    mixed *= 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 51);
  }

  private void allocate() {
    held = FlowRow.newChunk();
    fragmentId = new int[MAX_DATAGRAMS];
    key = new long[MAX_DATAGRAMS];
    hash = new int[MAX_DATAGRAMS];
    beganNanos = new long[MAX_DATAGRAMS];
    known = new boolean[MAX_DATAGRAMS];
  }
}
