package org.tidewaiter;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.RecentPackets;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.flow.InterimRows;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.FlowSink;
import org.tidewaiter.sensor.DirectoryLock;
import org.tidewaiter.sensor.FindingsLog;
import org.tidewaiter.sensor.OldReports;
import org.tidewaiter.sensor.PeriodClock;
import org.tidewaiter.sensor.Syslog;

/**
 * What a sensor writes: a report for each period, and findings as they come.
 *
 * <p>For the thread that analyses. Reports are finished by a thread of their own; at most one is
 * being finished while the next is collected.
 */
final class LiveReports implements FlowSink, Closeable {
  private final SensorOptions options;
  private final List<CaptureInput> devices;
  private final Consumer<String> notices;
  private final DirectoryLock lock;
  private final OldReports old;
  private final BooleanSupplier makeRoom;
  private final Syslog syslog;
  private final FindingsLog log;
  private final PeriodClock clock;
  private final RecentPackets recent;
  private final InterimRows interimRows = new InterimRows();
  private final ExecutorService writer = Executors.newSingleThreadExecutor(LiveReports::daemon);
  private Future<LivePeriod> finishing;
  private LivePeriod period;
  private boolean troubleTold;
  private boolean logFails;
  private long errors;

  /**
   * Opens the directory.
   *
   * @param devices name and method of each device
   * @throws IOException if nothing can be written there, or another sensor writes there
   */
  LiveReports(SensorOptions options, List<CaptureInput> devices, Consumer<String> notices)
      throws IOException {
    this.options = options;
    this.devices = devices;
    this.notices = notices;
    SensorOptions.Reports wanted = options.reports();
    Path directory = wanted.directory();
    recent = wanted.evidenceBytes() == 0 ? null : ring(wanted.evidenceBytes());
    lock = lock(directory, options.user());
    old = new OldReports(directory, wanted.keep());
    makeRoom = wanted.makeRoom() ? old::removeOldest : null;
    for (String name : old.markUnfinished()) {
      notices.accept(
          "The sensor did not end properly last time: of a period only what is in "
              + directory.resolve(name)
              + " was written; findings.jsonl has its findings.");
    }
    syslog = options.syslog() == null ? null : new Syslog(options.syslog());
    log = new FindingsLog(directory, syslog);
    clock = new PeriodClock(wanted.periodMillis(), System::currentTimeMillis, System::nanoTime);
  }

  // All at once, so that there is enough from the start or the sensor does not start.
  private static RecentPackets ring(long bytes) throws IOException {
    RecentPackets ring = new RecentPackets(bytes);
    try {
      ring.reserve();
    } catch (OutOfMemoryError e) {
      throw new IOException(
          "There is no memory to hold "
              + bytes
              + " bytes of packets; give less with --evidence-buffer, or Java more with"
              + " -XX:MaxDirectMemorySize",
          e);
    }
    return ring;
  }

  private static DirectoryLock lock(Path directory, String user) throws IOException {
    try {
      Files.createDirectories(directory);
      return DirectoryLock.of(directory);
    } catch (AccessDeniedException e) {
      throw user == null
          ? e
          : new IOException(
              "user "
                  + user
                  + " may not write to "
                  + directory
                  + "; make it theirs with: install -d -o "
                  + user
                  + " "
                  + directory.toAbsolutePath(),
              e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tidewaiter-write");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins a period. */
  void begin(RuleSet rules, Detector detector) {
    period =
        new LivePeriod(
            options.reports().directory(),
            clock.name(),
            rules,
            devices,
            detector,
            makeRoom,
            recent);
    troubleTold = false;
    tellTrouble();
  }

  /** Tells once why the period's report was given up. */
  void tellTrouble() {
    if (!troubleTold && period.trouble() != null) {
      troubleTold = true;
      notTold(period);
    }
  }

  private void notTold(LivePeriod failed) {
    errors++;
    notices.accept(
        "The report of a period cannot be written, its flows are lost (findings go on, in"
            + " findings.jsonl): "
            + failed.trouble());
  }

  /** Why the period's report was given up; null if it was not. */
  IOException trouble() {
    return period.trouble();
  }

  /** Reports and findings that could not be written. */
  long errors() {
    return errors;
  }

  /** Findings so far by severity. */
  Map<String, Long> findings() {
    return log.bySeverity();
  }

  /** Who is to be shown packets and flows of the period; null for nobody. */
  Gatherer gatherer() {
    return recent == null ? null : period;
  }

  void count(PacketBatch batch) {
    period.count(batch);
  }

  @Override
  public void ended(int row, long[] words, int at) {
    if (interimRows.last(row, words, at)) {
      period.ended(row, interimRows.words(), interimRows.at());
    } else {
      period.ended(row, words, at);
    }
  }

  /** Whether the period is over, by time or by size. */
  boolean isOver() {
    long most = options.reports().periodBytes();
    return clock.isDue() || most > 0 && period.approximateBytes() >= most;
  }

  /** Takes findings that are new or changed and tells them. */
  void tell(List<Finding> changed) {
    period.touch(changed);
    try {
      log.offer(changed);
      if (logFails) {
        log.tell();
        logFails = false;
      }
    } catch (IOException e) {
      logFailed(e);
    }
  }

  private void logFailed(IOException e) {
    if (!logFails) {
      errors++;
      notices.accept("findings.jsonl cannot be written, its lines wait: " + e);
    }
    logFails = true;
  }

  /** Tells of flows that go on: their rows of this period. */
  void interim(Analysis analysis) throws IOException {
    analysis.interim(interimRows, period);
  }

  /** The period's accounting, to be filled before {@link #end}. */
  Accounting accounting() {
    return period.accounting();
  }

  /** What was read from a device in the period. */
  CaptureInput input(int device) {
    return period.input(device);
  }

  /**
   * Ends the period: all its rows, findings and counts were given. {@link #begin} begins another.
   */
  void end() {
    try {
      log.tell();
      logFails = false;
    } catch (IOException e) {
      logFailed(e);
    }
    period.takeFindings();
    Map<String, String> described = options.described();
    described.put("period-start", clock.start().toString());
    clock.next();
    described.put("period-end", clock.start().toString());
    awaitFinished();
    LivePeriod ended = period;
    Future<LivePeriod> finished = writer.submit(() -> finish(ended, described), ended);
    finishing = troubleTold ? null : finished;
    if (troubleTold) {
      notices.accept(ended.rowsLost() + " rows of flows were lost with the report of a period.");
    }
  }

  private void finish(LivePeriod ended, Map<String, String> described) {
    ended.finish(described);
    try {
      old.prune(Instant.now());
    } catch (IOException e) {
      notices.accept("Old reports cannot be removed: " + e);
    }
  }

  /** Waits until the report of the period before is written. */
  void awaitFinished() {
    if (finishing == null) {
      return;
    }
    try {
      LivePeriod finished = finishing.get();
      if (finished.trouble() != null) {
        notTold(finished);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      errors++;
      notices.accept("The report of a period was not written, an error of ours: " + e.getCause());
    }
    finishing = null;
  }

  /** Takes note that findings begin to count anew, as other rules are in use. */
  void countsBeginAnew() {
    log.countsBeginAnew();
  }

  @Override
  public void close() throws IOException {
    awaitFinished();
    writer.shutdown();
    log.close();
    if (syslog != null) {
      syslog.close();
    }
    lock.close();
  }
}
