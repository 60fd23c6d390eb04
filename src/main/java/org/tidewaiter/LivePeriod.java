package org.tidewaiter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.RecentPackets;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.FlowSink;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.RunReport;
import org.tidewaiter.report.RunTotals;

/**
 * One period of a sensor: what its report is made of, until it is finished or fails.
 *
 * <p>A report that cannot be written, as on a full disk, is given up with its directory and takes
 * no further rows; the analysis is not held up by it. The first trouble is kept to be told.
 */
final class LivePeriod implements FlowSink, Gatherer {
  /** Most periods that can begin within one second. */
  private static final int MAX_NAMES = 1000;

  private final RuleSet rules;
  private final List<CaptureInput> inputs = new ArrayList<>();
  private final Map<String, Finding> findings = new HashMap<>();
  private final Accounting accounting = new Accounting();
  private Map<String, Integer> bySeverity = Map.of();
  private ReportDirectory directory;
  private RunReport report;

  /** Null where none is wanted. */
  private Evidence evidence;

  private IOException trouble;
  private long rowsLost;

  /**
   * Begins a period; if its report cannot be begun it has failed from the start.
   *
   * @param devices name and method of each device, in the order of their numbers
   * @param recent holds packets until it is known which findings they belong to; null to keep none
   */
  LivePeriod(
      Path parent,
      String name,
      RuleSet rules,
      List<CaptureInput> devices,
      Detector detector,
      BooleanSupplier makeRoom,
      RecentPackets recent) {
    this.rules = rules;
    List<String> names = new ArrayList<>();
    for (CaptureInput device : devices) {
      inputs.add(CaptureInput.ofDevice(device.path(), device.format()));
      names.add(device.path());
    }
    try {
      directory = ReportDirectory.open(unused(parent, name), false, makeRoom);
      report = new RunReport(directory, rules, names, detector::findingIds, 1);
      if (recent != null) {
        evidence = Evidence.ofPeriod(recent, inputs, directory, detector::findingIds);
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** A clock that was set back, or two periods within a second, would give a name twice. */
  private static Path unused(Path parent, String name) throws IOException {
    for (int i = 1; i < MAX_NAMES; i++) {
      Path path = parent.resolve(i == 1 ? name : name + "-" + i);
      if (!Files.exists(path)) {
        return path;
      }
    }
    throw new IOException(parent.resolve(name) + " and " + (MAX_NAMES - 2) + " others are there");
  }

  private void giveUp(IOException e) {
    trouble = e;
    try {
      if (report != null) {
        report.close();
      }
      if (evidence != null) {
        evidence.close();
      }
      if (directory != null) {
        directory.close();
      }
    } catch (IOException another) {
      e.addSuppressed(another);
    }
  }

  /** Why the report was given up; null if it was not. */
  IOException trouble() {
    return trouble;
  }

  /** Rows that the report would have had. */
  long rowsLost() {
    return rowsLost;
  }

  /** Size of its flows, about, in bytes. */
  long approximateBytes() {
    return trouble == null ? report.approximateBytes() : 0;
  }

  /** Packets of a device that were read in it. */
  CaptureInput input(int device) {
    return inputs.get(device);
  }

  void count(PacketBatch batch) {
    inputs.get(batch.input).countLive(batch);
  }

  @Override
  public void ended(int row, long[] words, int at) {
    if (trouble == null) {
      try {
        report.ended(row, words, at);
        return;
      } catch (IOException e) {
        giveUp(e);
      }
    }
    rowsLost++;
  }

  @Override
  public void goOn(FlowTable table) {
    if (trouble == null) {
      evidence.goOn(table);
    }
  }

  @Override
  public void consumed(PacketBatch batch, FlowTable table) {
    if (trouble == null) {
      try {
        evidence.consumed(batch, table);
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  @Override
  public void ended(FlowTable table, int used) {
    if (trouble == null) {
      evidence.ended(table, used);
    }
  }

  /** Takes note of findings that are new, or changed, or whose flows went on. */
  void touch(List<Finding> changed) {
    for (Finding finding : changed) {
      findings.put(finding.id(), finding);
    }
  }

  Accounting accounting() {
    return accounting;
  }

  /** Puts the findings of the period into words: nothing may have changed them since. */
  void takeFindings() {
    List<Finding> standing = new ArrayList<>(findings.values());
    standing.removeIf(finding -> !finding.stands());
    standing.sort(Finding.SEVEREST_FIRST);
    bySeverity = RunTotals.bySeverity(standing);
    if (trouble == null) {
      try {
        if (evidence != null) {
          evidence.collect(standing, "");
        }
        report.takeFindings(standing, evidence == null ? Set.of() : evidence.described());
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  /**
   * Writes all there is and gives the report its name. May run beside the analysis, which does not
   * know this period any more.
   *
   * @param options as {@code summary.json} prints them
   */
  void finish(Map<String, String> options) {
    if (trouble != null) {
      return;
    }
    try {
      report.finish();
      report.account(accounting);
      if (evidence != null) {
        evidence.finish();
        evidence.account(accounting);
      }
      accounting.writeTo(directory);
      long packets = 0;
      for (CaptureInput input : inputs) {
        packets += input.packets();
      }
      RunTotals totals =
          new RunTotals(
              packets,
              0,
              report.flowRows(),
              report.serviceRows(),
              report.hostRows(),
              0,
              bySeverity);
      totals.writeTo(directory, options, inputs, rules);
      directory.commit();
      report.close();
      if (evidence != null) {
        evidence.close();
      }
      directory.close();
    } catch (IOException e) {
      giveUp(e);
    }
  }
}
