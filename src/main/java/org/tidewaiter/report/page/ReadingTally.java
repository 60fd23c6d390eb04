package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.page.PageModel.Counter;

/** Sums the accounting of all inputs into a {@link Reading}. */
final class ReadingTally {
  static final String DAMAGE = "damage";
  static final String LIMIT = "limit";

  /** Counters told apart; our own are a few dozen. */
  private static final int MAX_KINDS = 200;

  private record Key(String scope, String counter, String unit) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && scope.equals(that.scope)
          && counter.equals(that.counter)
          && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * scope.hashCode() + counter.hashCode()) + unit.hashCode();
    }
  }

  private static final class Sum {
    long value;
    int inputs;
    String input = "";
    String detail = "";
  }

  private final Map<Key, Sum> missed = new LinkedHashMap<>();
  private boolean known;
  private long packets;
  private long inFlows;
  private long notIp;

  void add(Counter counter) {
    known = true;
    if (counter.scope().equals("outcome")) {
      packets += counter.value();
      switch (counter.counter()) {
        case "flow" -> inFlows += counter.value();
        case "arp", "not-ip", "wlan-not-data", "empty" -> notIp += counter.value();
        default -> {}
      }
    }
    if (isMissed(counter)) {
      addMissed(counter);
    }
  }

  /** Whether a counter says that something was not read, was cut short or was given up. */
  static boolean isMissed(Counter counter) {
    return switch (counter.scope()) {
      case DAMAGE -> true;
      case "drop", LIMIT, "unsupported" -> counter.value() > 0;
      case "outcome" ->
          switch (counter.counter()) {
            case "flow", "arp", "not-ip", "wlan-not-data", "empty" -> false;
            default -> counter.value() > 0;
          };
      default -> false;
    };
  }

  private void addMissed(Counter counter) {
    boolean isPlace = counter.scope().equals(DAMAGE) && counter.counter().equals("byte-offset");
    Key key =
        counter.scope().equals(DAMAGE)
            ? new Key(DAMAGE, "", "places")
            : new Key(counter.scope(), counter.counter(), counter.unit());
    if (missed.size() >= MAX_KINDS && !missed.containsKey(key)) {
      return;
    }
    Sum sum = missed.computeIfAbsent(key, any -> new Sum());
    sum.value += isPlace ? 1 : counter.value();
    if (!counter.input().isEmpty() && !counter.input().equals(sum.input)) {
      sum.inputs++;
      sum.input = counter.input();
    }
    if (counter.scope().equals(LIMIT)) {
      sum.detail = counter.meaning();
    }
    if (isPlace && sum.detail.isEmpty()) {
      int end = counter.meaning().indexOf(';');
      String what = end < 0 ? counter.meaning() : counter.meaning().substring(0, end);
      sum.detail = what + " (at byte " + Words.count(counter.value()) + ")";
    }
  }

  Reading reading() {
    List<Reading.Missed> rows = new ArrayList<>();
    missed.forEach(
        (key, sum) ->
            rows.add(
                new Reading.Missed(
                    key.scope,
                    key.counter,
                    sum.value,
                    key.unit,
                    sum.inputs,
                    sum.input,
                    sum.detail)));
    rows.sort(ReadingTally::damageFirst);
    return new Reading(packets, inFlows, notIp, rows, known);
  }

  private static int damageFirst(Reading.Missed one, Reading.Missed two) {
    int order = Boolean.compare(two.scope().equals(DAMAGE), one.scope().equals(DAMAGE));
    order = order != 0 ? order : Long.compare(two.value(), one.value());
    return order != 0 ? order : one.counter().compareTo(two.counter());
  }
}
