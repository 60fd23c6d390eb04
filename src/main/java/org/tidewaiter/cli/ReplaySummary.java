package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.tidewaiter.Replay;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.Damage;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.report.CsvText;
import org.tidewaiter.report.RunTotals;
import org.tidewaiter.report.page.FinishedReport;
import org.tidewaiter.report.page.Reading;
import org.tidewaiter.report.page.Words;
import picocli.CommandLine.Help.Ansi;

/** What an analyst wants to see first: on the terminal, after a replay. */
final class ReplaySummary {
  private static final int WORST_SHOWN = 5;

  /** Ways of missing something that are printed. */
  static final int MISSED_SHOWN = 3;

  private final PrintWriter out;
  private final boolean verbose;
  private final Ansi colours;

  /**
   * A summary.
   *
   * @param colours whether severities have colours; {@link Ansi#AUTO} heeds NO_COLOR
   */
  ReplaySummary(PrintWriter out, boolean verbose, Ansi colours) {
    this.out = out;
    this.verbose = verbose;
    this.colours = colours;
  }

  /** Prints where inputs were damaged. */
  void damage(List<CaptureInput> inputs) {
    for (CaptureInput input : inputs) {
      List<Damage> damages = input.damages();
      int shown = verbose ? damages.size() : Math.min(3, damages.size());
      for (Damage damage : damages.subList(0, shown)) {
        out.println(
            input.path()
                + ": damaged at byte "
                + damage.byteOffset()
                + ": "
                + damage.what()
                + " (expected "
                + damage.expected()
                + "; "
                + damage.advice()
                + ")");
      }
      if (input.damageCount() > shown) {
        out.println(input.path() + ": " + (input.damageCount() - shown) + " more damaged places");
      }
    }
  }

  /** Prints what was read, what it was, what is wrong with it, and where the report is. */
  void print(Replay.Result result, Path report, boolean page) throws IOException {
    Reading reading = FinishedReport.reading(report);
    inputs(result);
    RunTotals totals = result.totals();
    String filtered =
        totals.filtered() == 0 ? "" : " (" + Words.count(totals.filtered()) + " filtered out)";
    out.println(
        "Packets   "
            + Words.count(totals.packets())
            + filtered
            + ", in "
            + Words.count(totals.flows())
            + " flows of "
            + Words.count(totals.hosts())
            + " hosts");
    missed(reading.unexpected(), result.inputs().size() > 1);
    if (!result.topServices().isEmpty()) {
      out.println("Services  " + String.join(", ", result.topServices()) + " flows");
    }
    findings(result.findings(), totals, reading);
    if (page) {
      out.println("Report    " + report + " (open " + report.resolve("report.html") + ")");
    } else {
      out.println("Report    " + report + " (for the page: tidewaiter report " + report + ")");
    }
  }

  /** Prints what else was not looked at; where inputs are damaged is told before. */
  private void missed(List<Reading.Missed> missed, boolean withInput) {
    int most = verbose ? missed.size() : MISSED_SHOWN;
    String heading = "Missed    ";
    for (String phrase : Reading.phrases(missed, most, withInput)) {
      out.println(heading + phrase);
      heading = "          ";
    }
  }

  private void inputs(Replay.Result result) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    int shown = verbose ? result.inputs().size() : Math.min(3, result.inputs().size());
    for (CaptureInput input : result.inputs()) {
      if (input.packets() > 0) {
        first = Math.min(first, input.earliestNanos());
        last = Math.max(last, input.latestNanos());
      }
    }
    for (CaptureInput input : result.inputs().subList(0, shown)) {
      String damage = input.damageCount() > 0 ? ", DAMAGED" : "";
      out.println(
          "Input     "
              + input.path()
              + " ("
              + describe(input)
              + ", "
              + Words.count(input.packets())
              + " packets"
              + damage
              + ")");
    }
    if (result.inputs().size() > shown) {
      out.println("          and " + (result.inputs().size() - shown) + " more");
    }
    if (first <= last) {
      out.println("Time      " + seconds(first) + " to " + seconds(last) + " UTC");
    }
  }

  private static String describe(CaptureInput input) {
    return input.compression().isEmpty()
        ? input.format()
        : input.format() + ", " + input.compression();
  }

  private static String seconds(long nanos) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L));
    return instant.toString().replace('T', ' ').replace("Z", "");
  }

  private void findings(List<Finding> findings, RunTotals totals, Reading reading) {
    if (findings.isEmpty()) {
      String restsOn = reading.missed().isEmpty() ? "" : " in what was read";
      out.println("Findings  none" + (totals.packets() == 0 ? ": no packets were read" : restsOn));
      return;
    }
    out.println("Findings  " + totals.findings());
    int shown = Math.min(verbose ? 50 : WORST_SHOWN, findings.size());
    for (Finding finding : findings.subList(0, shown)) {
      String severity = finding.severity().label();
      out.println(
          "  "
              + coloured(finding.severity())
              + " ".repeat(Math.max(1, 9 - severity.length()))
              + CsvText.printable(finding.title()));
    }
    if (findings.size() > shown) {
      out.println("  … and " + Words.count(findings.size() - shown) + " more in findings.csv");
    }
  }

  private String coloured(Severity severity) {
    String style =
        switch (severity) {
          case CRITICAL, HIGH -> "bold,red";
          case MEDIUM -> "yellow";
          case LOW -> "cyan";
          default -> "";
        };
    return style.isEmpty() || !colours.enabled()
        ? severity.label()
        : colours.string("@|" + style + " " + severity.label() + "|@");
  }
}
