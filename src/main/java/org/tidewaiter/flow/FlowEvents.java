package org.tidewaiter.flow;

import java.util.Arrays;

/**
 * What happened to flows while a batch was consumed, in order: the input of the stages right of
 * {@code flow}. Valid until the next batch is consumed; the batch's bytes are still there.
 */
public final class FlowEvents {
  /**
   * The flow can be judged: handshake seen or payload from both sides, or the direction turned
   * after that.
   */
  public static final int SETTLED = 1;

  /** A first payload of one side was recognised; the column row says which packet. */
  public static final int RECOGNIZED = 2;

  /** A payload of a flow whose protocol is observed; the column row says which packet. */
  public static final int OBSERVED = 3;

  /** The row ended ({@link FlowRow#endReason}); its words are valid until the next batch. */
  public static final int ENDED = 4;

  /** The first payload of one side, recognised or not; the column row says which packet. */
  public static final int FIRST_PAYLOAD = 5;

  private int size;
  private int[] rows = new int[4096];
  private int[] columnRows = new int[4096];
  private byte[] kinds = new byte[4096];

  void clear() {
    size = 0;
  }

  void add(int kind, int row, int columnRow) {
    if (size == rows.length) {
      grow();
    }
    rows[size] = row;
    columnRows[size] = columnRow;
    kinds[size++] = (byte) kind;
  }

  private void grow() {
    int larger = size * 2;
    rows = Arrays.copyOf(rows, larger);
    columnRows = Arrays.copyOf(columnRows, larger);
    kinds = Arrays.copyOf(kinds, larger);
  }

  /** Number of events. */
  public int size() {
    return size;
  }

  /** One of the constants above. */
  public int kind(int event) {
    return kinds[event];
  }

  /** Number of the flow's row. */
  public int row(int event) {
    return rows[event];
  }

  /** Row of the header columns whose packet caused the event, -1 for none. */
  public int columnRow(int event) {
    return columnRows[event];
  }
}
