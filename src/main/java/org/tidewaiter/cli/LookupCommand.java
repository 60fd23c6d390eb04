package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.List;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.ServiceLookup;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter lookup}: what a port is for, and which ports a service needs. */
final class LookupCommand extends Command {
  private final Value<List<String>> queries =
      texts(
          PositionalParamSpec.builder()
              .paramLabel("PORT|NAME")
              .arity("1..*")
              .description(
                  "A port (135, 135/tcp), a service id (ldap), or a name or part of one."));

  private final RuleOptions rules = new RuleOptions(this);
  private final RulesAhead ahead;

  /**
   * The command.
   *
   * @param ahead what loads the shipped rules already, or null
   */
  LookupCommand(RulesAhead ahead) {
    super("lookup");
    this.ahead = ahead;
    usage()
        .description("Says what a port is for, or which ports a service needs.")
        .footer("", "Examples:", "  tidewaiter lookup 1688", "  tidewaiter lookup Netlogon");
  }

  @Override
  public Integer call() throws Exception {
    RuleSet ruleSet = rules.load(ahead);
    PrintWriter out = output();
    for (String query : queries.get()) {
      for (String line : ServiceLookup.lines(ruleSet.services(), query)) {
        out.println(line);
      }
    }
    return ExitCode.DONE;
  }
}
