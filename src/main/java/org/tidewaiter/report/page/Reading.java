package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tidewaiter.report.CsvText;

/**
 * How much of the input the findings rest on. "Nothing found" only means it where nothing was
 * missed.
 *
 * @param packets read from all inputs
 * @param inFlows packets that belong to a flow
 * @param notIp packets that cannot concern a service, such as ARP
 * @param missed what was not read, cut short or given up: damage first, then by amount
 * @param known whether there was an accounting at all
 */
public record Reading(long packets, long inFlows, long notIp, List<Missed> missed, boolean known) {
  /** What was missed and is neither damage nor what the user left out. */
  public List<Missed> unexpected() {
    return missed.stream()
        .filter(one -> !one.scope.equals(ReadingTally.DAMAGE) && !one.counter.equals("filtered"))
        .toList();
  }

  /** The first of some ways of missing something, each in a few words, and how many are left. */
  public static List<String> phrases(List<Missed> missed, int most, boolean withInput) {
    List<String> phrases = new ArrayList<>();
    for (Missed one : missed.subList(0, Math.min(most, missed.size()))) {
      phrases.add(CsvText.printable(one.phrase(withInput)));
    }
    if (most < missed.size()) {
      phrases.add("and " + (missed.size() - most) + " more in accounting.csv");
    }
    return phrases;
  }

  /**
   * One way of missing something.
   *
   * @param inputs number of inputs it happened in, 0 where it does not belong to one
   * @param input one of them
   * @param detail for damage, what the first of it is; for a limit, what it means
   */
  public record Missed(
      String scope,
      String counter,
      long value,
      String unit,
      int inputs,
      String input,
      String detail) {

    /** In a few words: 12 packets (truncated-link) in a.pcap. */
    String phrase(boolean withInput) {
      String where =
          withInput && inputs > 0
              ? " in " + (inputs == 1 ? Words.fileName(input) : inputs + " inputs")
              : "";
      if (scope.equals(ReadingTally.DAMAGE)) {
        return value == 1
            ? "damage" + where + ": " + detail
            : "damage at " + Words.count(value) + " places" + where;
      }
      String noun = value == 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
      String what = Words.count(value) + " " + noun;
      if (scope.equals(ReadingTally.LIMIT) && !detail.isEmpty()) {
        int end = detail.endsWith(".") ? detail.length() - 1 : detail.length();
        return what
            + ": "
            + detail.substring(0, 1).toLowerCase(Locale.ROOT)
            + detail.substring(1, end)
            + where;
      }
      return what + " (" + counter + ")" + where;
    }
  }
}
