package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.live.FrameSender;
import org.tidewaiter.capture.live.NetworkNamespace;

/** The sensor when there is more than it can do, and for longer than other tests have time for. */
@Tag("slow")
class SensorEnduranceTest extends SensorInNetwork {
  private static final int PACKETS = 2_000_000;
  private static final int PERCENT_OF_A_PROCESSOR = 15;
  private static final int DROPPED_AT_LEAST = 10_000;

  /** Length of the soak in seconds; an hour of it is {@code -Dtidewaiter.soak.seconds=3600}. */
  private static final int SOAK_SECONDS = Integer.getInteger("tidewaiter.soak.seconds", 60);

  private static final int WARM_UP_SECONDS = 20;
  private static final long HEAP_GROWTH_KIBIBYTES = 8 * 1024;
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  /** Each packet sent is analysed or counted as dropped, and by whom. */
  @Test
  void accountsForEachPacketUnderOverload() throws Exception {
    for (String way : new String[] {"afpacket", "pcap4j"}) {
      Path reports = out.resolveSibling(way);
      try (CpuQuota quota = CpuQuota.create();
          SensorRun run =
              SensorRun.start(
                  network,
                  reports,
                  "-i",
                  NetworkNamespace.FAR,
                  "--buffer",
                  "4M",
                  "--capture",
                  way,
                  "--rotate",
                  "2s")) {
        quota.limit(run.pid(), PERCENT_OF_A_PROCESSOR);
        network.run(
            flood, "-i", NetworkNamespace.NEAR, "-n", Integer.toString(PACKETS), "-f", "50000");
        quota.limit(run.pid(), 100);
        run.stop();
        long read = run.accounted("read", "packets");
        long byKernel = run.accounted("drop", "by-kernel");
        long bySensor = run.accounted("drop", "by-sensor");
        System.out.println(
            way + ": read " + read + ", dropped by kernel " + byKernel + ", by us " + bySensor);
        assertEquals(PACKETS, read + byKernel + bySensor);
        assertEquals(read, run.accounted("outcome", "flow"));
        assertTrue(byKernel > DROPPED_AT_LEAST, "no overload: " + byKernel);
      }
    }
  }

  /** Traffic of many kinds, many periods, short idle times: nothing grows. */
  @Test
  void doesNotGrow() throws Exception {
    List<Path> captures;
    try (Stream<Path> files = Files.list(Path.of("captures"))) {
      captures = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    try (SensorRun run =
        SensorRun.start(
            network,
            out,
            "-i",
            NetworkNamespace.FAR,
            "--rotate",
            "1s",
            "--idle-timeout",
            "2s",
            "--keep-count",
            "10",
            "--metrics",
            "127.0.0.1:9688")) {
      long begin = System.nanoTime();
      long sent = traffic(captures, begin, WARM_UP_SECONDS);
      long heap = heapKibibytes(run);
      int descriptors = descriptors(run);
      sent += traffic(captures, begin, SOAK_SECONDS);
      long heapAfter = heapKibibytes(run);
      int descriptorsAfter = descriptors(run);
      System.out.printf(
          "soak: %d packets, heap %d KiB then %d KiB, descriptors %d then %d%n",
          sent, heap, heapAfter, descriptors, descriptorsAfter);
      assertTrue(heapAfter < heap + HEAP_GROWTH_KIBIBYTES, heap + " KiB, then " + heapAfter);
      assertTrue(descriptorsAfter <= descriptors + 2, descriptors + " to " + descriptorsAfter);
      Thread.sleep(1_500);
      String metrics = network.run("curl", "-s", "http://127.0.0.1:9688/metrics");
      assertTrue(
          metrics.contains("tidewaiter_packets_total{device=\"far0\"} " + (double) sent),
          () -> metrics);
      run.stop();
      assertEquals(10, run.periods().size());
      assertEquals(0, run.accounted("drop", "by-kernel"));
    }
  }

  private long traffic(List<Path> captures, long begin, int untilSeconds) throws Exception {
    long sent = 0;
    while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(untilSeconds)) {
      sent += network.call(() -> FrameSender.send(NetworkNamespace.NEAR, captures));
      network.run(flood, "-i", NetworkNamespace.NEAR, "-n", "20000", "-r", "20000", "-f", "20000");
      sent += 20_000;
    }
    return sent;
  }

  /** Heap in use after a collection. */
  private static long heapKibibytes(SensorRun run) throws Exception {
    jcmd(run, "GC.run");
    Matcher used = USED.matcher(jcmd(run, "GC.heap_info"));
    assertTrue(used.find());
    return Long.parseLong(used.group(1));
  }

  private static String jcmd(SensorRun run, String command) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(run.pid()), command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int descriptors(SensorRun run) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + run.pid() + "/fd"))) {
      return (int) open.count();
    }
  }
}
