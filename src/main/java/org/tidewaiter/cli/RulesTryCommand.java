package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.ScratchReports;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.ReportSummary;
import org.tidewaiter.report.compare.Change.What;
import org.tidewaiter.report.compare.ReportComparison;
import picocli.CommandLine.Model.OptionSpec;

/** {@code tidewaiter rules try}: what a draft would change. */
final class RulesTryCommand extends Command {
  private final TrafficParameters traffic = new TrafficParameters(this);

  private final Value<Path> rules =
      path(
          OptionSpec.builder("--rules")
              .required(true)
              .paramLabel("DRAFT")
              .description("The rule files to try, laid over the shipped ones."));

  private final Value<Path> base =
      path(
          OptionSpec.builder("--base")
              .paramLabel("DIR")
              .description("Compare with these rule files, laid over the shipped ones."));

  private final Value<Boolean> csv = flag("--csv", "Print all differences as CSV.");

  RulesTryCommand() {
    super("try");
    usage()
        .sortOptions(false)
        .description(
            "Shows the findings that a draft of rules would add, take away and change.",
            "",
            "Captures are replayed twice: with the draft, and with the shipped rules or those of"
                + " --base. Of a report the captures it was made from are replayed with the draft"
                + " and compared with its own findings; if they are gone or have changed, that is"
                + " said and nothing is done.",
            "")
        .footer(
            "",
            "Exit codes: 0 the draft changes nothing; 10 it does; 2 wrong usage, bad rules, or a"
                + " report whose captures are gone; 3 done, but an input was damaged.",
            "",
            "Example: tidewaiter rules try --rules draft report-monday tuesday.pcap");
  }

  @Override
  public Integer call() throws Exception {
    RuleSet draft = RuleSet.load(rules.get(), null);
    RuleSet before = RuleSet.load(base.get(), null);
    PrintWriter err = errors();
    ChangeList changes = new ChangeList(output(), csv.get());
    List<Path> reports = traffic.reports();
    for (Path report : reports) {
      requireCaptures(report, ReportSummary.read(report));
    }
    List<String> captures = traffic.captures();
    try (ScratchReports scratch = new ScratchReports()) {
      if (!captures.isEmpty()) {
        ReplayOptions options = ReplayOptions.plain();
        Path old = scratch.replay(captures, options, before);
        Path fresh = scratch.replay(captures, options, draft);
        err.println("Replayed  the captures with " + baseName() + " and with " + rules.get());
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
    return base.get() == null ? "the shipped rules" : base.get().toString();
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
    Path old = base.get() == null ? report : scratch.replay(captures, options, before);
    Path fresh = scratch.replay(captures, options, draft);
    errors()
        .println(
            "Replayed  the captures of "
                + report
                + " with "
                + rules.get()
                + "; compared with "
                + (base.get() == null ? "the report's own findings" : baseName()));
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
