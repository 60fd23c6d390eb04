package org.tidewaiter.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.Sensor;
import org.tidewaiter.SensorOptions;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.live.CaptureMethod;
import org.tidewaiter.capture.live.CaptureOptions;
import org.tidewaiter.capture.live.Deduplicator;
import org.tidewaiter.sensor.Metrics;
import org.tidewaiter.sensor.OldReports;
import org.tidewaiter.sensor.Signals;
import org.tidewaiter.sensor.StatusLine;
import org.tidewaiter.sensor.Syslog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewaiter live}: watches devices until it is told to stop. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Watches network devices: findings within a second in findings.jsonl, and a report directory"
          + " for each period.",
      ""
    },
    footer = {
      "",
      "SIGTERM or SIGINT ends it in order, SIGHUP reads the rules again.",
      "",
      "Examples:",
      "  tidewaiter devices",
      "  sudo tidewaiter live -i eth1 --out /var/lib/tidewaiter --rotate 5m --user tidewaiter",
      "  tail -F /var/lib/tidewaiter/findings.jsonl"
    })
final class LiveCommand implements Callable<Integer> {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MIN_EVIDENCE_BYTES = 4L << 20;
  private static final long MAX_EVIDENCE_BYTES = 4L << 30;

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "DEVICE",
      required = true,
      description = "Device to capture from; may be given several times.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "Directory of findings.jsonl and of the reports.")
  private Path out;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "BPF",
      defaultValue = "",
      description = "Capture only packets that match, e.g. 'not port 22' (needs libpcap).")
  private String filter;

  @Option(
      names = "--rotate",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "Length of a period, e.g. 5m (default: ${DEFAULT-VALUE}); 0 for one period.")
  private String rotate;

  @Option(
      names = "--rotate-size",
      paramLabel = "SIZE",
      description = "End a period early when its flows.csv has about this size, e.g. 500M.")
  private String rotateSize;

  @Option(
      names = "--keep-count",
      paramLabel = "N",
      description = "Keep the reports of this many periods (default: all).")
  private int keepCount;

  @Option(
      names = "--keep-age",
      paramLabel = "TIME",
      description = "Keep reports of periods that began less than this ago, e.g. 30d.")
  private String keepAge;

  @Option(
      names = "--keep-size",
      paramLabel = "SIZE",
      description = "Keep reports up to this size together, e.g. 10G; the oldest go first.")
  private String keepSize;

  @Option(names = "--make-room", description = "Remove the oldest reports when the disk is full.")
  private boolean makeRoom;

  @Option(
      names = "--evidence",
      description = "Keep the packets behind findings, in evidence/ of each report.")
  private boolean evidence;

  @Option(
      names = "--evidence-buffer",
      paramLabel = "SIZE",
      defaultValue = "64M",
      description =
          "Memory that holds recent packets until it is known what they belong to (default:"
              + " ${DEFAULT-VALUE}).")
  private String evidenceBuffer;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Become this user, without other rights, once the devices are open.")
  private String user;

  @Option(names = "--run-as-root", description = "Analyse packets with root's rights.")
  private boolean runAsRoot;

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS:PORT",
      description = "Serve numbers to Prometheus there, e.g. 127.0.0.1:9688.")
  private String metrics;

  @Option(
      names = "--syslog",
      paramLabel = "HOST[:PORT]",
      description = "Send findings to a syslog server too (RFC 5424, UDP).")
  private String syslog;

  @Mixin private RuleOptions rules;

  @Option(
      names = "--capture",
      paramLabel = "WAY",
      defaultValue = "auto",
      description = "How to capture: auto (default), afpacket (Linux's ring), pcap4j (libpcap).")
  private String capture;

  @Option(
      names = "--snaplen",
      paramLabel = "BYTES",
      description = "Bytes to capture of each packet at most (default: ${DEFAULT-VALUE}).")
  private int snaplen = CaptureOptions.DEFAULT_SNAPLEN_BYTES;

  @Option(
      names = "--buffer",
      paramLabel = "SIZE",
      defaultValue = "64M",
      description = "Memory in which the kernel keeps packets (default: ${DEFAULT-VALUE}).")
  private String buffer;

  @Option(
      names = "--no-promiscuous",
      description = "Do not ask the device for packets to other stations.")
  private boolean notPromiscuous;

  @Option(names = "--dedup", description = "Leave out copies that mirror ports make of packets.")
  private boolean dedup;

  @Option(
      names = "--flow-budget",
      paramLabel = "N",
      description =
          "Most flows kept at once (default: ${DEFAULT-VALUE}); the idlest end early and are"
              + " counted.")
  private int flowBudget = SensorOptions.DEFAULT_FLOW_BUDGET;

  @Mixin private FlowOptions flows;

  @Option(
      names = {"-q", "--quiet"},
      description = "No status line, even on a terminal.")
  private boolean quiet;

  @Override
  public Integer call() throws Exception {
    StatusLine line = new StatusLine(System.err, !quiet && Terminal.isStandardError());
    Sensor sensor = new Sensor(options(), line::print, line::show);
    Signals.handle("TERM", sensor::stop);
    Signals.handle("INT", sensor::stop);
    Signals.handle("HUP", sensor::reload);
    try {
      return sensor.run() ? ExitCode.DONE : ExitCode.FAILURE;
    } finally {
      line.end();
    }
  }

  private SensorOptions options() throws UsageException {
    return new SensorOptions(
        captureOptions(),
        captureMethod(),
        dedup,
        new SensorOptions.Flows(
            FlowOptions.checkedBudget(flowBudget), flows.timeouts(), flows.vlanInKey()),
        rules.site(),
        rules.only(),
        reports(),
        user,
        runAsRoot,
        address("--metrics", metrics, Metrics.DEFAULT_PORT),
        address("--syslog", syslog, Syslog.DEFAULT_PORT));
  }

  private List<CaptureOptions> captureOptions() throws UsageException {
    long bufferBytes = ByteSize.bytes("--buffer", buffer);
    if (bufferBytes > CaptureOptions.MAX_BUFFER_BYTES) {
      throw new UsageException("--buffer: " + buffer + " is more than 1G");
    }
    int least = dedup ? Deduplicator.MIN_SNAPLEN_BYTES : 1;
    if (snaplen < least || snaplen > PacketBatch.MAX_CAPTURED_LENGTH) {
      throw new UsageException(
          "--snaplen: "
              + snaplen
              + " is not within "
              + least
              + " to "
              + PacketBatch.MAX_CAPTURED_LENGTH
              + (dedup ? " (copies cannot be told with less)" : ""));
    }
    List<CaptureOptions> options = new ArrayList<>();
    for (String device : devices) {
      if (options.stream().anyMatch(before -> before.device().equals(device))) {
        throw new UsageException("-i: " + device + " is given twice");
      }
      options.add(
          new CaptureOptions(
              device,
              options.size(),
              snaplen,
              bufferBytes,
              !notPromiscuous,
              filter,
              CaptureOptions.NO_FANOUT));
    }
    return options;
  }

  private CaptureMethod captureMethod() throws UsageException {
    for (CaptureMethod method : CaptureMethod.values()) {
      if (method.label().equals(capture)) {
        return method;
      }
    }
    throw new UsageException("--capture: '" + capture + "' is not auto, afpacket or pcap4j");
  }

  private SensorOptions.Reports reports() throws UsageException {
    if (keepCount < 0) {
      throw new UsageException("--keep-count: " + keepCount + " is less than 0");
    }
    long periodMillis =
        rotate.equals("0") ? 0 : Duration.nanos("--rotate", rotate) / NANOS_PER_MILLI;
    if (periodMillis > 0 && periodMillis < 1000) {
      throw new UsageException("--rotate: '" + rotate + "' is less than a second");
    }
    OldReports.Keep keep =
        new OldReports.Keep(
            keepCount,
            keepAge == null ? 0 : Duration.nanos("--keep-age", keepAge) / NANOS_PER_MILLI,
            keepSize == null ? 0 : ByteSize.bytes("--keep-size", keepSize));
    long periodBytes = rotateSize == null ? 0 : ByteSize.bytes("--rotate-size", rotateSize);
    return new SensorOptions.Reports(
        out, periodMillis, periodBytes, keep, makeRoom, evidenceBytes());
  }

  private long evidenceBytes() throws UsageException {
    long bytes = ByteSize.bytes("--evidence-buffer", evidenceBuffer);
    if (bytes < MIN_EVIDENCE_BYTES || bytes > MAX_EVIDENCE_BYTES) {
      throw new UsageException("--evidence-buffer: " + evidenceBuffer + " is not within 4M to 4G");
    }
    return evidence ? bytes : 0;
  }

  private static InetSocketAddress address(String option, String text, int defaultPort)
      throws UsageException {
    if (text == null) {
      return null;
    }
    InetSocketAddress address = SocketAddress.parse(option, text, defaultPort);
    if (address.isUnresolved()) {
      throw new UsageException(option + ": " + address.getHostString() + " is not known");
    }
    return address;
  }
}
