package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidewaiter rules}: what can be done with rule files. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Checks rule files, learns and tries them, and refreshes what they know of the registry.",
    subcommands = {
      RulesCheckCommand.class,
      RulesLearnCommand.class,
      RulesTryCommand.class,
      RulesImportIanaCommand.class
    })
public final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
  }
}
