package org.tidewaiter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.tidewaiter.service.IanaImport;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter rules import-iana}: takes the registry's own file into a rules directory. */
final class RulesImportIanaCommand extends Command {
  private final Value<Path> registry =
      path(
          PositionalParamSpec.builder()
              .paramLabel("FILE.csv")
              .description("The registry's official CSV file."));

  private final Value<Path> rules =
      path(
          OptionSpec.builder("--rules")
              .required(true)
              .paramLabel("DIR")
              .description("Your rules directory."));

  RulesImportIanaCommand() {
    super("import-iana");
    usage()
        .description(
            "Takes IANA's service-names-port-numbers.csv into a rules directory (as iana.csv),"
                + " where it stands for the copy of the registry that came with the program.");
  }

  @Override
  public Integer call() throws Exception {
    Path file = registry.get();
    if (!Files.isRegularFile(file)) {
      throw new UsageException(file + ": no such file");
    }
    try {
      LocalDate date =
          LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
      IanaImport.Result result = IanaImport.run(file, rules.get(), date);
      output()
          .println(
              rules.get().resolve("iana.csv")
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
