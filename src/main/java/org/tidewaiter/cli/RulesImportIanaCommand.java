package org.tidewaiter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.tidewaiter.service.IanaImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter rules import-iana}: takes the registry's own file into a rules directory. */
@Command(
    name = "import-iana",
    mixinStandardHelpOptions = true,
    description = {
      "Takes IANA's service-names-port-numbers.csv into a rules directory (as iana.csv), where it"
          + " stands for the copy of the registry that came with the program."
    })
public final class RulesImportIanaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.csv", description = "The registry's official CSV file.")
  private Path registry;

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "DIR",
      description = "Your rules directory.")
  private Path rules;

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(registry)) {
      throw new UsageException(registry + ": no such file");
    }
    try {
      LocalDate date =
          LocalDate.ofInstant(Files.getLastModifiedTime(registry).toInstant(), ZoneOffset.UTC);
      IanaImport.Result result = IanaImport.run(registry, rules, date);
      spec.commandLine()
          .getOut()
          .println(
              rules.resolve("iana.csv")
                  + ": "
                  + result.names()
                  + " names from "
                  + result.rows()
                  + " rows ("
                  + result.aliases()
                  + " aliases and "
                  + result.withoutPort()
                  + " rows without a port left out)");
      return ExitCode.DONE;
    } catch (IanaImport.NotTheRegistryException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
