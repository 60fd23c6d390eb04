package org.tidewaiter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.live.CaptureOptions;
import org.tidewaiter.capture.live.Deduplicator;
import org.tidewaiter.capture.live.LiveSource;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.decode.DecodeOutcome;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.RunTotals;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.RuleException;
import org.tidewaiter.sensor.CaptureThread;
import org.tidewaiter.sensor.DeviceStatus;
import org.tidewaiter.sensor.Metrics;
import org.tidewaiter.sensor.PrivilegeException;
import org.tidewaiter.sensor.Privileges;
import org.tidewaiter.sensor.SensorStatus;

/**
 * The live counterpart of {@link Replay}: devices in, a report for each period out, until it is
 * told to stop.
 *
 * <p>A thread per device captures; the thread that runs the sensor decodes and analyses, so that a
 * period's counts are those of its packets exactly. Other threads write finished reports and serve
 * numbers, of which a new set is published every second.
 */
public final class Sensor {
  /** Longest wait for packets in milliseconds, so that clocks and wishes are looked at. */
  private static final int TICK_MILLIS = 50;

  private static final long TELL_NANOS = 250_000_000L;
  private static final long STATUS_NANOS = 1_000_000_000L;

  private final SensorOptions options;
  private final Consumer<String> notices;
  private final Consumer<SensorStatus> statusWatcher;
  private final List<CaptureThread> devices = new ArrayList<>();
  private final List<DeviceStatus> accounted = new ArrayList<>();
  private final HeaderColumns columns = new HeaderColumns();
  private final DecodeCounters decodedBefore = new DecodeCounters();
  private final AtomicReference<RuleSet> newRules = new AtomicReference<>();
  private final AtomicLong rulesRefused = new AtomicLong();
  private BlockingQueue<PacketBatch> queue;
  private RuleSet rules;
  private Detector detector;
  private Decoder decoder;
  private LiveReports reports;
  private Analysis analysis;
  private long rulesAccepted;
  private double lagSeconds;
  private long tellNanos;
  private long statusNanos;
  private volatile SensorStatus status;
  private volatile boolean stopping;

  /**
   * Prepares a sensor; nothing happens before {@link #run}.
   *
   * @param notices told in one line of what an operator should know; from any thread
   * @param statusWatcher shown each new status
   */
  public Sensor(
      SensorOptions options, Consumer<String> notices, Consumer<SensorStatus> statusWatcher) {
    this.options = options;
    this.notices = notices;
    this.statusWatcher = statusWatcher;
  }

  /** Asks for the end: what was captured so far is still analysed and reported. For any thread. */
  public void stop() {
    stopping = true;
  }

  /** Reads the rule files again; if one is bad the rules in use stay. For any thread. */
  public void reload() {
    Thread loader = new Thread(this::load, "tidewaiter-rules");
    loader.setDaemon(true);
    loader.start();
  }

  // One at a time, so that what was read last is what is used.
  private synchronized void load() {
    try {
      newRules.set(RuleSet.load(options.site(), options.only()));
    } catch (RuleException e) {
      rulesRefused.incrementAndGet();
      for (Problem problem : e.problems().sorted()) {
        notices.accept(problem.toString());
      }
      notices.accept("The rules have errors; the ones in use stay.");
    }
  }

  /**
   * Runs until it is told to stop.
   *
   * @return false if no device could be captured from any more, or the last report not written
   * @throws IOException if a device cannot be opened, or nothing can be written
   * @throws PrivilegeException if rights were to be given up and were not, or not fully
   * @throws RuleException if a rule file is bad
   */
  public boolean run() throws IOException, PrivilegeException, RuleException {
    if (options.user() == null && !options.mayBeRoot()) {
      Privileges.refuseRoot();
    }
    List<LiveSource> sources = openDevices();
    boolean begun = false;
    try {
      if (options.user() != null) {
        Privileges.dropTo(options.user());
      }
      rules = RuleSet.load(options.site(), options.only());
      prepare(sources);
      begun = true;
    } finally {
      if (!begun) {
        closeAll(sources);
      }
    }
    boolean written = runWith(reports);
    return written && devices.stream().anyMatch(device -> !device.failed());
  }

  private boolean runWith(LiveReports opened) throws IOException {
    try (opened) {
      begin();
      Metrics served =
          options.metrics() == null ? null : Metrics.serve(options.metrics(), () -> status);
      try (served) {
        watch();
        loop();
        return finish();
      }
    } finally {
      devices.forEach(CaptureThread::stop);
    }
  }

  private List<LiveSource> openDevices() throws IOException {
    List<LiveSource> sources = new ArrayList<>();
    try {
      for (CaptureOptions device : options.capture()) {
        sources.add(options.method().open(device, notices));
      }
    } catch (IOException | RuntimeException e) {
      closeAll(sources);
      throw e;
    }
    return sources;
  }

  private static void closeAll(List<LiveSource> sources) throws IOException {
    for (LiveSource source : sources) {
      source.close();
    }
  }

