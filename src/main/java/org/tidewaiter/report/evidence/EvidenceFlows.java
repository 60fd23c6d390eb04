package org.tidewaiter.report.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowRow;

/**
 * Which packets findings rest on: those of flows, known by their endpoints and their time, with a
 * label that says which findings; and, for findings that no flow names, those of a server.
 *
 * <p>Looking a packet up allocates nothing. Not for several threads.
 */
public final class EvidenceFlows {
  /** Most flows remembered. */
  static final int MAX_FLOWS = 1_000_000;

  /** Most flows with one label, so that a scan does not crowd out everything else. */
  static final int MAX_FLOWS_OF_LABEL = 100_000;

  /**
   * How much older than its flow's first packet a packet may be: captures are not always in the
   * order of time, and what came first in the file was perhaps not sent first.
   */
  static final long DISORDER_NANOS = 1_000_000_000L;

  /** The last packet's time of a flow that has not ended. */
  public static final long OPEN = Long.MAX_VALUE;

  private final Map<Endpoints, Span> flows = new HashMap<>();
  private final Map<Integer, int[]> flowsOfLabel = new HashMap<>();
  private final Map<Endpoints, List<String>> servers = new HashMap<>();
  private final Endpoints wanted = new Endpoints();
  private int size;
  private long refused;

  /** A flow's time, and what rests on it; several flows may follow each other. */
  private static final class Span {
    final long firstNanos;
    long lastNanos;
    int label;
    Span older;

    Span(long firstNanos, Span older) {
      this.firstNanos = firstNanos;
      this.older = older;
    }
  }

  /** Flows that found no room. */
  public long refused() {
    return refused;
  }

  /** Whether no packet can belong to anything. */
  public boolean isEmpty() {
    return flows.isEmpty() && servers.isEmpty();
  }

  /**
   * Takes in the flow at {@code (words, at)}, or what became of it since.
   *
   * @param label what rests on it; 0 for nothing
   */
  public void put(long[] words, int at, long lastNanos, int label) {
    boolean ports = FlowRow.hasPorts(words, at);
    wanted.set(
        FlowRow.protocol(words, at),
        FlowRow.clientHigh(words, at),
        FlowRow.clientLow(words, at),
        ports ? FlowRow.clientPort(words, at) : -1,
        FlowRow.serverHigh(words, at),
        FlowRow.serverLow(words, at),
        ports ? FlowRow.serverPort(words, at) : -1);
    put(FlowRow.firstNanos(words, at), lastNanos, label);
  }

  /** The same from single fields; a port is -1 where there is none. */
  void put(
      int protocol,
      Address one,
      int onePort,
      Address two,
      int twoPort,
      long firstNanos,
      long lastNanos,
      int label) {
    wanted.set(protocol, one.high(), one.low(), onePort, two.high(), two.low(), twoPort);
    put(firstNanos, lastNanos, label);
  }

  private void put(long firstNanos, long lastNanos, int label) {
    Span newest = flows.get(wanted);
    Span span = newest;
    while (span != null && span.firstNanos != firstNanos) {
      span = span.older;
    }
    if (span == null) {
      if (label == 0 || !hasRoom(label)) {
        return;
      }
      span = new Span(firstNanos, newest);
      flows.put(new Endpoints(wanted), span);
      size++;
    }
    span.lastNanos = lastNanos;
    span.label = label;
  }

  private boolean hasRoom(int label) {
    int[] count = flowsOfLabel.computeIfAbsent(label, any -> new int[1]);
    if (size >= MAX_FLOWS || count[0] >= MAX_FLOWS_OF_LABEL) {
      refused++;
      return false;
    }
    count[0]++;
    return true;
  }

  /** Takes in a finding that stands for a server; the port is -1 for all of its ports. */
  public void putServer(Address server, int port, String findingId) {
    Endpoints key = new Endpoints();
    key.set(0, server.high(), server.low(), port, 0, 0, -1);
    servers.computeIfAbsent(key, any -> new ArrayList<>()).add(findingId);
  }

  /** The label of the flow that a packet's header belongs to, 0 for none. */
  public int label(HeaderColumns columns, int i, long nanos) {
    if (flows.isEmpty()) {
      return 0;
    }
    boolean ports = (columns.flags[i] & HeaderColumns.HAS_PORTS) != 0;
    wanted.set(
        columns.protocol(i),
        columns.aHigh[i],
        columns.aLow[i],
        ports ? columns.ports(i) >>> 16 : -1,
        columns.bHigh[i],
        columns.bLow[i],
        ports ? columns.ports(i) & 0xFFFF : -1);
    Span newest = flows.get(wanted);
    int label = label(newest, nanos, 0);
    return label != 0 ? label : label(newest, nanos, DISORDER_NANOS);
  }

  private static int label(Span newest, long nanos, long disorderNanos) {
    for (Span span = newest; span != null; span = span.older) {
      if (nanos >= span.firstNanos - disorderNanos && nanos <= span.lastNanos) {
        return span.label;
      }
    }
    return 0;
  }

  /** Adds the ids of the findings that stand for one of the header's endpoints. */
  public void addServers(HeaderColumns columns, int i, List<String> ids) {
    if (servers.isEmpty()) {
      return;
    }
    boolean ports = (columns.flags[i] & HeaderColumns.HAS_PORTS) != 0;
    addServer(columns.aHigh[i], columns.aLow[i], ports ? columns.ports(i) >>> 16 : -1, ids);
    addServer(columns.bHigh[i], columns.bLow[i], ports ? columns.ports(i) & 0xFFFF : -1, ids);
  }

  private void addServer(long high, long low, int port, List<String> ids) {
    wanted.set(0, high, low, -1, 0, 0, -1);
    ids.addAll(servers.getOrDefault(wanted, List.of()));
    if (port >= 0) {
      wanted.set(0, high, low, port, 0, 0, -1);
      ids.addAll(servers.getOrDefault(wanted, List.of()));
    }
  }
}
