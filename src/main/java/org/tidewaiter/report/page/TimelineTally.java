package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.page.PageModel.Series;
import org.tidewaiter.report.page.PageModel.Timeline;

/** Sums traffic over time: by service for the ones named beforehand, and by finding. */
final class TimelineTally {
  /** Services drawn; the rest is one series. */
  static final int MAX_SERIES = 8;

  /** The series of all services that have none of their own. */
  static final String OTHER = "all other services";

  private final List<String> services;
  private final Map<String, Integer> serviceIndex = new HashMap<>();
  private final TimeAxis axis;

  /**
   * @param services at most {@link #MAX_SERIES}
   * @param findingCount findings whose activity is wanted
   */
  TimelineTally(List<String> services, int findingCount) {
    this.services = List.copyOf(services);
    for (int i = 0; i < services.size(); i++) {
      serviceIndex.put(services.get(i), i);
    }
    axis = new TimeAxis(2 * (services.size() + 1) + findingCount);
  }

  /** Number of the series that flows of a service belong to. */
  int series(String service) {
    return serviceIndex.getOrDefault(service, services.size());
  }

  void addFlow(int series, long firstMillis, long lastMillis, long bytes) {
    axis.spread(2 * series, firstMillis, lastMillis, bytes);
    axis.add(2 * series + 1, firstMillis, 1);
  }

  void addFindingActivity(int finding, long firstMillis, long lastMillis) {
    axis.addToEach(2 * (services.size() + 1) + finding, firstMillis, lastMillis, 1);
  }

  Timeline timeline() {
    if (axis.isEmpty()) {
      return new Timeline(CaptureTime.NONE, 1, 0, List.of());
    }
    List<Series> series = new ArrayList<>();
    for (int i = 0; i <= services.size(); i++) {
      String name = i < services.size() ? services.get(i) : OTHER;
      Series one = new Series(name, axis.values(2 * i), axis.values(2 * i + 1));
      if (isAnyPositive(one.flows())) {
        series.add(one);
      }
    }
    return new Timeline(axis.startMillis(), axis.widthMillis(), axis.buckets(), series);
  }

  private static boolean isAnyPositive(long[] counts) {
    for (long count : counts) {
      if (count > 0) {
        return true;
      }
    }
    return false;
  }

  int[] activity(int finding) {
    long[] values = axis.values(2 * (services.size() + 1) + finding);
    int[] activity = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      activity[i] = (int) Math.min(Integer.MAX_VALUE, values[i]);
    }
    return activity;
  }
}
