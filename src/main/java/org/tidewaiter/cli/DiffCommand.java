package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.report.ReportSummary;
import org.tidewaiter.report.compare.Change.What;
import org.tidewaiter.report.compare.ReportComparison;
import org.tidewaiter.report.page.FinishedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter diff}: what is new, gone or changed between two reports. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares two reports: findings, servers and services that are new, gone or changed. Services"
          + " that nobody answered for are left out; packets, bytes and times are not compared.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 they say the same; 10 they differ; 1 and 2 as of all commands.",
      "",
      "Example: tidewaiter diff report-monday report-tuesday"
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "REPORT_A", description = "The earlier report.")
  private Path before;

  @Parameters(index = "1", paramLabel = "REPORT_B", description = "The later report.")
  private Path after;

  @Option(names = "--csv", description = "Print all differences as CSV.")
  private boolean csv;

  @Override
  public Integer call() throws Exception {
    requireReport(before);
    requireReport(after);
    PrintWriter out = spec.commandLine().getOut();
    ReportSummary one = ReportSummary.read(before);
    ReportSummary other = ReportSummary.read(after);
    if (!one.rules().equals(other.rules())) {
      spec.commandLine().getErr().println("Note: the two reports were made by different rules.");
    }
    if (!one.version().equals(other.version())) {
      spec.commandLine().getErr().println("Note: the two reports were made by different versions.");
    }
    ChangeList changes = new ChangeList(out, csv);
    ReportComparison.compare(before, after, changes::add);
    changes.print(What.FINDING, What.SERVER, What.SERVICE);
    return changes.differs() ? ExitCode.FOUND : ExitCode.DONE;
  }

  private static void requireReport(Path report) throws UsageException {
    if (!FinishedReport.isReport(report)) {
      throw new UsageException(
          report + ": no finished report; name the directory that a replay wrote");
    }
  }
}
