package org.tidewaiter.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import picocli.CommandLine.Model.OptionSpec;

/** {@code tidewaiter live}: watches devices until it is told to stop. */
final class LiveCommand extends Command {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MIN_EVIDENCE_BYTES = 4L << 20;
  private static final long MAX_EVIDENCE_BYTES = 4L << 30;

  private final Value<List<String>> devices =
      texts(
          OptionSpec.builder("-i", "--interface")
              .paramLabel("DEVICE")
              .required(true)
              .description("Device to capture from; may be given several times."));

  private final Value<Path> out =
      path(
          OptionSpec.builder("-o", "--out")
              .paramLabel("DIR")
              .required(true)
              .description("Directory of findings.jsonl and of the reports."));

  private final Value<String> filter =
      text(
          OptionSpec.builder("-f", "--filter")
              .paramLabel("BPF")
              .defaultValue("")
              .description("Capture only packets that match, e.g. 'not port 22' (needs libpcap)."));

  private final Value<String> rotate =
      text(
          OptionSpec.builder("--rotate")
              .paramLabel("TIME")
              .defaultValue("1h")
              .description(
                  "Length of a period, e.g. 5m (default: ${DEFAULT-VALUE}); 0 for one period."));

  private final Value<String> rotateSize =
      text(
          OptionSpec.builder("--rotate-size")
              .paramLabel("SIZE")
              .description(
                  "End a period early when its flows.csv has about this size, e.g. 500M."));

  private final Value<Integer> keepCount =
      number(
          0,
          OptionSpec.builder("--keep-count")
              .paramLabel("N")
              .description("Keep the reports of this many periods (default: all)."));

  private final Value<String> keepAge =
      text(
          OptionSpec.builder("--keep-age")
              .paramLabel("TIME")
              .description("Keep reports of periods that began less than this ago, e.g. 30d."));

  private final Value<String> keepSize =
      text(
          OptionSpec.builder("--keep-size")
              .paramLabel("SIZE")
              .description(
                  "Keep reports up to this size together, e.g. 10G; the oldest go first."));

  private final Value<Boolean> makeRoom =
      flag("--make-room", "Remove the oldest reports when the disk is full.");

  private final Value<Boolean> evidence =
      flag("--evidence", "Keep the packets behind findings, in evidence/ of each report.");

  private final Value<String> evidenceBuffer =
      text(
          OptionSpec.builder("--evidence-buffer")
              .paramLabel("SIZE")
              .defaultValue("64M")
              .description(
                  "Memory that holds recent packets until it is known what they belong to (default:"
                      + " ${DEFAULT-VALUE})."));

  private final Value<String> user =
      text(
          OptionSpec.builder("--user")
              .paramLabel("NAME")
              .description("Become this user, without other rights, once the devices are open."));

  private final Value<Boolean> runAsRoot =
      flag("--run-as-root", "Analyse packets with root's rights.");

  private final Value<String> metrics =
      text(
          OptionSpec.builder("--metrics")
              .paramLabel("ADDRESS:PORT")
              .description("Serve numbers to Prometheus there, e.g. 127.0.0.1:9688."));

  private final Value<String> syslog =
      text(
          OptionSpec.builder("--syslog")
              .paramLabel("HOST[:PORT]")
              .description("Send findings to a syslog server too (RFC 5424, UDP)."));

  private final RuleOptions rules = new RuleOptions(this);

  private final Value<String> capture =
      text(
          OptionSpec.builder("--capture")
              .paramLabel("WAY")
              .defaultValue("auto")
              .description(
                  "How to capture: auto (default), afpacket (Linux's ring), pcap4j (libpcap)."));

  private final Value<Integer> snaplen =
      number(
          CaptureOptions.DEFAULT_SNAPLEN_BYTES,
          OptionSpec.builder("--snaplen")
              .paramLabel("BYTES")
              .description("Bytes to capture of each packet at most (default: ${DEFAULT-VALUE})."));

  private final Value<String> buffer =
      text(
          OptionSpec.builder("--buffer")
              .paramLabel("SIZE")
              .defaultValue("64M")
              .description(
                  "Memory in which the kernel keeps packets (default: ${DEFAULT-VALUE})."));

  private final Value<Boolean> notPromiscuous =
      flag("--no-promiscuous", "Do not ask the device for packets to other stations.");

  private final Value<Boolean> dedup =
      flag("--dedup", "Leave out copies that mirror ports make of packets.");

  private final Value<Integer> flowBudget =
      number(
          SensorOptions.DEFAULT_FLOW_BUDGET,
          OptionSpec.builder("--flow-budget")
              .paramLabel("N")
              .description(
                  "Most flows kept at once (default: ${DEFAULT-VALUE}); the idlest end early and are"
                      + " counted."));

