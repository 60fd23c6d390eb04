package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.ServiceLookup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter lookup}: what a port is for, and which ports a service needs. */
@Command(
    name = "lookup",
    mixinStandardHelpOptions = true,
    description = "Says what a port is for, or which ports a service needs.",
    footer = {"", "Examples:", "  tidewaiter lookup 1688", "  tidewaiter lookup Netlogon"})
public final class LookupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PORT|NAME",
      arity = "1..*",
      description = "A port (135, 135/tcp), a service id (ldap), or a name or part of one.")
  private List<String> queries;

  @Mixin private final RuleOptions rules;

  LookupCommand(RulesAhead ahead) {
    rules = new RuleOptions(ahead);
  }

  @Override
  public Integer call() throws Exception {
    RuleSet ruleSet = rules.load();
    PrintWriter out = spec.commandLine().getOut();
    for (String query : queries) {
      for (String line : ServiceLookup.lines(ruleSet.services(), query)) {
        out.println(line);
      }
    }
    return ExitCode.DONE;
  }
}
