package org.tidewaiter.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.decode.HeaderColumns;

/**
 * The order in which one machine would have reported the flows, worked out from where they began
 * and ended: those that ended first, as they ended, then those that lived, by the row that each had
 * in the flow table. What is reported of a server or host by its first flows depends on it.
 */
final class RowOrder {
  // An event is two words: number of the row 60 bits | phase 3, and the flow.
  private static final int PHASE_BITS = 3;
  private static final int SWEPT = 0;
  private static final int MADE_WAY = 1;
  private static final int BEGAN = 2;
  private static final int BEGAN_COUNTED = 3;

  private final long[] beganAt;
  private final long[] endedAt;
  private final byte[] flags;
  private final int[] tableRow;
  private final long[] rank;
  private int used;
  private long peakLive;
  private long ended;

  // Rows given back, the longest ago first, with how many rows of columns were consumed by then.
  private final int[] released;
  private final long[] releasedAt;
  private int head;
  private int tail;

  /** Flows by a number of the caller's; {@code flags} are those of {@link FlowsBlock}. */
  RowOrder(long[] beganAt, long[] endedAt, byte[] flags) {
    this.beganAt = beganAt;
    this.endedAt = endedAt;
    this.flags = flags;
    tableRow = new int[flags.length];
    rank = new long[flags.length];
    released = new int[flags.length];
    releasedAt = new long[flags.length];
    run();
  }

  private void run() {
    long[][] events = events();
    long live = 0;
    List<Integer> swept = new ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      long number = events[i][0] >>> PHASE_BITS;
      int phase = (int) events[i][0] & (1 << PHASE_BITS) - 1;
      int flow = (int) events[i][1];
      if (phase == SWEPT) {
        swept.add(flow);
        boolean last = i + 1 == events.length || events[i + 1][0] != events[i][0];
        if (last) {
          swept.sort((one, other) -> Integer.compare(tableRow[one], tableRow[other]));
          for (int each : swept) {
            end(each, number + 1);
          }
          live -= swept.size();
          swept.clear();
        }
      } else if (phase == MADE_WAY) {
        end(flow, number + 1);
        live--;
      } else {
        begin(flow, number + 1);
        peakLive = Math.max(peakLive, ++live);
      }
    }
    for (int flow = 0; flow < flags.length; flow++) {
      if ((flags[flow] & FlowsBlock.LIVED) != 0) {
        rank[flow] = ended + tableRow[flow];
      }
    }
  }

  private long[][] events() {
    List<long[]> events = new ArrayList<>(2 * flags.length);
    for (int flow = 0; flow < flags.length; flow++) {
      int began = (flags[flow] & FlowsBlock.BEGAN_COUNTED) != 0 ? BEGAN_COUNTED : BEGAN;
      events.add(new long[] {beganAt[flow] << PHASE_BITS | began, flow});
      if ((flags[flow] & FlowsBlock.LIVED) == 0) {
        int phase = (flags[flow] & FlowsBlock.SWEPT) != 0 ? SWEPT : MADE_WAY;
        events.add(new long[] {endedAt[flow] << PHASE_BITS | phase, flow});
      }
    }
    long[][] sorted = events.toArray(new long[0][]);
    Arrays.sort(sorted, (one, other) -> Long.compare(one[0], other[0]));
    return sorted;
  }

  private void begin(int flow, long consumed) {
    if (head < tail && consumed - releasedAt[head] > HeaderColumns.MAX_ROWS) {
      tableRow[flow] = released[head++];
    } else {
      tableRow[flow] = used++;
    }
  }

  private void end(int flow, long consumed) {
    released[tail] = tableRow[flow];
    releasedAt[tail++] = consumed;
    rank[flow] = ended++;
  }

  /** Place of a flow among all, with gaps. */
  long rank(int flow) {
    return rank[flow];
  }

  /** Most flows that lived at once. */
  long peakLive() {
    return peakLive;
  }
}
