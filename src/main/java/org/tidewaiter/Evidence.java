package org.tidewaiter;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.RecentPackets;
import org.tidewaiter.capture.filter.PacketFilter;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.FlowEvents;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.evidence.Address;
import org.tidewaiter.report.evidence.EvidenceFiles;
import org.tidewaiter.report.evidence.EvidenceFlows;
import org.tidewaiter.report.evidence.FindingFlows;

/**
 * The packets behind the findings of a replay, or of a sensor's period.
 *
 * <p>Which flow is part of a finding is known only after its first packets have gone by. Files are
 * therefore read a second time, when everything is known. What can be read only once is held back:
 * a bounded store keeps the last packets, and a packet that leaves it goes to the findings that are
 * known by then.
 */
final class Evidence implements Gatherer, AutoCloseable {
  /** Bytes of packets held back where the input can be read only once. */
  static final long RECENT_BYTES = 64L << 20;

  /** Null where packets can be read only once. */
  private final CaptureFiles captures;

  private final IntFunction<String> findingIds;
  private final EvidenceFlows flows = new EvidenceFlows();
  private final EvidenceFiles files;
  private final Extraction extraction;

  /** Null where packets can be read again. */
  private final RecentPackets recent;

  private final long surplusBefore;
  private final Map<Integer, String[]> idsOfLabel = new HashMap<>();

  private Evidence(
      CaptureFiles captures,
      RecentPackets recent,
      List<CaptureInput> inputs,
      ReportDirectory directory,
      IntFunction<String> findingIds) {
    this.captures = captures;
    this.recent = recent;
    this.findingIds = findingIds;
    files = new EvidenceFiles(directory, inputs);
    extraction = new Extraction(flows, this::take);
    surplusBefore = recent == null ? 0 : recent.surplusPackets();
  }

  /**
   * That of a replay.
   *
   * @param findingIds the ids, separated by spaces, for the number of a set of findings
   */
  static Evidence ofReplay(
      CaptureFiles captures, ReportDirectory directory, IntFunction<String> findingIds) {
    boolean onlyOnce = captures.bytesTotal() == CaptureInput.UNKNOWN;
    return new Evidence(
        captures,
        onlyOnce ? new RecentPackets(RECENT_BYTES) : null,
        captures.inputs(),
        directory,
        findingIds);
  }

  /**
   * That of a sensor's period.
   *
   * @param recent holds packets of this period alone; what is left in it of another is forgotten
   * @param devices where packets come from, by number
   */
  static Evidence ofPeriod(
      RecentPackets recent,
      List<CaptureInput> devices,
      ReportDirectory directory,
      IntFunction<String> findingIds) {
    recent.clear();
    return new Evidence(null, recent, devices, directory, findingIds);
  }

  @Override
  public void goOn(FlowTable table) {
    for (int row = 0; row < table.rows(); row++) {
      if (table.isLive(row)) {
        put(table, row, false);
      }
    }
  }

  @Override
  public void consumed(PacketBatch batch, FlowTable table) throws IOException {
    FlowEvents events = table.events();
    for (int i = 0; i < events.size(); i++) {
      put(table, events.row(i), events.kind(i) == FlowEvents.ENDED);
    }
    if (recent != null) {
      recent.add(batch);
      for (PacketBatch left = recent.surplus(); left != null; left = recent.surplus()) {
        extraction.take(left);
      }
      idsOfLabel.clear();
    }
  }

  private void put(FlowTable table, int row, boolean ended) {
    long[] words = table.words(row);
    int at = FlowTable.at(row);
    long last = ended ? FlowRow.lastNanos(words, at) : EvidenceFlows.OPEN;
    flows.put(words, at, last, FlowJudgement.findings(words, at));
  }

  @Override
  public void ended(FlowTable table, int used) {
    for (int i = 0; i < table.events().size(); i++) {
      put(table, table.events().row(i), true);
    }
    for (int row = 0; row < used; row++) {
      if (table.isLive(row)) {
        put(table, row, true);
      }
    }
  }

  /**
   * Gathers all packets of these findings, which do not change any more, and puts into words what
   * their files are to say. {@link #finish} writes them.
   *
   * @param filter BPF expression that the replay had, empty for none
   */
  void collect(List<Finding> findings, String filter) throws IOException {
    files.choose(findings);
    for (Finding finding : findings) {
      Address server = FindingFlows.address(finding.serverAddress());
      if (finding.flows() == 0 && server != null) {
        flows.putServer(server, finding.serverPort(), finding.id());
      }
    }
    if (recent != null) {
      for (PacketBatch left = recent.rest(); left != null; left = recent.rest()) {
        extraction.take(left);
      }
    } else if (!flows.isEmpty()) {
      try (CaptureFiles again = captures.again()) {
        extraction.run(again, filter.isEmpty() ? null : new PacketFilter(filter));
      }
    }
    files.describe(findings);
  }

  /** Writes the files; nothing of the analysis is needed for that any more. */
  void finish() throws IOException {
    files.finish();
  }

  private void take(PacketBatch batch, int packet, int label, List<String> servers)
      throws IOException {
    long number = batch.firstPacketNumber + packet | (long) batch.input << 48;
    if (label != 0) {
      for (String id : idsOfLabel.computeIfAbsent(label, this::ids)) {
        files.add(id, batch, packet, number);
      }
    }
    for (String id : servers) {
      files.add(id, batch, packet, number);
    }
  }

  private String[] ids(int label) {
    return findingIds.apply(label).split(" ");
  }

  /** Findings that have a file, or get one with {@link #finish}. */
  Set<String> described() {
    return files.described();
  }

  /** Adds the limits that bit. */
  void account(Accounting accounting) {
    files.account(accounting);
    accounting.addIfAny(
        "limit",
        "flows-without-evidence",
        flows.refused(),
        "times",
        "Too many flows of findings: packets of further ones were not copied.");
    if (recent != null) {
      accounting.addIfAny(
          "limit",
          "evidence-from-recent-packets",
          recent.surplusPackets() - surplusBefore,
          "packets",
          "Read once and let go before the end: a finding told later lacks them.");
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
