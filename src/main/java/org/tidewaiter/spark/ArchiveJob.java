package org.tidewaiter.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.tidewaiter.DurationText;
import org.tidewaiter.ReplayOptions;
import org.tidewaiter.capture.CapturePathException;
import org.tidewaiter.report.RunTotals;
import org.tidewaiter.report.page.Words;
import org.tidewaiter.rules.RuleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The entry point of {@code spark-submit}: captures of any Hadoop file system in, a report
 * directory out.
 */
@Command(
    name = "spark-submit --class org.tidewaiter.spark.ArchiveJob tidewaiter.jar",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Analyses an archive of captures on Apache Spark and writes a report directory whose flows are"
          + " Parquet.",
      ""
    })
public final class ArchiveJob implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final int DAMAGED = 3;
  private static final long MEGABYTE = 1L << 20;

  /** Bytes of captures whose flows make a task of a fair size. */
  private static final long BYTES_PER_PARTITION = 4L << 30;

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description =
          "Capture files, patterns, or directories (with -r), of any file system that Hadoop knows.")
  private List<String> captures = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "Directory of the report, of any file system that Hadoop knows.")
  private String out;

  @Option(names = "--force", description = "Replace the report that is in that directory.")
  private boolean force;

  @Option(
      names = {"-r", "--recursive"},
      description = "Enter directories.")
  private boolean recursive;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Your rule files, laid over the shipped ones.")
  private String rules;

  @Option(
      names = "--rules-only",
      paramLabel = "DIR",
      description = "Your rule files alone, without the shipped ones.")
  private String rulesOnly;

  @Option(names = "--vlan-in-key", description = "The same endpoints in two VLANs are two flows.")
  private boolean vlanInKey;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      description =
          "End a flow after this silence, e.g. 90s, 5m (default: TCP 1h, UDP and others 3m).")
  private String idleTimeout;

  @Option(
      names = "--flow-budget",
      paramLabel = "N",
      description = "Most flows that a task keeps at once (default: ${DEFAULT-VALUE}).")
  private int flowBudget = ReplayOptions.DEFAULT_FLOW_BUDGET;

  @Option(
      names = "--part-megabytes",
      paramLabel = "N",
      defaultValue = "128",
      description = "Read uncompressed pcap files larger than this in parts of this size (128).")
  private long partMegabytes;

  @Option(
      names = "--part-bytes",
      paramLabel = "N",
      hidden = true,
      description = "The same in bytes, for tests.")
  private long partBytes;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Tasks among which the flows are divided (default: one for each 4 GiB of captures, at"
              + " least as many as there are cores).")
  private int partitions;

  @Option(
      names = "--exact-order-flows",
      paramLabel = "N",
      defaultValue = "8000000",
      description =
          "Up to so many flows, services and hosts are summed up in the very order of a replay"
              + " (8000000); the driver needs 100 bytes for each.")
  private long exactOrderFlows;

  @Option(
      names = "--page-flows",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Up to so many flows, report.html has its charts of all flows (500000).")
  private long pageFlows;

  @Option(
      names = "--keep-work",
      description =
          "Keep what was read, so that a further run, as by other rules, need not read it.")
  private boolean keepWork;

  private final PrintStream print;
  private JavaSparkContext context;

  private ArchiveJob(PrintStream print) {
    this.print = print;
  }

  /**
   * Runs the job and ends the process with its exit code. Damaged captures are told of and are no
   * failure: a cluster would run a failed job again.
   */
  public static void main(String[] args) {
    int code = run(args, System.out);
    if (code != DONE && code != DAMAGED) {
      System.exit(code);
    }
  }

  /** Runs the job; the codes are those of {@code tidewaiter replay}. */
  public static int run(String[] args, PrintStream print) {
    return new CommandLine(new ArchiveJob(print)).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    if (context != null) {
      return run(context);
    }
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "tidewaiter");
    conf.setIfMissing("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return run(spark);
    }
  }

  /** Runs the job in a context that goes on. */
  static int run(String[] args, PrintStream print, JavaSparkContext spark) {
    ArchiveJob job = new ArchiveJob(print);
    job.context = spark;
    return new CommandLine(job).execute(args);
  }

  /** An option says what cannot be meant. */
  private static final class UsageException extends IOException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }

  private int run(JavaSparkContext spark) throws Exception {
    try {
      return analyse(spark);
    } catch (CapturePathException | UsageException | RuleException e) {
      print.println(e.getMessage());
      return USAGE;
    } catch (IOException e) {
      print.println("tidewaiter: " + e.getMessage());
      return FAILURE;
    }
  }

  private int analyse(JavaSparkContext spark) throws Exception {
    Configuration hadoop = spark.hadoopConfiguration();
    ArchiveDirectory directory = new ArchiveDirectory(out, hadoop);
    if (!force && directory.isOccupied()) {
      print.println(
          out
              + " holds the report of another run; choose another directory with --out, or replace"
              + " that report with --force");
      return USAGE;
    }
    RuleFiles ruleFiles =
        RuleFiles.read(rulesOnly != null ? rulesOnly : rules, rulesOnly != null, hadoop);
    ruleFiles.load();
    CaptureListing listing = new CaptureListing(hadoop, recursive);
    for (String capture : captures) {
      listing.add(capture);
    }
    listing.refuseIfNoneIsThere();
    ArchiveOptions options = options(listing, spark.defaultParallelism(), directory);
    Traffic traffic = Traffic.of(spark);
    Archive archive =
        new Archive(spark, options, ruleFiles, hadoop, new WorkFiles(directory.work().toString()));
    if (!archive.read(listing)) {
      throw CapturePathException.ofNoCapture(captures, listing.files().size());
    }
    archive.analyse();
    Path aside = directory.aside();
    RunTotals totals =
        new ArchiveReport(spark, archive, options, ruleFiles, hadoop).writeTo(aside, out);
    directory.commit(aside);
    if (!keepWork) {
      directory.removeWork();
    }
    tell(totals, archive, traffic);
    return totals.damagedInputs() > 0 ? DAMAGED : DONE;
  }

  private ArchiveOptions options(
      CaptureListing listing, int parallelism, ArchiveDirectory directory) throws IOException {
    long bytes = 0;
    for (CapturePart file : listing.files()) {
      bytes += Math.max(0, file.sizeBytes());
    }
    int tasks = (int) Math.min(100_000, Math.max(parallelism, bytes / BYTES_PER_PARTITION + 1));
    return new ArchiveOptions(
        idleNanos(),
        vlanInKey,
        flowBudget,
        partBytes > 0 ? partBytes : Math.max(1, partMegabytes) * MEGABYTE,
        partitions > 0 ? partitions : tasks,
        exactOrderFlows,
        pageFlows,
        directory.seed());
  }

  private long idleNanos() throws UsageException {
    try {
      return idleTimeout == null ? 0 : DurationText.nanos(idleTimeout);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--idle-timeout: " + e.getMessage());
    }
  }

  private void tell(RunTotals totals, Archive archive, Traffic traffic) {
    String findings = totals.findings();
    print.println(
        Words.count(totals.packets(), "packet")
            + " in "
            + Words.count(archive.plan().inputNames().size(), "capture")
            + ", "
            + Words.count(totals.flows(), "flow")
            + "; "
            + (findings.isEmpty() ? "no findings in what was read" : "findings: " + findings)
            + "; report in "
            + out);
    print.println(
        archive.plan().parts()
            + " parts read, "
            + archive.plan().misguessed()
            + " of them a second time; rows "
            + archive.plan().rowBytes()
            + " bytes; shuffled "
            + traffic.shuffledBytes()
            + " bytes, "
            + traffic.shuffledBytes() / Math.max(1, totals.flows())
            + " per flow; processor time of tasks "
            + traffic.cpuNanos() / 1_000_000
            + " ms");
    if (totals.damagedInputs() > 0) {
      String damaged = Words.count(totals.damagedInputs(), "capture");
      String are = totals.damagedInputs() == 1 ? " is" : " are";
      print.println(damaged + are + " damaged; see accounting.csv");
    }
  }
}
