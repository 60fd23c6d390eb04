package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first rows of an order out of any number, equal ones as they came; counts them all. */
final class TopRows<T> {
  private record Arrival<T>(T row, long number) {}

  private final int limit;
  private final Comparator<Arrival<T>> order;
  private final PriorityQueue<Arrival<T>> worst;
  private long total;

  TopRows(int limit, Comparator<T> order) {
    this.limit = limit;
    this.order =
        Comparator.<Arrival<T>, T>comparing(Arrival::row, order).thenComparing(Arrival::number);
    this.worst = new PriorityQueue<>(this.order.reversed());
  }

  void add(T row) {
    Arrival<T> arrival = new Arrival<>(row, total++);
    if (worst.size() < limit) {
      worst.add(arrival);
    } else if (order.compare(arrival, worst.peek()) < 0) {
      worst.poll();
      worst.add(arrival);
    }
  }

  long total() {
    return total;
  }

  List<T> inOrder() {
    List<Arrival<T>> arrivals = new ArrayList<>(worst);
    arrivals.sort(order);
    List<T> rows = new ArrayList<>();
    for (Arrival<T> arrival : arrivals) {
      rows.add(arrival.row);
    }
    return rows;
  }
}