  private void prepare(List<LiveSource> sources) throws IOException {
    queue = new ArrayBlockingQueue<>(sources.size() * CaptureThread.BATCHES);
    List<CaptureInput> inputs = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      CaptureOptions device = options.capture().get(i);
      Deduplicator deduplicator =
          options.dedup()
              ? new Deduplicator(Deduplicator.DEFAULT_WINDOW_NANOS, device.snaplenBytes())
              : null;
      devices.add(new CaptureThread(device.device(), sources.get(i), deduplicator, queue, notices));
      accounted.add(devices.get(i).status());
      inputs.add(CaptureInput.ofDevice(device.device(), sources.get(i).method()));
    }
    reports = new LiveReports(options, inputs, notices);
  }

  private void begin() throws IOException {
    long seed = System.nanoTime() * 0x9E3779B97F4A7C15L;
    SensorOptions.Flows flows = options.flows();
    decoder = new Decoder(seed, flows.vlanInKey());
    detector = new Detector(rules);
    analysis =
        new Analysis(
            rules, flows.timeouts(), flows.budget(), new FlowHash(seed), detector, reports);
    reports.begin(rules, detector);
    if (reports.trouble() != null) {
      throw reports.trouble();
    }
    analysis.gather(reports.gatherer());
    publish();
  }

  private void watch() {
    tellNanos = System.nanoTime();
    statusNanos = tellNanos;
    for (CaptureThread device : devices) {
      device.start();
      notices.accept("Watching " + device.device() + " (" + device.method() + ").");
    }
  }

  private void loop() throws IOException {
    while (true) {
      PacketBatch batch = poll();
      if (batch != null) {
        take(batch);
      } else if (devices.stream().allMatch(CaptureThread::ended) && queue.isEmpty()) {
        return;
      }
      long now = System.nanoTime();
      if (now - tellNanos >= 0) {
        tellNanos = now + TELL_NANOS;
        lookAround(now);
      }
    }
  }

  private PacketBatch poll() {
    try {
      return queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping = true;
      return null;
    }
  }

  private void take(PacketBatch batch) {
    decoder.decode(batch, columns);
    reports.count(batch);
    analysis.consume(batch, columns);
    long youngestNanos = batch.timestampNanos[batch.size - 1];
    lagSeconds = Math.max(0, System.currentTimeMillis() / 1e3 - youngestNanos / 1e9);
    devices.get(batch.input).giveBack(batch);
  }

  private void lookAround(long now) throws IOException {
    reports.tell(detector.drainChanged());
    if (stopping) {
      devices.forEach(CaptureThread::stop);
    }
    RuleSet loaded = newRules.getAndSet(null);
    if (loaded != null || reports.isOver()) {
      endPeriod();
      change(loaded);
      reports.begin(rules, detector);
      analysis.gather(reports.gatherer());
    }
    if (now - statusNanos >= 0) {
      statusNanos = now + STATUS_NANOS;
      publish();
      reports.tellTrouble();
    }
  }

  private void change(RuleSet loaded) {
    if (loaded != null) {
      detector = new Detector(loaded);
      analysis.changeRules(rules, loaded, detector);
      reports.countsBeginAnew();
      rules = loaded;
      rulesAccepted++;
      notices.accept("The rules were read again and are in use.");
    }
  }

  private void endPeriod() throws IOException {
    reports.interim(analysis);
    reports.tell(detector.drainChanged());
    account();
    reports.end();
  }

  private boolean finish() throws IOException {
    analysis.finish();
    analysis.reportRest();
    reports.tell(detector.drainChanged());
    account();
    long errors = reports.errors();
    reports.end();
    reports.awaitFinished();
    publish();
    return errors == reports.errors() && reports.trouble() == null;
  }

  private void account() {
    Accounting accounting = reports.accounting();
    for (int i = 0; i < devices.size(); i++) {
      DecodeCounters decoded = decoder.takeCounters(i);
      decodedBefore.addAll(decoded);
      accounting.addInput(reports.input(i), 0, decoded);
      DeviceStatus now = devices.get(i).status();
      now.account(accounted.set(i, now), accounting);
    }
    analysis.account(accounting);
  }

  private void publish() {
    List<DeviceStatus> now = new ArrayList<>();
    for (CaptureThread device : devices) {
      now.add(device.status());
    }
    DecodeCounters decoded = decoder.counters();
    decoded.addAll(decodedBefore);
    Map<String, Long> outcomes = new LinkedHashMap<>();
    for (DecodeOutcome outcome : DecodeOutcome.values()) {
      outcomes.put(outcome.label(), decoded.outcome(outcome));
    }
    status =
        new SensorStatus(
            RunTotals.programVersion(),
            now,
            queue.size(),
            queue.size() + queue.remainingCapacity(),
            analysis.liveFlows(),
            analysis.flowCounters().created,
            analysis.flowCounters().evicted,
            reports.findings(),
            outcomes,
            rulesAccepted,
            rulesRefused.get(),
            reports.errors(),
            lagSeconds);
    lagSeconds = 0;
    statusWatcher.accept(status);
  }
}
