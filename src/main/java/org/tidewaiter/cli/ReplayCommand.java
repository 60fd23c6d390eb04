package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.tidewaiter.Replay;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.ReaderKind;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.export.FlowFormat;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter replay}: captures in, a report directory out. */
final class ReplayCommand extends Command {
  private final Value<List<String>> captures =
      texts(
          PositionalParamSpec.builder()
              .paramLabel("CAPTURE")
              .arity("1..*")
              .description("Capture files, directories (with -r), or - for standard input."));

  private final Value<Path> out =
      path(
          OptionSpec.builder("-o", "--out")
              .paramLabel("DIR")
              .defaultValue("tidewaiter-report")
              .description("Directory of the report (default: ${DEFAULT-VALUE})."));

  private final Value<Boolean> force =
      flag("--force", "Replace the report that is in that directory.");

  private final Value<Boolean> recursive = flag("-r", "--recursive", "Enter directories.");

  private final RuleOptions rules = new RuleOptions(this);

  private final Value<String> filter =
      text(
          OptionSpec.builder("-f", "--filter")
              .paramLabel("BPF")
              .defaultValue("")
              .description(
                  "Analyse only packets that match, e.g. 'tcp port 1688' (needs libpcap)."));

  private final Value<String> reader =
      text(
          OptionSpec.builder("--reader")
              .paramLabel("KIND")
              .defaultValue("own")
              .description(
                  "Who reads the files: own (default; needs nothing) or pcap4j (libpcap, a second"
                      + " opinion)."));

  private final Value<List<String>> formats =
      texts(
          OptionSpec.builder("--format")
              .paramLabel("FORMAT")
              .splitRegex(",")
              .description(
                  "Write the flows in other formats, too: zeek (conn.log), jsonl (flows.jsonl, named"
                      + " by the Elastic Common Schema). CSV is always written."));

  private final Value<String> page =
      text(
          OptionSpec.builder("--page")
              .paramLabel("WHEN")
              .defaultValue("always")
              .description(
                  "Write report.html: always (default) or never, which saves some tenth of a second"
                      + " where there are many flows."));

  private final Value<String> failOn =
      text(
          OptionSpec.builder("--fail-on")
              .paramLabel("SEVERITY")
              .description(
                  "Exit with 10 on a finding of info, low, medium, high, critical or above."));

  private final Value<Integer> flowBudget =
      number(
          ReplayOptions.fittingFlowBudget(),
          OptionSpec.builder("--flow-budget")
              .paramLabel("N")
              .description(
                  "Most flows kept at once; the idlest end early and are counted (default: what fits"
                      + " the memory, at most 16000000)."));

  private final FlowOptions flows = new FlowOptions(this);

  private final Value<Boolean> evidence =
      flag(
          "--evidence",
          "Copy the packets behind each finding to DIR/evidence/FINDING.pcapng (its first and last"
              + " ones where there are many). Files are read a second time for it.");

  private final Value<Integer> threads =
      number(
          Math.min(4, Runtime.getRuntime().availableProcessors()),
          OptionSpec.builder("--threads")
              .paramLabel("N")
              .description(
                  "Threads to use (default: as many as there are processors, at most 4)."));

  private final Value<Boolean> quiet = flag("-q", "--quiet", "Print errors only.");

  private final Value<Boolean> verbose =
      flag("-v", "--verbose", "Print more about inputs, rules and limits.");

  private final RulesAhead ahead;

  /**
   * The command.
   *
   * @param ahead what loads the shipped rules already, or null
   */
  ReplayCommand(RulesAhead ahead) {
    super("replay");
    this.ahead = ahead;
    usage()
        .sortOptions(false)
        .description(
            "Analyses capture files (pcap, pcapng; also gzip, zstd, lz4) and writes a report"
                + " directory.",
            "")
        .footer(
            "",
            "Examples:",
            "  tidewaiter replay capture.pcapng",
            "  tidewaiter replay monday/*.pcap.gz --rules my-rules --out report-monday",
            "  zcat big.pcap.gz | tidewaiter replay - --out r -f 'tcp port 1688'");
  }

  @Override
  public Integer call() throws Exception {
    ReplayOptions options = options();
    boolean withPage = wantsPage();
    Severity failing = failOn.get() == null ? null : severity(failOn.get());
    Set<FlowFormat> alsoWritten = formats.get().isEmpty() ? Set.of() : Formats.of(formats.get());
    Replay.Result result = replay(options, withPage);
    if (!alsoWritten.isEmpty()) {
      FlowFormat.write(out.get(), alsoWritten);
    }
    if (withPage) {
      result.page().write();
    }
    ReplaySummary summary = new ReplaySummary(errors(), verbose.get(), Ansi.OFF);
    summary.damage(result.inputs());
    if (!quiet.get()) {
      new ReplaySummary(output(), verbose.get(), colours()).print(result, out.get(), withPage);
    }
    return exitCode(result, failing);
  }

  private Replay.Result replay(ReplayOptions options, boolean withPage) throws Exception {
    try (CaptureFiles files = CaptureFiles.open(captures.get(), recursive.get(), readerKind());
        Replay replay = new Replay(options, files)) {
      RuleSet ruleSet = rules.load(ahead);
      try (ReportDirectory directory = ReportDirectory.open(out.get(), force.get());
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
    return switch (page.get()) {
      case "always" -> true;
      case "never" -> false;
      default -> throw new UsageException("--page: '" + page.get() + "' is not always or never");
    };
  }

  private Ansi colours() {
    return Tidewaiter.isOnProcessStreams(spec()) ? Ansi.AUTO : Ansi.OFF;
  }

  private Progress progress(CaptureFiles files) {
    return quiet.get() || !Tidewaiter.isOnProcessStreams(spec())
        ? null
        : Progress.start(files, errors());
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
    return switch (reader.get()) {
      case "own" -> ReaderKind.OWN;
      case "pcap4j" -> ReaderKind.PCAP4J;
      default -> throw new UsageException("--reader: '" + reader.get() + "' is not own or pcap4j");
    };
  }

  private ReplayOptions options() throws UsageException {
    if (threads.get() < 1) {
      throw new UsageException("--threads: " + threads.get() + " is less than 1");
    }
    return new ReplayOptions(
        threads.get(),
        FlowOptions.checkedBudget(flowBudget.get()),
        flows.vlanInKey(),
        flows.timeouts(),
        filter.get(),
        evidence.get());
  }
}
