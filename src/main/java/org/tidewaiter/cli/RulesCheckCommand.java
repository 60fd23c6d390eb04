package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.List;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.RuleException;

/** {@code tidewaiter rules check}: every problem of the rule files, errors before warnings. */
final class RulesCheckCommand extends Command {
  private final RuleOptions rules = new RuleOptions(this);

  RulesCheckCommand() {
    super("check");
    usage()
        .description("Lists everything that is wrong or doubtful in rule files.")
        .footer("", "Exit codes: 0 the rules can be used; 2 they have errors.");
  }

  @Override
  public Integer call() {
    PrintWriter out = output();
    try {
      RuleSet ruleSet = rules.load();
      list(ruleSet.warnings(), out);
      for (String unfilled : ruleSet.networks().unfilledGroups()) {
        out.println("networks.csv: " + unfilled);
      }
      out.println(
          count(ruleSet.services().count(), "service")
              + ", "
              + count(ruleSet.policy().expectations(), "expectation")
              + ", "
              + count(ruleSet.detections().detections().size(), "detection")
              + "; no errors, "
              + count(ruleSet.warnings().size(), "warning"));
      return ExitCode.DONE;
    } catch (RuleException e) {
      list(e.problems().sorted(), out);
      int errors = e.problems().errors();
      out.println(count(errors, "error") + "; the rules cannot be used");
      return ExitCode.USAGE;
    }
  }

  private static void list(List<Problem> problems, PrintWriter out) {
    for (Problem problem : problems) {
      out.println(problem.error() ? problem.toString() : problem + " (warning)");
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
