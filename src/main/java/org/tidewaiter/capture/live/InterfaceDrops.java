package org.tidewaiter.capture.live;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Packets that a device says it dropped, from the {@code drop} and {@code fifo} columns of Linux's
 * {@code /proc/net/dev}. The file stays open, so it keeps to the network namespace in which the
 * device was opened, and can still be read when the process has dropped its rights.
 */
final class InterfaceDrops implements AutoCloseable {
  private static final String FILE = "/proc/thread-self/net/dev";
  private static final int DROP_COLUMN = 3;
  private static final int FIFO_COLUMN = 4;

  private final String device;
  private RandomAccessFile file;
  private long previous;
  private long total;

  InterfaceDrops(String device) {
    this.device = device;
    try {
      file = new RandomAccessFile(FILE, "r");
      previous = read();
    } catch (IOException e) {
      close();
    }
  }

  /** Drops since this object was made; 0 where the system does not say. */
  synchronized long count() {
    if (file != null) {
      try {
        long now = read();
        total += Math.max(0, now - previous);
        previous = now;
      } catch (IOException e) {
        close();
      }
    }
    return total;
  }

  /** The device's own counters; 0 while it is away, as they start over when it returns. */
  private long read() throws IOException {
    file.seek(0);
    String line;
    while ((line = file.readLine()) != null) {
      int colon = line.lastIndexOf(':');
      if (colon > 0 && line.substring(0, colon).trim().equals(device)) {
        String[] columns = line.substring(colon + 1).trim().split(" +", -1);
        return Long.parseLong(columns[DROP_COLUMN]) + Long.parseLong(columns[FIFO_COLUMN]);
      }
    }
    return 0;
  }

  @Override
  public synchronized void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // A file that was only read has nothing to lose.
      }
      file = null;
    }
  }
}
