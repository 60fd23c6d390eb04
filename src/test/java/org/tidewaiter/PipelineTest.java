package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;
import org.tidewaiter.decode.DecodeOutcome;
import org.tidewaiter.decode.Decoder;

/** Whoever decodes, the stage sees every packet once, in order, and decoded. */
class PipelineTest {
  private static final long PACKETS = 200_000;

  private final List<Decoder> decoders = new ArrayList<>();

  private static PacketSource packets(long count) {
    return new MadePackets(
        count, number -> number, (number, bytes, at) -> packet((int) number, bytes, at));
  }

  private static int packet(int number, ByteBuffer bytes, int at) {
    return MadePackets.tcp(bytes, at, number, 0x0a000001, 40000 << 16 | 1688, 0x10);
  }

  private Decoder decoder() {
    Decoder decoder = new Decoder(1, false);
    decoders.add(decoder);
    return decoder;
  }

  /** Runs packets through; the stage does something first with each parcel. */
  private void run(PacketSource source, boolean startsReader, Runnable beforeEachParcel)
      throws IOException {
    decoders.clear();
    long[] seen = {0};
    try (Pipeline pipeline = new Pipeline(source, null, this::decoder)) {
      if (startsReader) {
        pipeline.start();
      }
      pipeline.run(
          (batch, columns) -> {
            beforeEachParcel.run();
            assertEquals(seen[0], batch.firstPacketNumber);
            assertEquals(batch.size, columns.size);
            for (int i = 0; i < columns.size; i++) {
              long expected = 0xffff_0000_0000L | seen[0]++;
              boolean isA = columns.aLow[i] == expected;
              assertTrue(isA || columns.bLow[i] == expected, "source of " + seen[0]);
            }
          });
      assertEquals(PACKETS, seen[0]);
      assertEquals(PACKETS, pipeline.decoded(0).packets());
      assertEquals(PACKETS, pipeline.decoded(0).outcome(DecodeOutcome.FLOW));
    }
  }

  private long packetsOf(int decoder) {
    return decoders.get(decoder).counters().packets();
  }

  /** A source that does something before each fill, which are numbered from 1. */
  private static PacketSource before(PacketSource inner, IntConsumer work) {
    return new PacketSource() {
      private int fills;

      @Override
      public boolean fill(PacketBatch batch) throws IOException {
        work.accept(++fills);
        return inner.fill(batch);
      }

      @Override
      public void close() {}
    };
  }

  private static void slowly(int fill, CountDownLatch stageRuns) {
    if (fill > 1) {
      try {
        stageRuns.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Whoever fills a second time has handed on what the first brought. */
  private static void reached(int fill, CountDownLatch second) {
    if (fill == 2) {
      second.countDown();
    }
  }

  @Test
  void onOneThread() throws IOException {
    run(packets(PACKETS), false, () -> {});
  }

  @Test
  void onTwoThreads() throws IOException {
    for (int round = 0; round < 20; round++) {
      run(packets(PACKETS), true, () -> {});
    }
  }

  @Test
  void theReaderDecodesWhatTheStageHasNotAskedFor() throws IOException {
    run(packets(PACKETS), true, () -> LockSupport.parkNanos(5_000_000));
    assertTrue(packetsOf(0) > PACKETS / 2, "the reader's: " + packetsOf(0));
  }

  @Test
  void theStageDecodesWhatItWouldWaitFor() throws IOException {
    CountDownLatch runs = new CountDownLatch(1);
    run(before(packets(PACKETS), fill -> slowly(fill, runs)), true, runs::countDown);
    assertTrue(packetsOf(1) > PACKETS / 2, "the stage's: " + packetsOf(1));
  }

  @Test
  void beforeTheStageRunsTheReaderDecodes() throws Exception {
    decoders.clear();
    CountDownLatch handedOn = new CountDownLatch(1);
    PacketSource source = before(packets(10), fill -> reached(fill, handedOn));
    try (Pipeline pipeline = new Pipeline(source, null, this::decoder)) {
      pipeline.start();
      assertTrue(handedOn.await(10, TimeUnit.SECONDS));
      pipeline.run((batch, columns) -> assertEquals(10, columns.size));
    }
    assertEquals(10, packetsOf(0));
    assertEquals(0, packetsOf(1));
  }
}
