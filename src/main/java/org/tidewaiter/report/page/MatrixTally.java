package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.page.PageModel.MatrixRow;
import org.tidewaiter.report.page.PageModel.Shown;

/** Sums flows by service and by the pair of zones they run between. */
final class MatrixTally {
  /** Services shown. */
  static final int MAX_ROWS = 24;

  /** Services told apart; flows of any more count as {@link #OTHER}. */
  static final int MAX_SERVICES = 4096;

  /** Zone pairs told apart: three zones make nine. */
  static final int MAX_PAIRS = 12;

  /** Stands for the services or zones that no longer fit. */
  static final String OTHER = "others";

  private static final class Sum {
    final long[] flows = new long[MAX_PAIRS + 1];
    final long[] bytes = new long[MAX_PAIRS + 1];
    final String[] verdicts = new String[MAX_PAIRS + 1];

    Sum() {
      Arrays.fill(verdicts, "");
    }

    int worst() {
      int worst = Integer.MAX_VALUE;
      for (String verdict : verdicts) {
        worst = verdict.isEmpty() ? worst : Math.min(worst, Verdicts.rank(verdict));
      }
      return worst;
    }

    long allFlows() {
      return Arrays.stream(flows).sum();
    }
  }

  private record Pair(String clientZone, String serverZone) {
    String title() {
      return clientZone + " → " + serverZone;
    }
  }

  private final Map<String, Sum> services = new LinkedHashMap<>();
  private final Map<Pair, Integer> pairs = new LinkedHashMap<>();

  void add(String service, String clientZone, String serverZone, String verdict, long flowBytes) {
    Sum sum = services.get(service);
    if (sum == null) {
      String name = services.size() < MAX_SERVICES ? service : OTHER;
      sum = services.computeIfAbsent(name, key -> new Sum());
    }
    int pair = pair(new Pair(clientZone, serverZone));
    sum.flows[pair]++;
    sum.bytes[pair] += flowBytes;
    if (!verdict.equals(sum.verdicts[pair])) {
      sum.verdicts[pair] = Verdicts.worse(sum.verdicts[pair], verdict);
    }
  }

  private int pair(Pair pair) {
    Integer known = pairs.get(pair);
    if (known != null) {
      return known;
    }
    if (pairs.size() >= MAX_PAIRS) {
      return MAX_PAIRS;
    }
    pairs.put(pair, pairs.size());
    return pairs.size() - 1;
  }

  /** Titles of the columns, in the order of {@link MatrixRow#flows}. */
  List<String> zonePairs() {
    List<String> titles = new ArrayList<>();
    for (Pair pair : sorted()) {
      titles.add(pair.title());
    }
    if (pairs.size() == MAX_PAIRS) {
      titles.add(OTHER);
    }
    return titles;
  }

  Shown<MatrixRow> rows() {
    List<Map.Entry<String, Sum>> entries = new ArrayList<>(services.entrySet());
    entries.sort(
        Comparator.<Map.Entry<String, Sum>>comparingInt(e -> e.getValue().worst())
            .thenComparing(e -> -e.getValue().allFlows())
            .thenComparing(Map.Entry::getKey));
    List<MatrixRow> rows = new ArrayList<>();
    for (Map.Entry<String, Sum> entry : entries.subList(0, Math.min(MAX_ROWS, entries.size()))) {
      rows.add(row(entry.getKey(), entry.getValue()));
    }
    return new Shown<>(rows, entries.size());
  }

  private MatrixRow row(String service, Sum sum) {
    int columns = zonePairs().size();
    long[] flows = new long[columns];
    long[] bytes = new long[columns];
    String[] verdicts = new String[columns];
    int column = 0;
    for (Pair pair : sorted()) {
      int index = pairs.get(pair);
      flows[column] = sum.flows[index];
      bytes[column] = sum.bytes[index];
      verdicts[column] = sum.verdicts[index];
      column++;
    }
    if (column < columns) {
      flows[column] = sum.flows[MAX_PAIRS];
      bytes[column] = sum.bytes[MAX_PAIRS];
      verdicts[column] = sum.verdicts[MAX_PAIRS];
    }
    return new MatrixRow(service, flows, bytes, verdicts);
  }

  private List<Pair> sorted() {
    List<Pair> sorted = new ArrayList<>(pairs.keySet());
    sorted.sort(Comparator.comparing(Pair::title));
    return sorted;
  }
}
