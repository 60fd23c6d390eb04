package org.tidewaiter.spark;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowKey;

/** The flows seen while one part of a file is read, found by their keys. */
final class FlowsOfPart {
  /** What is remembered of one. */
  static final class Seen {
    final FlowKey flow;
    final int hash;
    private RowKey latest;
    private final List<RowKey> variants = new ArrayList<>(1);

    /** Latest packet time. */
    long lastNanos = Long.MIN_VALUE;

    /** Sweeps that there may have been until then. */
    long sweeps;

    /** Payload packets of A and of B since the flow may have begun. */
    final byte[] payloads = new byte[2];

    Seen(FlowKey flow, int hash) {
      this.flow = flow;
      this.hash = hash;
    }

    /** The key of a row of this flow. */
    RowKey row(HeaderColumns columns, int i, FlowKey parent, boolean carrier) {
      if (latest == null || !fits(latest, columns, i, parent, carrier)) {
        latest = find(columns, i, parent, carrier);
      }
      return latest;
    }

    private RowKey find(HeaderColumns columns, int i, FlowKey parent, boolean carrier) {
      for (RowKey variant : variants) {
        if (fits(variant, columns, i, parent, carrier)) {
          return variant;
        }
      }
      RowKey key =
          new RowKey(
              flow,
              flags(columns, i),
              columns.vlan[i] & 0xFFFF,
              columns.tunnel[i] & 0xFF,
              columns.tunnelId[i],
              parent == null ? 0 : i - columns.parent[i],
              parent,
              carrier);
      if (variants.size() == MAX_VARIANTS) {
        variants.clear();
      }
      variants.add(key);
      return key;
    }

    private static boolean fits(
        RowKey key, HeaderColumns columns, int i, FlowKey parent, boolean carrier) {
      return key.flags == flags(columns, i)
          && key.vlan == (columns.vlan[i] & 0xFFFF)
          && key.tunnel == (columns.tunnel[i] & 0xFF)
          && key.tunnelId == columns.tunnelId[i]
          && key.carrier == carrier
          && (parent == null
              ? key.parent == null
              : parent.equals(key.parent) && key.parentBack == i - columns.parent[i]);
    }

    private static int flags(HeaderColumns columns, int i) {
      return columns.flags[i] & 0xFF & ~HeaderColumns.FROM_B;
    }
  }

  /** Most variants of a flow's rows that are told apart; a crafted file could have any number. */
  private static final int MAX_VARIANTS = 64;

  private Seen[] slots = new Seen[1 << 12];
  private int size;

  /** The flow of a row. */
  Seen of(HeaderColumns columns, int i) {
    int mask = slots.length - 1;
    int slot = columns.hash[i] & mask;
    for (; slots[slot] != null; slot = slot + 1 & mask) {
      Seen seen = slots[slot];
      FlowKey flow = seen.flow;
      if (seen.hash == columns.hash[i]
          && flow.aLow() == columns.aLow[i]
          && flow.bLow() == columns.bLow[i]
          && flow.key() == columns.key[i]
          && flow.aHigh() == columns.aHigh[i]
          && flow.bHigh() == columns.bHigh[i]) {
        return seen;
      }
    }
    FlowKey flow =
        new FlowKey(
            columns.aHigh[i], columns.aLow[i], columns.bHigh[i], columns.bLow[i], columns.key[i]);
    Seen seen = new Seen(flow, columns.hash[i]);
    slots[slot] = seen;
    if (++size > slots.length / 2) {
      grow();
    }
    return seen;
  }

  private void grow() {
    Seen[] larger = new Seen[slots.length * 2];
    int mask = larger.length - 1;
    for (Seen seen : slots) {
      if (seen != null) {
        int slot = seen.hash & mask;
        while (larger[slot] != null) {
          slot = slot + 1 & mask;
        }
        larger[slot] = seen;
      }
    }
    slots = larger;
  }
}
