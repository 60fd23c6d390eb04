package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first rows of an order out of any number, and counts them all. */
final class TopRows<T> {
  private final int limit;
  private final Comparator<T> order;
  private final PriorityQueue<T> worst;
  private long total;

  TopRows(int limit, Comparator<T> order) {
    this.limit = limit;
    this.order = order;
    this.worst = new PriorityQueue<>(order.reversed());
  }

  void add(T row) {
    total++;
    if (worst.size() < limit) {
      worst.add(row);
    } else if (order.compare(row, worst.peek()) < 0) {
      worst.poll();
      worst.add(row);
    }
  }

  long total() {
    return total;
  }

  List<T> inOrder() {
    List<T> rows = new ArrayList<>(worst);
    rows.sort(order);
    return rows;
  }
}
