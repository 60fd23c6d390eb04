package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.live.CaptureCounters;
import org.tidewaiter.capture.live.LiveSource;

class CaptureThreadTest {
  private final BlockingQueue<PacketBatch> queue = new ArrayBlockingQueue<>(CaptureThread.BATCHES);
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final Source source = new Source();
  private final CaptureThread capture =
      new CaptureThread("eth1", source, null, queue, notices::add);

  /** A device with one packet in each batch, until it has no more or breaks. */
  private static final class Source implements LiveSource {
    private int filled;
    private volatile int most = Integer.MAX_VALUE;
    private volatile boolean broken;
    private volatile String closedBy = "";

    @Override
    public boolean fill(PacketBatch batch) throws IOException {
      batch.clear();
      if (broken) {
        throw new IOException("it fell off");
      }
      if (filled < most) {
        filled++;
        batch.size = 1;
      }
      return true;
    }

    @Override
    public boolean recover() {
      return false;
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(filled, 60L * filled, 0, 0);
    }

    @Override
    public long unread() {
      return 7;
    }

    @Override
    public String method() {
      return "script";
    }

    @Override
    public void close() {
      closedBy = Thread.currentThread().getName();
    }
  }

  private void awaitEnd() throws InterruptedException {
    long begin = System.nanoTime();
    while (!capture.ended()) {
      assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10), "does not end");
      Thread.sleep(5);
    }
  }

  @Test
  void waitsForBatchesAndCountsWhatIsNotTakenAtTheEnd() throws Exception {
    capture.start();
    long begin = System.nanoTime();
    while (queue.size() < CaptureThread.BATCHES) {
      assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10), "does not fill");
      Thread.sleep(5);
    }
    assertEquals(CaptureThread.BATCHES, capture.status().counters().packets());
    capture.stop();
    awaitEnd();
    assertEquals(7, capture.status().droppedBySensor());
    assertEquals("tidewaiter-eth1", source.closedBy);
    assertFalse(capture.failed());
  }

  @Test
  void takesWhatIsLeftWhenToldToStop() throws Exception {
    source.most = 10;
    capture.start();
    capture.stop();
    awaitEnd();
    assertEquals(10, queue.size());
  }

  @Test
  void endsWithADeviceThatBreaks() throws Exception {
    source.broken = true;
    capture.start();
    awaitEnd();
    assertTrue(capture.failed());
    assertFalse(capture.status().up());
    assertEquals(List.of("eth1 cannot be captured from any more: it fell off"), notices);
  }
}