  private final FlowOptions flows = new FlowOptions(this);

  private final Value<Boolean> quiet = flag("-q", "--quiet", "No status line, even on a terminal.");

  LiveCommand() {
    super("live");
    usage()
        .sortOptions(false)
        .description(
            "Watches network devices: findings within a second in findings.jsonl, and a report"
                + " directory for each period.",
            "")
        .footer(
            "",
            "SIGTERM or SIGINT ends it in order, SIGHUP reads the rules again.",
            "",
            "Examples:",
            "  tidewaiter devices",
            "  sudo tidewaiter live -i eth1 --out /var/lib/tidewaiter --rotate 5m --user tidewaiter",
            "  tail -F /var/lib/tidewaiter/findings.jsonl");
  }

  @Override
  public Integer call() throws Exception {
    StatusLine line = new StatusLine(System.err, !quiet.get() && Terminal.isStandardError());
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
        dedup.get(),
        new SensorOptions.Flows(
            FlowOptions.checkedBudget(flowBudget.get()), flows.timeouts(), flows.vlanInKey()),
        rules.site(),
        rules.only(),
        reports(),
        user.get(),
        runAsRoot.get(),
        address("--metrics", metrics.get(), Metrics.DEFAULT_PORT),
        address("--syslog", syslog.get(), Syslog.DEFAULT_PORT));
  }

  private List<CaptureOptions> captureOptions() throws UsageException {
    long bufferBytes = ByteSize.bytes("--buffer", buffer.get());
    if (bufferBytes > CaptureOptions.MAX_BUFFER_BYTES) {
      throw new UsageException("--buffer: " + buffer.get() + " is more than 1G");
    }
    int least = dedup.get() ? Deduplicator.MIN_SNAPLEN_BYTES : 1;
    if (snaplen.get() < least || snaplen.get() > PacketBatch.MAX_CAPTURED_LENGTH) {
      throw new UsageException(
          "--snaplen: "
              + snaplen.get()
              + " is not within "
              + least
              + " to "
              + PacketBatch.MAX_CAPTURED_LENGTH
              + (dedup.get() ? " (copies cannot be told with less)" : ""));
    }
    List<CaptureOptions> options = new ArrayList<>();
    for (String device : devices.get()) {
      if (options.stream().anyMatch(before -> before.device().equals(device))) {
        throw new UsageException("-i: " + device + " is given twice");
      }
      options.add(
          new CaptureOptions(
              device,
              options.size(),
              snaplen.get(),
              bufferBytes,
              !notPromiscuous.get(),
              filter.get(),
              CaptureOptions.NO_FANOUT));
    }
    return options;
  }

  private CaptureMethod captureMethod() throws UsageException {
    for (CaptureMethod method : CaptureMethod.values()) {
      if (method.label().equals(capture.get())) {
        return method;
      }
    }
    throw new UsageException("--capture: '" + capture.get() + "' is not auto, afpacket or pcap4j");
  }

  private SensorOptions.Reports reports() throws UsageException {
    if (keepCount.get() < 0) {
      throw new UsageException("--keep-count: " + keepCount.get() + " is less than 0");
    }
    String period = rotate.get();
    long periodMillis =
        period.equals("0") ? 0 : Duration.nanos("--rotate", period) / NANOS_PER_MILLI;
    if (periodMillis > 0 && periodMillis < 1000) {
      throw new UsageException("--rotate: '" + period + "' is less than a second");
    }
    String age = keepAge.get();
    OldReports.Keep keep =
        new OldReports.Keep(
            keepCount.get(),
            age == null ? 0 : Duration.nanos("--keep-age", age) / NANOS_PER_MILLI,
            bytesOrZero("--keep-size", keepSize.get()));
    long periodBytes = bytesOrZero("--rotate-size", rotateSize.get());
    return new SensorOptions.Reports(
        out.get(), periodMillis, periodBytes, keep, makeRoom.get(), evidenceBytes());
  }

  private static long bytesOrZero(String option, String text) throws UsageException {
    return text == null ? 0 : ByteSize.bytes(option, text);
  }

  private long evidenceBytes() throws UsageException {
    long bytes = ByteSize.bytes("--evidence-buffer", evidenceBuffer.get());
    if (bytes < MIN_EVIDENCE_BYTES || bytes > MAX_EVIDENCE_BYTES) {
      throw new UsageException(
          "--evidence-buffer: " + evidenceBuffer.get() + " is not within 4M to 4G");
    }
    return evidence.get() ? bytes : 0;
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
