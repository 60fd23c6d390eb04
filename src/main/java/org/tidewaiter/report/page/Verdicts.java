package org.tidewaiter.report.page;

import java.util.List;

/** The order of verdicts, for showing the worst first and for summing up several. */
final class Verdicts {
  private static final List<String> WORST_FIRST =
      List.of("forbidden", "unexpected", "no-rule", "undetermined", "allowed", "expected");

  private Verdicts() {}

  /** 0 for the worst; an unknown verdict ranks after all known ones. */
  static int rank(String verdict) {
    int rank = WORST_FIRST.indexOf(verdict);
    return rank < 0 ? WORST_FIRST.size() : rank;
  }

  /** All verdicts, worst first. */
  static List<String> all() {
    return WORST_FIRST;
  }

  /** The worse of two; an empty string is no verdict yet. */
  static String worse(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return rank(b) < rank(a) ? b : a;
  }

  /** A style class for a verdict, from our own words only. */
  static String style(String verdict) {
    int rank = rank(verdict);
    return rank < WORST_FIRST.size() ? "v-" + WORST_FIRST.get(rank) : "v-other";
  }
}
