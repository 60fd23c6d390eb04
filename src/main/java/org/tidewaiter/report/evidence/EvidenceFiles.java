package org.tidewaiter.report.evidence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.ReportDirectory;

/** {@code evidence/}: a pcapng file per finding, each bounded, and bounded in number. */
public final class EvidenceFiles implements AutoCloseable {
  /** Most findings that get a file: each has a file open and some of its packets in memory. */
  public static final int MAX_FILES = 500;

  private final ReportDirectory directory;
  private final List<CaptureInput> inputs;
  private final Map<String, EvidenceFile> files = new LinkedHashMap<>();
  private final Set<String> refused = new TreeSet<>();
  private final Map<String, String> comments = new LinkedHashMap<>();
  private Set<String> chosen;
  private long packetsLeftOut;

  /**
   * No files yet.
   *
   * @param inputs where packets come from, by number
   */
  public EvidenceFiles(ReportDirectory directory, List<CaptureInput> inputs) {
    this.directory = directory;
    this.inputs = inputs;
  }

  /** From now on keeps packets of the severest findings only, as many as get a file. */
  public void choose(List<Finding> severestFirst) {
    chosen = new TreeSet<>(files.keySet());
    for (Finding finding : severestFirst) {
      if (chosen.size() < MAX_FILES) {
        chosen.add(finding.id());
      } else if (!chosen.contains(finding.id())) {
        refused.add(finding.id());
      }
    }
  }

  /**
   * Adds a packet to the file of a finding, unless it is the one added last.
   *
   * @param number of the packet in the run
   */
  public void add(String findingId, PacketBatch batch, int packet, long number) throws IOException {
    EvidenceFile file = files.get(findingId);
    if (file == null) {
      if (chosen != null ? !chosen.contains(findingId) : files.size() >= MAX_FILES) {
        refused.add(findingId);
        return;
      }
      FileChannel scratch = directory.createScratch(name(findingId));
      file = new EvidenceFile(scratch, directory.untilThereIsNoRoom(scratch), inputs);
      files.put(findingId, file);
    }
    file.add(batch, packet, number);
  }

  /** Name of a finding's file within the report. */
  public static String name(String findingId) {
    return "evidence/" + findingId + ".pcapng";
  }

  /**
   * Puts into words what the files of findings that stand are to say, as long as nothing changes
   * the findings; other files will not be there.
   */
  public void describe(List<Finding> findings) {
    Set<String> standing = new TreeSet<>();
    for (Finding finding : findings) {
      standing.add(finding.id());
      if (files.containsKey(finding.id())) {
        String about =
            finding.severity().label() + ", " + finding.detection().id() + ": " + finding.title();
        comments.put(finding.id(), "Finding " + finding.id() + ", " + about);
      }
    }
    refused.retainAll(standing);
    refused.removeAll(comments.keySet());
  }

  /** Writes the files that were described; they appear with the report. */
  public void finish() throws IOException {
    for (Map.Entry<String, String> described : comments.entrySet()) {
      EvidenceFile file = files.get(described.getKey());
      file.finish(directory.create(name(described.getKey())), described.getValue());
      packetsLeftOut += file.leftOut();
    }
  }

  /** Findings that have a file, or get one with {@link #finish}. */
  public Set<String> described() {
    return comments.keySet();
  }

  /** Adds what was kept and what was not. */
  public void account(Accounting accounting) {
    accounting.addIfAny(
        "limit",
        "findings-without-evidence",
        refused.size(),
        "findings",
        "Too many findings: their packets were not copied.");
    accounting.addIfAny(
        "limit",
        "evidence-packets-left-out",
        packetsLeftOut,
        "packets",
        "Neither among the first nor the last of their finding.");
  }

  @Override
  public void close() throws IOException {
    for (EvidenceFile file : files.values()) {
      file.close();
    }
  }
}
