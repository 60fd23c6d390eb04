package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.ScratchReports;
import org.tidewaiter.learn.RuleDraft;
import org.tidewaiter.policy.RuleSet;
import picocli.CommandLine.Model.OptionSpec;

/** {@code tidewaiter rules learn}: rule files from traffic that is known to be good. */
final class RulesLearnCommand extends Command {
  private final TrafficParameters traffic = new TrafficParameters(this);

  private final Value<Path> out =
      path(
          OptionSpec.builder("-o", "--out")
              .required(true)
              .paramLabel("DIR")
              .description("Directory for the rule files."));

  private final Value<Boolean> force =
      flag("--force", "Replace rule files that are in that directory.");

  private final Value<Path> rules =
      path(
          OptionSpec.builder("--rules")
              .paramLabel("DIR")
              .description("Your rule files; the draft holds their rows, too."));

  RulesLearnCommand() {
    super("learn");
    usage()
        .sortOptions(false)
        .description(
            "Proposes rule files from traffic that is known to be good.",
            "",
            "They say who serves what to whom, each row with its evidence. Only answered flows"
                + " whose server is certain count; what the rules call wrong already is listed and"
                + " not learned.",
            "")
        .footer(
            "",
            "Example: tidewaiter rules learn good/*.pcap --out draft",
            "Then:    tidewaiter rules check --rules draft; tidewaiter rules try --rules draft"
                + " other.pcap");
  }

  @Override
  public Integer call() throws Exception {
    Path directory = out.get();
    if (!force.get()) {
      RuleDraft.checkFree(directory);
    }
    RuleSet ruleSet = RuleSet.load(rules.get(), null);
    RuleDraft draft = new RuleDraft(ruleSet);
    boolean damaged = false;
    for (Path report : traffic.reports()) {
      draft.addReport(report);
    }
    List<String> captures = traffic.captures();
    if (!captures.isEmpty()) {
      try (ScratchReports scratch = new ScratchReports()) {
        draft.addReport(scratch.replay(captures, ReplayOptions.plain(), ruleSet));
        damaged = scratch.damaged();
      }
    }
    for (String line : draft.writeTo(directory)) {
      output().println(line);
    }
    RuleSet.load(directory, null);
    output()
        .println(
            "Draft     " + directory + " (next: tidewaiter rules check --rules " + directory + ")");
    return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
  }
}
