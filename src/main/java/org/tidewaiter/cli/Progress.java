package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;

/**
 * A line on the terminal that says how far a long replay is. It comes after a second, goes when the
 * replay ends, and never appears where nobody looks.
 */
final class Progress {
  private static final long FIRST_MILLIS = 1000;
  private static final long INTERVAL_MILLIS = 250;
  private static final double SMOOTHING = 0.2;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final CaptureFiles captures;
  private final PrintWriter out;
  private final Thread thread;
  private final long beganNanos = System.nanoTime();
  private double packetsPerSecond;
  private long lastPackets;
  private long lastNanos = beganNanos;
  private boolean shown;

  private Progress(CaptureFiles captures, PrintWriter out) {
    this.captures = captures;
    this.out = out;
    thread = new Thread(this::run, "tidewaiter-progress");
    thread.setDaemon(true);
  }

  /** Shows how far these captures are read. */
  static Progress start(CaptureFiles captures, PrintWriter out) {
    Progress progress = new Progress(captures, out);
    progress.thread.start();
    return progress;
  }

  private void run() {
    try {
      Thread.sleep(FIRST_MILLIS);
      if (!Terminal.isStandardError()) {
        return;
      }
      while (true) {
        show();
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException e) {
      // The replay has ended.
    }
    if (shown) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }

  private void show() {
    long now = System.nanoTime();
    long packets = captures.packetsRead();
    double rate = (packets - lastPackets) * 1e9 / Math.max(1, now - lastNanos);
    packetsPerSecond =
        lastPackets == 0 ? rate : packetsPerSecond + SMOOTHING * (rate - packetsPerSecond);
    lastPackets = packets;
    lastNanos = now;
    out.print(ERASE_LINE + line(captures.bytesRead(), packets, (now - beganNanos) / 1e9));
    out.flush();
    shown = true;
  }

  private String line(long bytes, long packets, double elapsedSeconds) {
    long total = captures.bytesTotal();
    if (total != CaptureInput.UNKNOWN && bytes >= total) {
      return number(packets) + " packets read, finishing the report";
    }
    return line(bytes, total, packets, packetsPerSecond, elapsedSeconds);
  }

  /** The line, shorter than a terminal is wide. */
  static String line(
      long bytes, long total, long packets, double packetsPerSecond, double elapsedSeconds) {
    StringBuilder line = new StringBuilder(80);
    boolean known = total != CaptureInput.UNKNOWN && bytes > 0;
    if (known) {
      line.append(String.format(Locale.ROOT, "%3d %%  ", 100 * bytes / total));
    }
    line.append(size(bytes)).append(known ? " of " + size(total) : "");
    line.append("  ").append(number(packets)).append(" packets, ");
    line.append(number(Math.round(packetsPerSecond))).append("/s  ");
    double left = elapsedSeconds * (total - bytes) / Math.max(1, bytes);
    return line.append(known ? clock(left) + " left" : clock(elapsedSeconds)).toString();
  }

  private static String clock(double seconds) {
    long whole = (long) Math.min(seconds, 359_999);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Takes the line away. */
  void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
