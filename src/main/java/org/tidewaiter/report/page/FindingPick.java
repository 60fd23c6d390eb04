package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.page.PageModel.FindingKind;
import org.tidewaiter.report.page.PageModel.FindingRow;

/**
 * Picks the findings that are shown out of any number. A scan makes thousands of one kind, so each
 * kind (severity and detection) has its share: the one odd finding is not crowded out.
 */
final class FindingPick {
  /** Findings shown. */
  static final int MAX_SHOWN = 150;

  /** Findings of one kind shown where others want the room. */
  static final int MAX_OF_KIND = 50;

  /** Kinds told apart; findings of any more are only counted. */
  static final int MAX_KINDS = 200;

  private static final Comparator<FindingRow> TIES =
      (one, two) -> {
        int order = one.firstSeen().compareTo(two.firstSeen());
        return order != 0 ? order : one.id().compareTo(two.id());
      };

  private static final Comparator<FindingRow> WORST_FIRST =
      (one, two) -> {
        int order = Long.compare(rank(one), rank(two));
        return order != 0 ? order : TIES.compare(one, two);
      };

  private static final long MAX_RANKED = (1L << 58) - 1;

  private final Map<List<String>, TopRows<FindingRow>> kinds = new HashMap<>();
  private long total;

  void add(FindingRow finding) {
    total++;
    List<String> key = List.of(finding.severity(), finding.detection());
    TopRows<FindingRow> kind = kinds.get(key);
    if (kind == null && kinds.size() < MAX_KINDS) {
      kind = newKind();
      kinds.put(key, kind);
    }
    if (kind != null) {
      kind.add(finding);
    }
  }

  private static long rank(FindingRow finding) {
    return rank(Severities.rank(finding.severity()), finding.outcome(), finding.clients());
  }

  private static TopRows<FindingRow> newKind() {
    return new TopRows<>(MAX_OF_KIND, FindingPick::rank, TIES);
  }

  /** Worst first: by severity, then established before attempts, then by number of clients. */
  static long rank(int severityRank, String outcome, long clients) {
    long attempt = "attempt".equals(outcome) ? 1 : 0;
    return (severityRank * 2L + attempt) << 58 | MAX_RANKED - Math.min(MAX_RANKED, clients);
  }

  /** Counts a finding and tells true where it is certain not to be shown. */
  boolean onlyCounts(
      String severity, String detection, String outcome, long clients, String firstSeen) {
    TopRows<FindingRow> kind = kinds.get(List.of(severity, detection));
    FindingRow displaced = kind == null ? null : kind.displaced();
    if (displaced == null) {
      return false;
    }
    long rank = rank(Severities.rank(severity), outcome, clients);
    boolean mayKeep =
        kind.mayKeep(rank)
            && (rank < rank(displaced) || firstSeen.compareTo(displaced.firstSeen()) <= 0);
    if (!mayKeep) {
      kind.count();
      total++;
    }
    return !mayKeep;
  }

  /** Counts findings that are certain not to be shown, of a kind that has some that are. */
  void count(String severity, String detection, long findings) {
    TopRows<FindingRow> kind = kinds.get(List.of(severity, detection));
    if (kind != null) {
      kind.count(findings);
    }
    total += findings;
  }

  long total() {
    return total;
  }

  /** The kinds, the one with the worst finding first, and how many there are of each. */
  List<FindingKind> kinds() {
    List<FindingKind> rows = new ArrayList<>();
    for (TopRows<FindingRow> kind : inOrder()) {
      FindingRow worst = kind.inOrder().get(0);
      rows.add(new FindingKind(worst.severity(), worst.detection(), kind.total()));
    }
    return rows;
  }

  /** The findings to show, by kind, worst first. */
  List<FindingRow> picked() {
    List<TopRows<FindingRow>> inOrder = inOrder();
    int share = MAX_SHOWN / Math.max(1, inOrder.size());
    int spare = MAX_SHOWN;
    for (TopRows<FindingRow> kind : inOrder) {
      spare -= Math.min(share, kind.inOrder().size());
    }
    List<FindingRow> picked = new ArrayList<>();
    for (TopRows<FindingRow> kind : inOrder) {
      List<FindingRow> rows = kind.inOrder();
      int extra = Math.min(spare, Math.max(0, rows.size() - share));
      spare -= extra;
      picked.addAll(rows.subList(0, Math.min(share, rows.size()) + extra));
    }
    return picked;
  }

  private List<TopRows<FindingRow>> inOrder() {
    List<TopRows<FindingRow>> inOrder = new ArrayList<>(kinds.values());
    inOrder.sort((one, two) -> WORST_FIRST.compare(one.inOrder().get(0), two.inOrder().get(0)));
    return inOrder;
  }
}
