package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Keeps the first rows of an order out of any number, equal ones as they came; counts them all.
 *
 * <p>The order begins with a number, so that most rows of many can be counted without being made.
 */
final class TopRows<T> {
  private record Arrival<T>(long rank, T row, long number) {}

  private final int limit;
  private final ToLongFunction<T> rank;
  private final Comparator<Arrival<T>> order;
  private final PriorityQueue<Arrival<T>> worst;
  private long total;

  /**
   * @param rank what rows are ordered by, least first
   * @param ties the order of rows of one rank
   */
  TopRows(int limit, ToLongFunction<T> rank, Comparator<T> ties) {
    this.limit = limit;
    this.rank = rank;
    this.order =
        Comparator.<Arrival<T>>comparingLong(Arrival::rank)
            .thenComparing(Arrival::row, ties)
            .thenComparing(Arrival::number);
    this.worst = new PriorityQueue<>(this.order.reversed());
  }

  void add(T row) {
    Arrival<T> arrival = new Arrival<>(rank.applyAsLong(row), row, total++);
    if (worst.size() < limit) {
      worst.add(arrival);
    } else if (order.compare(arrival, worst.peek()) < 0) {
      worst.poll();
      worst.add(arrival);
    }
  }

  /** Whether a row of this rank, added now, may be among the kept ones. */
  boolean mayKeep(long rankOfRow) {
    return worst.size() < limit || rankOfRow <= worst.peek().rank;
  }

  /** The row that the next better one displaces, null while there is room. */
  T displaced() {
    return worst.size() < limit ? null : worst.peek().row;
  }

  /** Counts a row that would not be kept. */
  void count() {
    total++;
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
