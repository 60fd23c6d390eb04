package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.ScratchReports;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.ReportSummary;
import org.tidewaiter.report.compare.Change.What;
import org.tidewaiter.report.compare.ReportComparison;
import org.tidewaiter.report.page.FinishedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter rules try}: what a draft would change. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the findings that a draft of rules would add, take away and change.",
      "",
      "Captures are replayed twice: with the draft, and with the shipped rules or those of --base."
          + " Of a report the captures it was made from are replayed with the draft and compared"
          + " with its own findings; if they are gone or have changed, that is said and nothing"
          + " is done.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the draft changes nothing; 10 it does; 2 wrong usage, bad rules, or a report"
          + " whose captures are gone; 3 done, but an input was damaged.",
      "",
      "Example: tidewaiter rules try --rules draft report-monday tuesday.pcap"
    })
public final class RulesTryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CAPTURE|REPORT",
      arity = "1..*",
      description = "Captures, or report directories of earlier replays.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "DRAFT",
      description = "The rule files to try, laid over the shipped ones.")
  private Path rules;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Compare with these rule files, laid over the shipped ones.")
  private Path base;

  @Option(names = "--csv", description = "Print all differences as CSV.")
  private boolean csv;

  @Override
  public Integer call() throws Exception {
    RuleSet draft = RuleSet.load(rules, null);
    RuleSet before = RuleSet.load(base, null);
    PrintWriter err = spec.commandLine().getErr();
    ChangeList changes = new ChangeList(spec.commandLine().getOut(), csv);
    List<String> captures = new ArrayList<>();
    List<Path> reports = new ArrayList<>();
    for (String input : inputs) {
      if (FinishedReport.isReport(Path.of(input))) {
        reports.add(Path.of(input));
        requireCaptures(Path.of(input), ReportSummary.read(Path.of(input)));
      } else {
        captures.add(input);
      }
    }
    try (ScratchReports scratch = new ScratchReports()) {
      if (!captures.isEmpty()) {
        ReplayOptions options = ReplayOptions.plain();
        Path old = scratch.replay(captures, options, before);
        Path fresh = scratch.replay(captures, options, draft);
        err.println("Replayed  the captures with " + baseName() + " and with " + rules);
        ReportComparison.findings(old, fresh, changes::add);
      }
      for (Path report : reports) {
        tryOn(report, scratch, before, draft, changes);
      }
      changes.print(What.FINDING);
      if (scratch.damaged()) {
        return ExitCode.DAMAGED;
      }
    }
    return changes.differs() ? ExitCode.FOUND : ExitCode.DONE;
  }

  private String baseName() {
    return base == null ? "the shipped rules" : base.toString();
  }

  private void tryOn(
      Path report, ScratchReports scratch, RuleSet before, RuleSet draft, ChangeList changes)
      throws IOException {
    ReportSummary summary = ReportSummary.read(report);
    List<String> captures = new ArrayList<>();
    for (ReportSummary.Input input : summary.inputs()) {
      captures.add(input.path());
    }
    ReplayOptions options = ReplayOptions.ofDescribed(summary.options());
    Path old = base == null ? report : scratch.replay(captures, options, before);
    Path fresh = scratch.replay(captures, options, draft);
    spec.commandLine()
        .getErr()
        .println(
            "Replayed  the captures of "
                + report
                + " with "
                + rules
                + "; compared with "
                + (base == null ? "the report's own findings" : baseName()));
    ReportComparison.findings(old, fresh, changes::add);
  }

  /** A report can be tried only while the captures it was made from are what they were. */
  private static void requireCaptures(Path report, ReportSummary summary)
      throws IOException, UsageException {
    for (ReportSummary.Input input : summary.inputs()) {
      Path file = Path.of(input.path());
      String wrong =
          !Files.isRegularFile(file)
              ? "is not there"
              : Files.size(file) != input.bytes() ? "has another size now" : "";
      if (!wrong.isEmpty()) {
        throw new UsageException(
            report
                + ": its capture "
                + input.path()
                + " "
                + wrong
                + "; findings cannot be made from a report's rows alone, so name the captures"
                + " themselves");
      }
    }
  }
}
