package org.tidewaiter.report;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Set;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.detect.TextBytes;
import org.tidewaiter.report.evidence.EvidenceFiles;

/** {@code findings.csv}: one row per reason, the severest first. */
public final class FindingsFile {
  /** The columns, only ever appended to. */
  static final String HEADER =
      "finding_id,severity,detection,title,service,server_ip,server_port,clients,client_sample,"
          + "flows,packets,bytes,first_seen,last_seen,outcome,direction_basis,rule,rule_location,"
          + "expected,evidence,attack_technique,community_id,evidence_file\n";

  private FindingsFile() {}

  /**
   * Writes all rows and closes the channel.
   *
   * @param withEvidence ids of those that have a file with their packets
   */
  public static void write(
      List<Finding> findings, Set<String> withEvidence, WritableByteChannel channel)
      throws IOException {
    TextBytes cell = new TextBytes();
    try (RowFile file = new RowFile(channel, HEADER)) {
      for (Finding finding : findings) {
        encode(finding, withEvidence, cell, file.nextRow());
      }
    }
  }

  /**
   * Adds the row of a finding.
   *
   * @param cell what texts are put together in
   */
  static void encode(Finding finding, Set<String> withEvidence, TextBytes cell, RowBytes out) {
    out.plain(finding.id()).comma().plain(finding.severity().label()).comma();
    out.plain(finding.detection().id()).comma().text(finding.title(cell.clear())).comma();
    out.text(finding.service()).comma().text(finding.serverAddress(cell.clear())).comma();
    if (finding.serverPort() >= 0) {
      out.number(finding.serverPort());
    }
    out.comma().number(finding.clients()).comma().text(finding.clientSample(cell.clear())).comma();
    out.number(finding.flows()).comma().number(finding.packets()).comma();
    out.number(finding.bytes()).comma();
    out.time(finding.firstNanos()).comma().time(finding.lastNanos()).comma();
    out.plain(finding.outcome()).comma().plain(finding.directionBasis().label).comma();
    out.text(finding.rule()).comma().text(finding.ruleLocation()).comma();
    out.text(finding.expected(cell.clear())).comma().text(finding.evidence(cell.clear())).comma();
    out.plain(finding.attackTechnique()).comma().text(finding.communityId(cell.clear())).comma();
    if (withEvidence.contains(finding.id())) {
      out.plain(EvidenceFiles.name(finding.id()));
    }
    out.endRow();
  }
}
