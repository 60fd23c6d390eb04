package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.ScratchReports;
import org.tidewaiter.learn.RuleDraft;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.page.FinishedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter rules learn}: rule files from traffic that is known to be good. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Proposes rule files from traffic that is known to be good.",
      "",
      "They say who serves what to whom, each row with its evidence. Only answered flows whose server"
          + " is certain count; what the rules call wrong already is listed and not learned.",
      ""
    },
    footer = {
      "",
      "Example: tidewaiter rules learn good/*.pcap --out draft",
      "Then:    tidewaiter rules check --rules draft; tidewaiter rules try --rules draft"
          + " other.pcap"
    })
public final class RulesLearnCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CAPTURE|REPORT",
      arity = "1..*",
      description = "Captures, or report directories of earlier replays.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Directory for the rule files.")
  private Path out;

  @Option(names = "--force", description = "Replace rule files that are in that directory.")
  private boolean force;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Your rule files; the draft holds their rows, too.")
  private Path rules;

  @Override
  public Integer call() throws Exception {
    if (!force) {
      RuleDraft.checkFree(out);
    }
    RuleSet ruleSet = RuleSet.load(rules, null);
    RuleDraft draft = new RuleDraft(ruleSet);
    List<String> captures = new ArrayList<>();
    boolean damaged = false;
    for (String input : inputs) {
      if (FinishedReport.isReport(Path.of(input))) {
        draft.addReport(Path.of(input));
      } else {
        captures.add(input);
      }
    }
    if (!captures.isEmpty()) {
      try (ScratchReports scratch = new ScratchReports()) {
        draft.addReport(scratch.replay(captures, ReplayOptions.plain(), ruleSet));
        damaged = scratch.damaged();
      }
    }
    for (String line : draft.writeTo(out)) {
      spec.commandLine().getOut().println(line);
    }
    RuleSet.load(out, null);
    spec.commandLine()
        .getOut()
        .println("Draft     " + out + " (next: tidewaiter rules check --rules " + out + ")");
    return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
  }
}
