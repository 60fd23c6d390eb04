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
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.evidence.Address;
import org.tidewaiter.report.evidence.EvidenceFiles;
import org.tidewaiter.report.evidence.EvidenceFlows;
import org.tidewaiter.report.evidence.FindingFlows;

/**
 * The packets behind the findings of a replay.
 *
 * <p>Which flow is part of a finding is known only after its first packets have gone by. Files are
 * therefore read a second time, when everything is known. What can be read only once is held back:
 * a bounded store keeps the last packets, and a packet that leaves it goes to the findings that are
 * known by then.
 */
final class Evidence implements AutoCloseable {
  /** Bytes of packets held back where the input can be read only once. */
  static final long RECENT_BYTES = 64L << 20;

  private final CaptureFiles captures;
  private final IntFunction<String> findingIds;
  private final EvidenceFlows flows = new EvidenceFlows();
  private final EvidenceFiles files;
  private final Extraction extraction;
  private final RecentPackets recent;
  private final Map<Integer, String[]> idsOfLabel = new HashMap<>();

  /**
   * @param findingIds the ids, separated by spaces, for the number of a set of findings
   */
  Evidence(CaptureFiles captures, ReportDirectory directory, IntFunction<String> findingIds) {
    this.captures = captures;
    this.findingIds = findingIds;
    files = new EvidenceFiles(directory, captures.inputs());
    extraction = new Extraction(flows, this::take);
    recent = captures.bytesTotal() == CaptureInput.UNKNOWN ? new RecentPackets(RECENT_BYTES) : null;
  }

  /** Takes in a batch whose flows were judged. */
  void consumed(PacketBatch batch, FlowTable table) throws IOException {
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
    flows.put(words, at, last, FlowRow.findings(words, at));
  }

  /**
   * Takes in what is left in the table after the last packet.
   *
   * @param used rows that were in use
   */
  void finish(FlowTable table, int used) {
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
   * Writes the files of these findings.
   *
   * @param filter BPF expression that the replay had, empty for none
   */
  void write(List<Finding> findings, String filter) throws IOException {
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
    files.finish(findings);
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

  /** Findings that have a file. */
  Set<String> written() {
    return files.written();
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
          recent.surplusPackets(),
          "packets",
          "Read once and let go before the end: a finding told later lacks them.");
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
