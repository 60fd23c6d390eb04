package org.tidewaiter;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;
import org.tidewaiter.capture.filter.PacketFilter;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Drives packets from a source through decode into a {@link Stage}: on one thread, or with reading
 * and decoding on a thread of their own. The stage sees the same parcels in the same order either
 * way.
 */
final class Pipeline {
  /**
   * Parcels in flight: enough that neither side waits for a scheduler's whim, few enough that what
   * the reader wrote is still in a cache when the other side looks.
   */
  private static final int PARCELS = 4;

  /** What is done with each batch. */
  interface Stage {
    void consume(PacketBatch batch, HeaderColumns columns);
  }

  private final PacketSource source;
  private final Decoder decoder;
  private final PacketFilter filter;
  private final Stage stage;
  private long[] filteredByInput = new long[16];
  private final Parcel end = new Parcel();
  private final BlockingQueue<Parcel> empty = new ArrayBlockingQueue<>(PARCELS + 1);
  private final BlockingQueue<Parcel> full = new ArrayBlockingQueue<>(PARCELS + 1);
  private volatile boolean stopped;
  private volatile Throwable readerFailure;

  /**
   * A pipeline.
   *
   * @param filter leaves packets out before they are decoded; null for none
   */
  Pipeline(PacketSource source, PacketFilter filter, Decoder decoder, Stage stage) {
    this.source = source;
    this.filter = filter;
    this.decoder = decoder;
    this.stage = stage;
  }

  /** Runs until the source ends, on the calling thread alone. */
  void runOnOneThread() throws IOException {
    Parcel parcel = new Parcel();
    while (!stopped && fill(parcel)) {
      stage.consume(parcel.batch, parcel.columns);
    }
  }

  /** Runs until the source ends; the stage runs on the calling thread. */
  void runOnTwoThreads() throws IOException {
    Thread reader = new Thread(this::read, "tidewaiter-read");
    reader.setDaemon(true);
    reader.start();
    try {
      consumeAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for packets", e);
    } finally {
      stopped = true;
      reader.interrupt();
    }
    if (readerFailure instanceof IOException e) {
      throw e;
    }
    if (readerFailure != null) {
      throw new IllegalStateException("reading failed", readerFailure);
    }
  }

  private void consumeAll() throws InterruptedException {
    for (Parcel parcel = full.take(); parcel != end; parcel = full.take()) {
      stage.consume(parcel.batch, parcel.columns);
      empty.add(parcel);
    }
  }

  private boolean fill(Parcel parcel) throws IOException {
    if (!source.fill(parcel.batch)) {
      return false;
    }
    if (filter != null) {
      int input = parcel.batch.input;
      if (input >= filteredByInput.length) {
        filteredByInput = Arrays.copyOf(filteredByInput, Math.max(input + 1, 2 * input));
      }
      filteredByInput[input] += filter.retain(parcel.batch);
    }
    decoder.decode(parcel.batch, parcel.columns);
    return true;
  }

  /** Packets of an input that the filter left out; exact once the pipeline has run. */
  long filtered(int input) {
    return input < filteredByInput.length ? filteredByInput[input] : 0;
  }

  // Ends with the end parcel, whatever happens.
  private void read() {
    int made = 0;
    try {
      while (!stopped) {
        Parcel parcel = empty.poll();
        if (parcel == null) {
          parcel = made < PARCELS ? new Parcel() : empty.take();
          made++;
        }
        if (!fill(parcel)) {
          break;
        }
        full.add(parcel);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      readerFailure = e;
    }
    full.add(end);
  }

  /** Asks for an early end: what was read so far is still consumed. Safe from any thread. */
  void stop() {
    stopped = true;
  }
}
