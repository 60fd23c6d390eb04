package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tidewaiter.report.page.PageModel.Counter;

/**
 * Splits the accounting into what was analysed, what could not concern a service (ARP and the
 * like), and what was missed. "Nothing found" only means it where nothing was missed.
 *
 * @param inFlows packets that belong to a flow
 * @param notIp packets with no IP in them
 * @param missed counters above zero that say something was not read, largest first
 */
record Reading(long inFlows, long notIp, List<Counter> missed) {
  static Reading of(List<Counter> counters) {
    long inFlows = 0;
    long notIp = 0;
    List<Counter> missed = new ArrayList<>();
    for (Counter counter : counters) {
      if (counter.value() <= 0) {
        continue;
      }
      switch (counter.scope()) {
        case "outcome" -> {
          switch (counter.counter()) {
            case "flow" -> inFlows += counter.value();
            case "arp", "not-ip", "wlan-not-data", "empty" -> notIp += counter.value();
            default -> missed.add(counter);
          }
        }
        case "damage", "drop", "limit", "unsupported" -> missed.add(counter);
        default -> {}
      }
    }
    missed.sort(Comparator.comparingLong(Counter::value).reversed());
    return new Reading(inFlows, notIp, missed);
  }

  /** What a counter says in a few words: 12 packets (truncated-link) in a.pcap. */
  static String phrase(Counter counter, boolean withInput) {
    String unit = counter.unit().isEmpty() ? "" : " " + unit(counter.value(), counter.unit());
    String where = counter.input().isEmpty() || !withInput ? "" : " in " + counter.input();
    return Words.count(counter.value()) + unit + " (" + counter.counter() + ")" + where;
  }

  private static String unit(long value, String unit) {
    return value == 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }
}
