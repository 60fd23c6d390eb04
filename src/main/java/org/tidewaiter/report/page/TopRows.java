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
  private final Comparator<T> ties;
  private final PriorityQueue<Arrival<T>> worst;
  private long total;

  /**
   * @param rank what rows are ordered by, least first
   * @param ties the order of rows of one rank
   */
  TopRows(int limit, ToLongFunction<T> rank, Comparator<T> ties) {
    this.limit = limit;
    this.rank = rank;
    this.ties = ties;
    this.worst = new PriorityQueue<>((one, two) -> order(two, one));
  }

  // Written out: a comparator that is put together costs a large report more than the rows do.
  private int order(Arrival<T> one, Arrival<T> two) {
    int order = Long.compare(one.rank, two.rank);
    if (order == 0) {
      order = ties.compare(one.row, two.row);
    }
    return order != 0 ? order : Long.compare(one.number, two.number);
  }

  void add(T row) {
    Arrival<T> arrival = new Arrival<>(rank.applyAsLong(row), row, total++);
    if (worst.size() < limit) {
      worst.add(arrival);
    } else if (order(arrival, worst.peek()) < 0) {
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

  /** Counts as many that would not be kept. */
  void count(long rows) {
    total += rows;
  }

  long total() {
    return total;
  }

  List<T> inOrder() {
    List<Arrival<T>> arrivals = new ArrayList<>(worst);
    arrivals.sort(this::order);
    List<T> rows = new ArrayList<>();
    for (Arrival<T> arrival : arrivals) {
      rows.add(arrival.row);
    }
    return rows;
  }
}
