package org.tidewaiter.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Packets that a device lost before the kernel saw them, as Linux counts them: for want of buffers
 * in the device ({@code rx_missed_errors}) or in its queue ({@code rx_fifo_errors}). Its {@code
 * rx_dropped} is left out: it counts also packets that were captured and then had no receiver.
 */
final class InterfaceDrops {
  private static final Path DEVICES = Path.of("/sys/class/net");

  private final Path statistics;
  private long previous;
  private long total;

  InterfaceDrops(String device) {
    statistics = DEVICES.resolve(device).resolve("statistics");
    previous = read();
  }

  /** Drops since this object was made; 0 where the system does not say. */
  synchronized long count() {
    long now = read();
    total += Math.max(0, now - previous);
    previous = now;
    return total;
  }

  /** The device's own counters; 0 while it is away, as they start over when it returns. */
  private long read() {
    return read("rx_missed_errors") + read("rx_fifo_errors");
  }

  private long read(String counter) {
    try {
      return Long.parseLong(Files.readString(statistics.resolve(counter)).trim());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
