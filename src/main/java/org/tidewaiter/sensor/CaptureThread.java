package org.tidewaiter.sensor;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.live.Deduplicator;
import org.tidewaiter.capture.live.LiveSource;
import org.tidewaiter.capture.live.RecoveringSource;

/**
 * Takes packets from one device, leaves out copies, and queues what remains for the analysis.
 *
 * <p>It has its own batches, a fixed number of them. Where the analysis does not give them back in
 * time the thread waits, the kernel's buffer fills, and the kernel counts what it drops: there is
 * no place here where packets are lost uncounted. At the end it takes what the kernel still keeps,
 * for a short while, counts what it did not take, and closes the device itself, since no other
 * thread may unmap a ring that this one reads.
 */
public final class CaptureThread {
  /** Batches of a device that can wait for the analysis: a quarter of a second of small packets. */
  public static final int BATCHES = 32;

  /** Longest time in nanoseconds to take what the kernel keeps when told to stop. */
  private static final long LAST_NANOS = 500_000_000L;

  private final String device;
  private final RecoveringSource source;
  private final Deduplicator deduplicator;
  private final Consumer<String> notices;
  private final BlockingQueue<PacketBatch> queue;
  private final BlockingQueue<PacketBatch> empty = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private int made;
  private volatile boolean stopping;
  private volatile boolean failed;
  private volatile long notTaken;

  /**
   * Prepares to capture from an open device.
   *
   * @param deduplicator leaves out copies; null to keep them
   * @param queue where batches go; has room for {@link #BATCHES} of each device
   * @param notices told of the device's troubles, in one line each
   */
  public CaptureThread(
      String device,
      LiveSource opened,
      Deduplicator deduplicator,
      BlockingQueue<PacketBatch> queue,
      Consumer<String> notices) {
    this.device = device;
    this.source = new RecoveringSource(opened, device, notices);
    this.deduplicator = deduplicator;
    this.queue = queue;
    this.notices = notices;
    thread = new Thread(this::run, "tidewaiter-" + device);
    thread.setDaemon(true);
  }

  /** Name of the device. */
  public String device() {
    return device;
  }

  /** How its packets are captured, in words. */
  public String method() {
    return source.method();
  }

  /** Begins to capture. */
  public void start() {
    thread.start();
  }

  /** Asks for the end; {@link #ended} says when it is there. */
  public void stop() {
    stopping = true;
  }

  /** Whether nothing more will be queued. */
  public boolean ended() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Whether it ended because the device cannot be captured from any more. */
  public boolean failed() {
    return failed;
  }

  /** Takes a batch back that was analysed. */
  public void giveBack(PacketBatch batch) {
    empty.add(batch);
  }

  /** How the device is doing; for any thread. */
  public DeviceStatus status() {
    return new DeviceStatus(
        device,
        !source.lost() && !failed,
        source.counters(),
        notTaken,
        deduplicator == null ? 0 : deduplicator.duplicates(),
        deduplicator == null ? 0 : deduplicator.forgottenEarly(),
        source.losses());
  }

  private void run() {
    try {
      while (!stopping) {
        pass();
      }
      long deadline = System.nanoTime() + LAST_NANOS;
      while (System.nanoTime() - deadline < 0 && pass() != 0) {
        // Takes what was captured before the end was asked for.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      failed = true;
      notices.accept(device + " cannot be captured from any more: " + e.getMessage());
    } finally {
      close();
    }
  }

  /** Moves one batch; returns its packets, 0 if none came, -1 if there was no batch to be had. */
  private int pass() throws IOException, InterruptedException {
    PacketBatch batch = empty.poll();
    if (batch == null && made < BATCHES) {
      batch = new PacketBatch();
      made++;
    }
    if (batch == null) {
      batch = empty.poll(LiveSource.IDLE_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (batch == null) {
      return -1;
    }
    source.fill(batch);
    int captured = batch.size;
    if (deduplicator != null) {
      deduplicator.compact(batch);
    }
    if (batch.size > 0) {
      queue.add(batch);
    } else {
      empty.add(batch);
    }
    return captured;
  }

  private void close() {
    notTaken = source.unread();
    try {
      source.close();
    } catch (IOException e) {
      notices.accept(device + ": " + e.getMessage());
    }
  }
}
