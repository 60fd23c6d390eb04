package org.tidewaiter.sensor;

import java.io.PrintStream;
import java.util.Locale;
import org.tidewaiter.policy.Severity;

/**
 * The sensor's numbers in one line of a terminal, written over and over. Other lines are to be
 * printed through it, so that they do not end up beside it.
 */
public final class StatusLine {
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintStream out;
  private final boolean shown;
  private SensorStatus before;
  private long beforeNanos;
  private String line = "";

  /**
   * A line on a stream.
   *
   * @param shown false where the stream is no terminal: then only other lines are printed
   */
  public StatusLine(PrintStream out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  /** Prints another line. */
  public synchronized void print(String other) {
    out.print(line.isEmpty() ? "" : CLEAR_LINE);
    out.println(other);
    out.print(line);
    out.flush();
  }

  /** Shows a newer status. */
  public synchronized void show(SensorStatus status) {
    if (!shown) {
      return;
    }
    long now = System.nanoTime();
    line = before == null ? "" : text(status, before, (now - beforeNanos) / 1e9);
    before = status;
    beforeNanos = now;
    out.print(CLEAR_LINE + line);
    out.flush();
  }

  /** Leaves the last status standing. */
  public synchronized void end() {
    if (!line.isEmpty()) {
      out.println();
    }
    line = "";
  }

  static String text(SensorStatus now, SensorStatus before, double seconds) {
    long packets = 0;
    long bytes = 0;
    long dropped = 0;
    StringBuilder down = new StringBuilder();
    for (DeviceStatus device : now.devices()) {
      packets += device.counters().packets();
      bytes += device.counters().bytes();
      dropped += device.counters().droppedByKernel() + device.droppedBySensor();
      down.append(device.up() ? "" : "  " + device.name() + " is DOWN");
    }
    for (DeviceStatus device : before.devices()) {
      packets -= device.counters().packets();
      bytes -= device.counters().bytes();
    }
    StringBuilder findings = new StringBuilder();
    Severity[] severities = Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      String severity = severities[i].label();
      long count = now.findings().getOrDefault(severity, 0L);
      findings.append(count == 0 ? "" : " " + count + " " + severity);
    }
    return String.format(
        Locale.ROOT,
        "%,.0f packets/s  %,.1f Mbit/s  %,d dropped  %,d flows  findings:%s  lag %.1f s%s",
        packets / seconds,
        bytes * 8 / seconds / 1e6,
        dropped,
        now.flows(),
        findings.isEmpty() ? " none" : findings,
        now.lagSeconds(),
        down);
  }
}
