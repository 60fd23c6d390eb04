package org.tidewaiter.spark;

import java.util.Iterator;
import java.util.PriorityQueue;
import org.tidewaiter.decode.FlowHash;
import scala.Tuple2;

/**
 * Rows of several writers in one order, from blocks that come in the order of their first rows:
 * only blocks that overlap are open at a time.
 */
final class RowMerge implements RowSource {
  private final Iterator<Tuple2<RowBlock, byte[]>> blocks;
  private final FlowHash hash;
  private final PriorityQueue<RowReader> open =
      new PriorityQueue<>((one, other) -> compare(one.row, other.row));
  private Tuple2<RowBlock, byte[]> waiting;
  private RowReader current;

  RowMerge(Iterator<Tuple2<RowBlock, byte[]>> blocks, FlowHash hash) {
    this.blocks = blocks;
    this.hash = hash;
    waiting = blocks.hasNext() ? blocks.next() : null;
  }

  // Packets counted before stand behind the packet that let them go.
  private static int compare(Row one, Row other) {
    int byNumber = Long.compare(one.number, other.number);
    return byNumber != 0 ? byNumber : Boolean.compare(one.counted != null, other.counted != null);
  }

  @Override
  public Row next() {
    if (current != null && current.next()) {
      RowReader rival = open.peek();
      boolean staysFirst =
          (rival == null || compare(current.row, rival.row) <= 0)
              && (waiting == null || waiting._1().firstRow() > current.row.number);
      if (staysFirst) {
        return current.row;
      }
      open.add(current);
    }
    while (waiting != null
        && (open.isEmpty() || waiting._1().firstRow() <= open.peek().row.number)) {
      RowReader reader = new RowReader(waiting._2(), waiting._1().firstRow(), hash);
      if (reader.next()) {
        open.add(reader);
      }
      waiting = blocks.hasNext() ? blocks.next() : null;
    }
    current = open.poll();
    return current == null ? null : current.row;
  }
}
