package org.tidewaiter.capture.live;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tidewaiter.capture.PacketBatch;

/**
 * A live source that outlives its device: when the device goes down or away, this says so, keeps
 * ticking with empty batches, and tries again at growing intervals until it is back.
 */
public final class RecoveringSource implements LiveSource {
  /** Wait before the first attempt, in milliseconds; each further wait is twice as long. */
  static final long FIRST_WAIT_MILLIS = 200;

  /** Longest wait between two attempts, in milliseconds. */
  static final long MAX_WAIT_MILLIS = 5_000;

  private final LiveSource source;
  private final String device;
  private final Consumer<String> notices;
  private long waitMillis;
  private long nextAttemptNanos;
  private long lostNanos;
  private String lastTrouble = "";
  private long lossesSoFar;
  private volatile long losses;
  private volatile boolean lost;

  /**
   * Wraps an open source.
   *
   * @param notices told in one line of every loss, return and new reason why there is no return
   */
  public RecoveringSource(LiveSource source, String device, Consumer<String> notices) {
    this.source = source;
    this.device = device;
    this.notices = notices;
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    if (lost && !attempt()) {
      return true;
    }
    try {
      return source.fill(batch);
    } catch (DeviceException e) {
      if (e.reason() != DeviceException.Reason.LOST) {
        throw e;
      }
      batch.clear();
      lose(e);
      return true;
    }
  }

  private void lose(DeviceException e) {
    lossesSoFar++;
    losses = lossesSoFar;
    lost = true;
    lostNanos = System.nanoTime();
    waitMillis = FIRST_WAIT_MILLIS;
    nextAttemptNanos = lostNanos + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    lastTrouble = e.getMessage();
    notices.accept(e.getMessage() + "; waiting for it to come back");
  }

  /** Waits for a tick, or tries again if it is time; says whether the device is back. */
  private boolean attempt() {
    long now = System.nanoTime();
    if (now - nextAttemptNanos < 0) {
      pause(Math.min(IDLE_MILLIS, TimeUnit.NANOSECONDS.toMillis(nextAttemptNanos - now) + 1));
      return false;
    }
    if (recover()) {
      notices.accept(
          device
              + " is back after "
              + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lostNanos)
              + " s; what passed meanwhile was not seen");
      return true;
    }
    waitMillis = Math.min(2 * waitMillis, MAX_WAIT_MILLIS);
    nextAttemptNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    return false;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean recover() {
    try {
      lost = !source.recover();
    } catch (DeviceException e) {
      String trouble =
          e.reason() == DeviceException.Reason.NO_PERMISSION
              ? device + " needs to be opened again, but the right to do so was given up: restart"
              : e.getMessage();
      if (!trouble.equals(lastTrouble)) {
        lastTrouble = trouble;
        notices.accept(trouble);
      }
    }
    return !lost;
  }

  /** How often the device went down or away. */
  public long losses() {
    return losses;
  }

  /** Whether the device is down or away now. */
  public boolean lost() {
    return lost;
  }

  @Override
  public CaptureCounters counters() {
    return source.counters();
  }

  @Override
  public long unread() {
    return source.unread();
  }

  @Override
  public String method() {
    return source.method();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
