package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidewaiter completion}: what lets bash and zsh complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints the script that lets bash and zsh complete commands and options.",
    footer = {"", "Example:", "  source <(tidewaiter completion)"})
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("tidewaiter", Tidewaiter.commandLine()));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
