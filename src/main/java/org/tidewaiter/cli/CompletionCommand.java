package org.tidewaiter.cli;

import picocli.AutoComplete;

/** {@code tidewaiter completion}: what lets bash and zsh complete commands and options. */
final class CompletionCommand extends Command {
  CompletionCommand() {
    super("completion");
    usage()
        .description("Prints the script that lets bash and zsh complete commands and options.")
        .footer("", "Example:", "  source <(tidewaiter completion)");
  }

  @Override
  public Integer call() {
    output().print(AutoComplete.bash("tidewaiter", Tidewaiter.commandLine()));
    output().flush();
    return ExitCode.DONE;
  }
}
