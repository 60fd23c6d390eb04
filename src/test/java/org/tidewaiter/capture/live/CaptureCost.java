package org.tidewaiter.capture.live;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.tidewaiter.capture.PacketBatch;

/**
 * A program that only captures, and says what that cost: run in a process of its own, so that start
 * and warm-up of the JVM are part of the bill.
 *
 * <pre>CaptureCost AFPACKET|PCAP4J DEVICE PACKETS BUFFER_MIB</pre>
 */
public final class CaptureCost {
  /** Empty batches after the first packet that mean that nothing more will come. */
  private static final int IDLE_TICKS = 20;

  private CaptureCost() {}

  public static void main(String[] args) throws Exception {
    long wanted = Long.parseLong(args[2]);
    CaptureOptions options =
        new CaptureOptions(
            args[1],
            0,
            CaptureOptions.DEFAULT_SNAPLEN_BYTES,
            Long.parseLong(args[3]) << 20,
            true,
            "",
            CaptureOptions.NO_FANOUT);
    try (LiveSource source = CaptureMethod.valueOf(args[0]).open(options, notice -> {})) {
      System.out.println("ready");
      PacketBatch batch = new PacketBatch();
      long packets = 0;
      long batches = 0;
      int idle = 0;
      while (packets < wanted && idle < IDLE_TICKS) {
        source.fill(batch);
        packets += batch.size;
        batches++;
        idle = batch.size > 0 || packets == 0 ? 0 : idle + 1;
      }
      CaptureCounters counters = source.counters();
      double cpuSeconds =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
              / 1e9;
      System.out.printf(
          "packets %d batches %d kernel-drops %d interface-drops %d cpu-seconds %.3f us-per-packet %.3f%n",
          packets,
          batches,
          counters.droppedByKernel(),
          counters.droppedByInterface(),
          cpuSeconds,
          cpuSeconds * 1e6 / packets);
    }
  }
}
