package org.tidewaiter.sensor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.live.CaptureOptions;
import org.tidewaiter.capture.live.DeviceException;
import org.tidewaiter.capture.live.RecoveringSource;
import org.tidewaiter.capture.live.RingSource;

/**
 * A sensor without analysis, in a process of its own: opens a device as root, becomes a user, and
 * says what its threads may then do and how many packets it sees.
 *
 * <pre>DropProbe DEVICE USER PACKETS</pre>
 */
public final class DropProbe {
  private static final int THREADS = 5;

  private DropProbe() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch running = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                running.countDown();
                try {
                  Thread.sleep(60_000);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    running.await();
    try (RecoveringSource source =
        new RecoveringSource(
            RingSource.open(CaptureOptions.of(args[0])),
            args[0],
            notice -> say("notice " + notice))) {
      Privileges.dropTo(args[1]);
      say("root " + Privileges.root());
      sayThreads();
      sayWhetherDeviceOpens(args[0]);
      Privileges.dropTo(args[1]);
      count(source, Long.parseLong(args[2]));
    }
  }

  private static void sayThreads() throws Exception {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        Files.readAllLines(thread.resolve("status")).stream()
            .filter(line -> line.matches("(Uid|Gid|Groups|CapEff|CapPrm):.*"))
            .forEach(line -> say("thread " + line));
      }
    }
  }

  private static void sayWhetherDeviceOpens(String device) {
    try (RingSource again = RingSource.open(CaptureOptions.of(device))) {
      say("opened again " + again.method());
    } catch (DeviceException e) {
      say("reason " + e.reason());
      say("message " + e.getMessage());
    }
  }

  private static void count(RecoveringSource source, long wanted) throws Exception {
    PacketBatch batch = new PacketBatch();
    long packets = 0;
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (packets < wanted && System.nanoTime() - deadline < 0) {
      source.fill(batch);
      packets += batch.size;
      if (batch.size > 0) {
        say("packets " + packets);
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
