package org.tidewaiter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root command. Testable without ending the JVM: streams in, exit code out.
 *
 * <p>Only the subcommand that was asked for is built: reflecting on all of them costs more than
 * reading a small capture.
 */
@Command(
    name = "tidewaiter",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Which flows reached a service on a host that should not serve it?",
      "Reads packet captures, tracks flows, names their services, compares who serves with who is"
          + " expected to, and writes reports.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 an error of ours; 2 wrong usage or a bad rule file (nothing was"
          + " analysed); 3 done, but an input was damaged or cut (its good part is in the report);"
          + " 10 done, and a finding at or above --fail-on.",
      "",
      "First steps: tidewaiter replay capture.pcap        tidewaiter lookup 1688"
    })
public final class Tidewaiter implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("replay", ReplayCommand::new);
    COMMANDS.put("lookup", LookupCommand::new);
    COMMANDS.put("rules", RulesCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("evidence", EvidenceCommand::new);
    COMMANDS.put("detections", DetectionsCommand::new);
  }

  /** Runs a command line and returns its exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new Tidewaiter());
    String asked = args.length > 0 ? args[0] : "";
    boolean known = COMMANDS.containsKey(asked);
    COMMANDS.forEach(
        (name, command) -> {
          if (!known || name.equals(asked)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(Failures::report);
    return line.execute(args);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
  }
}
