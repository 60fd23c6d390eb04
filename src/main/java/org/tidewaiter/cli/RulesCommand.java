package org.tidewaiter.cli;

/** {@code tidewaiter rules}: what can be done with rule files. */
final class RulesCommand extends Command {
  RulesCommand() {
    super("rules");
    usage()
        .synopsisSubcommandLabel("COMMAND")
        .description(
            "Checks rule files, learns and tries them, and refreshes what they know of the"
                + " registry.");
    addSubcommand(new RulesCheckCommand());
    addSubcommand(new RulesLearnCommand());
    addSubcommand(new RulesTryCommand());
    addSubcommand(new RulesImportIanaCommand());
  }

  @Override
  public Integer call() {
    throw lacksSubcommand();
  }
}
