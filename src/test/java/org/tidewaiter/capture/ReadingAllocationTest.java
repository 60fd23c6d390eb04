package org.tidewaiter.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read loop must not allocate: neither per packet nor per batch worth mentioning. */
class ReadingAllocationTest {
  private static final int PACKETS = 100_000;

  /** Within these the buffer for what is carried over finds its size, once per file. */
  private static final int SETTLING_BATCHES = 10;

  /** What the forty batches that are left may cost together, far below a byte per packet. */
  private static final long MOST_BYTES = 16_384;

  @TempDir Path directory;

  @Test
  void pcap() throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).pcapHeader();
    for (int i = 0; i < PACKETS; i++) {
      bytes.pcapRecord(i, 0, 96, 1500);
    }
    check(bytes.toArray());
  }

  @Test
  void pcapng() throws IOException {
    CaptureBytes bytes = CaptureBytes.in(LITTLE_ENDIAN).section().captureInterface(1, 0);
    bytes.captureInterface(1, 0);
    byte[] packet = CaptureBytes.in(LITTLE_ENDIAN).enhanced(1, 5, 96, 1500).toArray();
    for (int i = 0; i < PACKETS; i++) {
      bytes.bytes(packet);
    }
    check(bytes.toArray());
  }

  private void check(byte[] content) throws IOException {
    Path file = directory.resolve("capture");
    Files.write(file, content);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PacketBatch batch = new PacketBatch();
    long least = Long.MAX_VALUE;
    // The first rounds may load classes; the allocation that stays is what counts.
    for (int round = 0; round < 5; round++) {
      try (CaptureFiles files = CaptureFiles.open(List.of(file.toString()), false)) {
        long packets = 0;
        for (int i = 0; i < SETTLING_BATCHES; i++) {
          assertTrue(files.fill(batch));
          packets += batch.size;
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        while (files.fill(batch)) {
          packets += batch.size;
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        assertTrue(packets == PACKETS);
      }
    }
    assertTrue(least < MOST_BYTES, least + " bytes for " + PACKETS + " packets");
  }
}
