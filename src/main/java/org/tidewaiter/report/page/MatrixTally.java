package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** What flows of one service are added to. */
  static final class Row {
    final long[] flows = new long[MAX_PAIRS + 1];
    final long[] bytes = new long[MAX_PAIRS + 1];
    final String[] verdicts = new String[MAX_PAIRS + 1];
    int worst;
    long allFlows;

    private Row() {
      Arrays.fill(verdicts, "");
    }

    void sumUp() {
      worst = Integer.MAX_VALUE;
      for (String verdict : verdicts) {
        worst = verdict.isEmpty() ? worst : Math.min(worst, Verdicts.rank(verdict));
      }
      allFlows = 0;
      for (long some : flows) {
        allFlows += some;
      }
    }
  }

  private record Pair(int number, String clientZone, String serverZone) {
    String title() {
      return clientZone + " → " + serverZone;
    }
  }

  private final Map<String, Row> services = new LinkedHashMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** Where flows of a service are added from now on. */
  Row row(String service) {
    Row row = services.get(service);
    if (row == null) {
      String name = services.size() < MAX_SERVICES ? service : OTHER;
      row = services.computeIfAbsent(name, key -> new Row());
    }
    return row;
  }

  /** Number of a pair of zones, for {@link #add}. */
  int pair(String clientZone, String serverZone) {
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      if (pair.clientZone.equals(clientZone) && pair.serverZone.equals(serverZone)) {
        return i;
      }
    }
    if (pairs.size() < MAX_PAIRS) {
      pairs.add(new Pair(pairs.size(), clientZone, serverZone));
      return pairs.size() - 1;
    }
    return MAX_PAIRS;
  }

  /** Adds a flow. */
  static void add(Row row, int pair, String verdict, long flowBytes) {
    row.flows[pair]++;
    row.bytes[pair] += flowBytes;
    if (!verdict.equals(row.verdicts[pair])) {
      row.verdicts[pair] = Verdicts.worse(row.verdicts[pair], verdict);
    }
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
    List<Map.Entry<String, Row>> entries = new ArrayList<>(services.entrySet());
    for (Map.Entry<String, Row> entry : entries) {
      entry.getValue().sumUp();
    }
    entries.sort(MatrixTally::worstFirst);
    List<MatrixRow> rows = new ArrayList<>();
    for (Map.Entry<String, Row> entry : entries.subList(0, Math.min(MAX_ROWS, entries.size()))) {
      rows.add(shown(entry.getKey(), entry.getValue()));
    }
    return new Shown<>(rows, entries.size());
  }

  private static int worstFirst(Map.Entry<String, Row> one, Map.Entry<String, Row> two) {
    int order = Integer.compare(one.getValue().worst, two.getValue().worst);
    if (order == 0) {
      order = Long.compare(two.getValue().allFlows, one.getValue().allFlows);
    }
    return order != 0 ? order : one.getKey().compareTo(two.getKey());
  }

  private MatrixRow shown(String service, Row of) {
    int columns = zonePairs().size();
    long[] flows = new long[columns];
    long[] bytes = new long[columns];
    String[] verdicts = new String[columns];
    int column = 0;
    for (Pair pair : sorted()) {
      int index = pair.number;
      flows[column] = of.flows[index];
      bytes[column] = of.bytes[index];
      verdicts[column] = of.verdicts[index];
      column++;
    }
    if (column < columns) {
      flows[column] = of.flows[MAX_PAIRS];
      bytes[column] = of.bytes[MAX_PAIRS];
      verdicts[column] = of.verdicts[MAX_PAIRS];
    }
    return new MatrixRow(service, flows, bytes, verdicts);
  }

  private List<Pair> sorted() {
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort((one, two) -> one.title().compareTo(two.title()));
    return sorted;
  }
}
