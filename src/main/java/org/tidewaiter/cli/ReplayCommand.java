package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tidewaiter.Replay;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.ReaderKind;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.export.FlowFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter replay}: captures in, a report directory out. */
@Command(
    name = "replay",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Analyses capture files (pcap, pcapng; also gzip, zstd, lz4) and writes a report directory.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidewaiter replay capture.pcapng",
      "  tidewaiter replay monday/*.pcap.gz --rules my-rules --out report-monday",
      "  zcat big.pcap.gz | tidewaiter replay - --out r -f 'tcp port 1688'"
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description = "Capture files, directories (with -r), or - for standard input.")
  private List<String> captures = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "tidewaiter-report",
      description = "Directory of the report (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--force", description = "Replace the report that is in that directory.")
  private boolean force;

  @Option(
      names = {"-r", "--recursive"},
      description = "Enter directories.")
  private boolean recursive;

  @Mixin private final RuleOptions rules;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "BPF",
      defaultValue = "",
      description = "Analyse only packets that match, e.g. 'tcp port 1688' (needs libpcap).")
  private String filter;

  @Option(
      names = "--reader",
      paramLabel = "KIND",
      defaultValue = "own",
      description =
          "Who reads the files: own (default; needs nothing) or pcap4j (libpcap, a second"
              + " opinion).")
  private String reader;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Write the flows in other formats, too: zeek (conn.log), jsonl (flows.jsonl, named by the"
              + " Elastic Common Schema). CSV is always written.")
  private List<String> formats = new ArrayList<>();

  @Option(
      names = "--page",
      paramLabel = "WHEN",
      defaultValue = "always",
      description =
          "Write report.html: always (default) or never, which saves some tenth of a second where"
              + " there are many flows.")
  private String page;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "Exit with 10 on a finding of info, low, medium, high, critical or above.")
  private String failOn;

  @Option(
      names = "--flow-budget",
      paramLabel = "N",
      description =
          "Most flows kept at once; the idlest end early and are counted (default: what fits the"
              + " memory, at most 16000000).")
  private int flowBudget = ReplayOptions.fittingFlowBudget();

  @Mixin private FlowOptions flows;

  @Option(
      names = "--evidence",
      description =
          "Copy the packets behind each finding to DIR/evidence/FINDING.pcapng (its first and last"
              + " ones where there are many). Files are read a second time for it.")
  private boolean evidence;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use (default: as many as there are processors, at most 4).")
  private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more about inputs, rules and limits.")
  private boolean verbose;

  ReplayCommand(RulesAhead ahead) {
    rules = new RuleOptions(ahead);
  }

  @Override
  public Integer call() throws Exception {
    ReplayOptions options = options();
    boolean withPage = wantsPage();
    Severity failing = failOn == null ? null : severity(failOn);
    Set<FlowFormat> alsoWritten = formats.isEmpty() ? Set.of() : Formats.of(formats);
    Replay.Result result = replay(options, withPage);
    if (!alsoWritten.isEmpty()) {
      FlowFormat.write(out, alsoWritten);
    }
    if (withPage) {
      result.page().write();
    }
    ReplaySummary summary = new ReplaySummary(spec.commandLine().getErr(), verbose, Ansi.OFF);
    summary.damage(result.inputs());
    if (!quiet) {
      new ReplaySummary(spec.commandLine().getOut(), verbose, colours())
          .print(result, out, withPage);
    }
    return exitCode(result, failing);
  }

  private Replay.Result replay(ReplayOptions options, boolean withPage) throws Exception {
    try (CaptureFiles files = CaptureFiles.open(captures, recursive, readerKind());
        Replay replay = new Replay(options, files)) {
      RuleSet ruleSet = rules.load();
      try (ReportDirectory directory = ReportDirectory.open(out, force);
          Interrupt interrupt = Interrupt.removing(directory)) {
        Progress progress = progress(files);
        try {
          return replay.run(ruleSet, directory, withPage);
        } finally {
          if (progress != null) {
            progress.close();
          }
        }
      }
    }
  }

  private boolean wantsPage() throws UsageException {
    return switch (page) {
      case "always" -> true;
      case "never" -> false;
      default -> throw new UsageException("--page: '" + page + "' is not always or never");
    };
  }

  private Ansi colours() {
    return Tidewaiter.isOnProcessStreams(spec) ? Ansi.AUTO : Ansi.OFF;
  }

  private Progress progress(CaptureFiles files) {
    return quiet || !Tidewaiter.isOnProcessStreams(spec)
        ? null
        : Progress.start(files, spec.commandLine().getErr());
  }

  // Damage outweighs findings: whoever acts on "no findings" must know that not all was read.
  private static int exitCode(Replay.Result result, Severity failing) {
    if (result.totals().damagedInputs() > 0) {
      return ExitCode.DAMAGED;
    }
    for (Finding finding : result.findings()) {
      if (failing != null && finding.severity().compareTo(failing) >= 0) {
        return ExitCode.FOUND;
      }
    }
    return ExitCode.DONE;
  }

  private static Severity severity(String label) throws UsageException {
    Severity severity = Severity.ofLabel(label);
    if (severity == null) {
      throw new UsageException(
          "--fail-on: '" + label + "' is not info, low, medium, high or critical");
    }
    return severity;
  }

  private ReaderKind readerKind() throws UsageException {
    return switch (reader) {
      case "own" -> ReaderKind.OWN;
      case "pcap4j" -> ReaderKind.PCAP4J;
      default -> throw new UsageException("--reader: '" + reader + "' is not own or pcap4j");
    };
  }

  private ReplayOptions options() throws UsageException {
    if (threads < 1) {
      throw new UsageException("--threads: " + threads + " is less than 1");
    }
    return new ReplayOptions(
        threads,
        FlowOptions.checkedBudget(flowBudget),
        flows.vlanInKey(),
        flows.timeouts(),
        filter,
        evidence);
  }
}
