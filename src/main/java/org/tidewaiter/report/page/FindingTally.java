package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tidewaiter.report.page.PageModel.Client;

/** Sums the flows of one finding: who its clients are, and by which transports. */
final class FindingTally {
  /** Clients remembered while flows are read. */
  static final int MAX_KEPT = 512;

  /** Clients shown. */
  static final int MAX_SHOWN = 25;

  private static final int MAX_PROTOCOLS = 4;

  private static final class Sum {
    long flows;
    long bytes;
    long lastMillis = CaptureTime.NONE;
  }

  private final Map<String, Sum> clients = new LinkedHashMap<>();
  private final TreeSet<String> protocols = new TreeSet<>();

  private long answeredFlows;

  void add(Flow flow) {
    answeredFlows += flow.answered() ? 1 : 0;
    if (protocols.size() < MAX_PROTOCOLS) {
      protocols.add(flow.protocol());
    }
    Sum sum = clients.get(flow.clientIp());
    if (sum == null) {
      if (clients.size() >= MAX_KEPT) {
        return;
      }
      sum = new Sum();
      clients.put(flow.clientIp(), sum);
    }
    sum.flows++;
    sum.bytes += flow.bytes();
    sum.lastMillis = Math.max(sum.lastMillis, flow.lastMillis());
  }

  long answeredFlows() {
    return answeredFlows;
  }

  List<String> protocols() {
    return List.copyOf(protocols);
  }

  /** Clients by number of flows; the addresses of the sample where no flow named this finding. */
  List<Client> clients(String sample) {
    List<Client> rows = new ArrayList<>();
    for (Map.Entry<String, Sum> entry : clients.entrySet()) {
      Sum sum = entry.getValue();
      rows.add(new Client(entry.getKey(), sum.flows, sum.bytes, sum.lastMillis));
    }
    if (rows.isEmpty()) {
      for (String ip : words(sample)) {
        rows.add(new Client(ip, 0, 0, CaptureTime.NONE));
      }
    }
    rows.sort(FindingTally::mostFlowsFirst);
    return List.copyOf(rows.subList(0, Math.min(MAX_SHOWN, rows.size())));
  }

  private static int mostFlowsFirst(Client one, Client two) {
    int order = Long.compare(two.flows(), one.flows());
    return order != 0 ? order : one.ip().compareTo(two.ip());
  }

  /** The words of a cell that lists several, however they are separated. */
  static List<String> words(String cell) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= cell.length(); i++) {
      boolean inWord = i < cell.length() && " ,;|".indexOf(cell.charAt(i)) < 0;
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(cell.substring(start, i));
        start = -1;
      }
    }
    return words;
  }
}
