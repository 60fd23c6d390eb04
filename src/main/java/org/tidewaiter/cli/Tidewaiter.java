package org.tidewaiter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The root command. Testable without ending the JVM: streams in, exit code out.
 *
 * <p>Only the subcommand that was asked for is built: all of them take a tenth of the processor
 * time of a short command.
 */
public final class Tidewaiter extends Command {
  /** No option is a time of Java's; readying its classes takes ten milliseconds. */
  private static final String UNUSED_CONVERTERS = "java.(time|sql).+";

  private boolean onProcessStreams;

  private static final List<String> COMMANDS =
      List.of(
          "replay",
          "live",
          "devices",
          "lookup",
          "rules",
          "report",
          "evidence",
          "diff",
          "detections",
          "completion");

  private Tidewaiter() {
    super("tidewaiter");
    spec().versionProvider(new Version());
    usage()
        .synopsisSubcommandLabel("COMMAND")
        .description(
            "Which flows reached a service on a host that should not serve it?",
            "Reads packet captures, tracks flows, names their services, compares who serves with"
                + " who is expected to, and writes reports.",
            "")
        .footer(
            "",
            "Exit codes: 0 done; 1 an error of ours; 2 wrong usage or a bad rule file (nothing was"
                + " analysed); 3 done, but an input was damaged or cut (its good part is in the"
                + " report); 10 done, and a finding at or above --fail-on, or a difference.",
            "",
            "First steps: tidewaiter replay capture.pcap        tidewaiter lookup 1688");
  }

  private static Command command(String name, RulesAhead ahead) {
    return switch (name) {
      case "replay" -> new ReplayCommand(ahead);
      case "live" -> new LiveCommand();
      case "devices" -> new DevicesCommand();
      case "lookup" -> new LookupCommand(ahead);
      case "rules" -> new RulesCommand();
      case "report" -> new ReportCommand();
      case "evidence" -> new EvidenceCommand();
      case "diff" -> new DiffCommand();
      case "detections" -> new DetectionsCommand();
      case "completion" -> new CompletionCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Runs a command line and returns its exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    System.setProperty("picocli.converters.excludes", UNUSED_CONVERTERS);
    String asked = args.length > 0 ? args[0] : "";
    CommandLine line = commandLine(asked, needsShippedRules(args) ? RulesAhead.begin() : null);
    Tidewaiter root = line.getCommand();
    root.onProcessStreams = out == System.out && err == System.err;
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(new Failures());
    return line.execute(args);
  }

  private static boolean needsShippedRules(String[] words) {
    boolean needs = words.length > 0 && (words[0].equals("replay") || words[0].equals("lookup"));
    for (String word : words) {
      needs &= !word.startsWith("--rules") && !word.equals("--help");
    }
    return needs;
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine() {
    return commandLine("", null);
  }

  /** The command with the subcommand that was asked for, or with all where there is none such. */
  private static CommandLine commandLine(String asked, RulesAhead ahead) {
    Tidewaiter root = new Tidewaiter();
    boolean known = COMMANDS.contains(asked);
    for (String name : COMMANDS) {
      if (!known || name.equals(asked)) {
        root.addSubcommand(command(name, ahead));
      }
    }
    return root.toCommandLine();
  }

  /** Whether a command writes to the streams of the process, where a terminal may be. */
  static boolean isOnProcessStreams(CommandSpec command) {
    return command.root().userObject() instanceof Tidewaiter root && root.onProcessStreams;
  }

  @Override
  public Integer call() {
    throw lacksSubcommand();
  }
}
