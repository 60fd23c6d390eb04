package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.report.ReportSummary;
import org.tidewaiter.report.compare.Change.What;
import org.tidewaiter.report.compare.ReportComparison;
import org.tidewaiter.report.page.FinishedReport;
import org.tidewaiter.report.page.Reading;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter diff}: what is new, gone or changed between two reports. */
final class DiffCommand extends Command {
  private final Value<Path> before =
      path(
          PositionalParamSpec.builder()
              .index("0")
              .paramLabel("REPORT_A")
              .description("The earlier report."));

  private final Value<Path> after =
      path(
          PositionalParamSpec.builder()
              .index("1")
              .paramLabel("REPORT_B")
              .description("The later report."));

  private final Value<Boolean> csv = flag("--csv", "Print all differences as CSV.");

  DiffCommand() {
    super("diff");
    usage()
        .sortOptions(false)
        .description(
            "Compares two reports: findings, servers and services that are new, gone or changed."
                + " Services that nobody answered for are left out; packets, bytes and times are"
                + " not compared.",
            "")
        .footer(
            "",
            "Exit codes: 0 they say the same; 10 they differ; 1 and 2 as of all commands.",
            "",
            "Example: tidewaiter diff report-monday report-tuesday");
  }

  @Override
  public Integer call() throws Exception {
    requireReport(before.get());
    requireReport(after.get());
    ReportSummary one = ReportSummary.read(before.get());
    ReportSummary other = ReportSummary.read(after.get());
    if (!one.rules().equals(other.rules())) {
      errors().println("Note: the two reports were made by different rules.");
    }
    if (!one.version().equals(other.version())) {
      errors().println("Note: the two reports were made by different versions.");
    }
    ChangeList changes = new ChangeList(output(), csv.get());
    ReportComparison.compare(before.get(), after.get(), changes::add);
    changes.print(What.FINDING, What.SERVER, What.SERVICE);
    if (!changes.differs()) {
      return ExitCode.DONE;
    }
    noteMissed(before.get());
    noteMissed(after.get());
    return ExitCode.FOUND;
  }

  /** What a report lacks may be gone, or just not have been read. */
  private void noteMissed(Path report) throws IOException {
    List<Reading.Missed> missed = FinishedReport.reading(report).missed();
    if (missed.isEmpty()) {
      return;
    }
    List<String> phrases = Reading.phrases(missed, ReplaySummary.MISSED_SHOWN, true);
    errors()
        .println(
            "Note: not all was read for "
                + report
                + ", which may be why it lacks something: "
                + String.join("; ", phrases));
  }

  private static void requireReport(Path report) throws UsageException {
    if (!FinishedReport.isReport(report)) {
      throw new UsageException(
          report + ": no finished report; name the directory that a replay wrote");
    }
  }
}
