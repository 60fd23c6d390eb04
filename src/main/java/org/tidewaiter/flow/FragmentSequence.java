package org.tidewaiter.flow;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Attributes fragments apart from the flow table, for who has all fragments of an input in one
 * place and its flows in many. Given first and later fragments in their order, it says what the
 * table would have made of each.
 */
public final class FragmentSequence implements FragmentTable.Flows {
  private final FlowCounters counters = new FlowCounters();
  private final FragmentTable fragments = new FragmentTable(counters);
  private final List<long[]> released = new ArrayList<>();
  private final long[] row = FlowRow.newChunk();
  private long flowKey;

  /** The fragments' share of the counts. */
  public FlowCounters counters() {
    return counters;
  }

  /**
   * Takes a fragment of a batch.
   *
   * @return true for one whose flow is known, then by {@link #flowKey}; a later fragment of which
   *     that is false waits, and may come back in {@link #released}
   */
  public boolean take(PacketBatch batch, HeaderColumns columns, int i) {
    released.clear();
    long nanos = batch.timestampNanos[columns.packet[i]];
    flowKey = columns.key[i];
    if ((columns.flags[i] & HeaderColumns.FIRST_FRAGMENT) != 0) {
      fragments.begin(columns, i, nanos, flowKey, 0, 0, this);
      return true;
    }
    int found = fragments.find(columns, i, nanos);
    if (found < 0) {
      fragments.hold(batch, columns, i, flowKey, this);
      return false;
    }
    counters.fragmentsAttributed++;
    flowKey = fragments.key(found);
    return true;
  }

  /** The rest of a flow's key beside the addresses of its fragment. */
  public long flowKey() {
    return flowKey;
  }

  /** Gives up all that waits, into {@link #released}. */
  public void finish() {
    released.clear();
    fragments.flush(this);
  }

  /**
   * What the latest call let go: packets counted in rows of {@link FlowRow#WORDS} words that name
   * their flow, for {@link FlowTable#add}.
   */
  public List<long[]> released() {
    return released;
  }

  @Override
  public void addHeld(int known, long[] held, int heldAt) {
    FlowRow.copy(held, heldAt, row, FlowRow.at(0));
    if (known >= 0) {
      row[FlowRow.at(0) + FlowRow.KEY] = flowKey;
    }
    long[] packed = new long[FlowRow.WORDS];
    FlowRow.pack(row, FlowRow.at(0), packed, 0);
    released.add(packed);
  }
}
