package org.tidewaiter;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;
import org.tidewaiter.capture.filter.PacketFilter;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Drives packets from a source through decode into a {@link Stage}: on one thread, or, once {@link
 * #start started}, with reading on a thread of its own. Then whichever of the two threads is ahead
 * decodes: the reader while parcels wait for the stage, the stage's thread when it would wait for
 * the reader. The stage sees the same parcels in the same order either way.
 */
final class Pipeline implements AutoCloseable {
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
  private final Decoder readersDecoder;
  private final Decoder stagesDecoder;
  private final PacketFilter filter;
  private long[] filteredByInput = new long[16];
  private final Parcel end = new Parcel();
  private final BlockingQueue<Parcel> empty = new ArrayBlockingQueue<>(PARCELS + 1);
  private final BlockingQueue<Parcel> full = new ArrayBlockingQueue<>(PARCELS + 1);
  private Thread reader;
  private volatile boolean stageRuns;
  private volatile boolean stopped;
  private volatile Throwable readerFailure;

  /**
   * A pipeline.
   *
   * @param filter leaves packets out before they are decoded; null for none
   * @param decoders makes a decoder for each thread; they must write the same columns
   */
  Pipeline(PacketSource source, PacketFilter filter, Supplier<Decoder> decoders) {
    this.source = source;
    this.filter = filter;
    this.readersDecoder = decoders.get();
    this.stagesDecoder = decoders.get();
  }

  /** Lets a thread of its own read from now on, as far ahead as there are parcels. */
  void start() {
    reader = new Thread(this::read, "tidewaiter-read");
    reader.setDaemon(true);
    reader.start();
  }

  /** Runs until the source ends; the stage runs on the calling thread. */
  void run(Stage stage) throws IOException {
    if (reader == null) {
      runOnThisThread(stage);
    } else {
      consumeAll(stage);
    }
  }

  private void runOnThisThread(Stage stage) throws IOException {
    Parcel parcel = new Parcel();
    while (!stopped && fill(parcel)) {
      parcel.decode(stagesDecoder);
      stage.consume(parcel.batch, parcel.columns);
    }
  }

  private void consumeAll(Stage stage) throws IOException {
    stageRuns = true;
    try {
      for (Parcel parcel = full.take(); parcel != end; parcel = full.take()) {
        if (!parcel.isDecoded) {
          parcel.decode(stagesDecoder);
        }
        stage.consume(parcel.batch, parcel.columns);
        empty.add(parcel);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for packets", e);
    }
    if (readerFailure instanceof IOException e) {
      throw e;
    }
    if (readerFailure != null) {
      throw new IllegalStateException("reading failed", readerFailure);
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
    parcel.isDecoded = false;
    return true;
  }

  /** Packets of an input that the filter left out; exact once the pipeline has run. */
  long filtered(int input) {
    return input < filteredByInput.length ? filteredByInput[input] : 0;
  }

  /** What became of the packets of an input; exact once the pipeline has run. */
  DecodeCounters decoded(int input) {
    DecodeCounters sum = new DecodeCounters();
    sum.addAll(readersDecoder.counters(input));
    sum.addAll(stagesDecoder.counters(input));
    return sum;
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
        if (!stageRuns || !full.isEmpty()) {
          parcel.decode(readersDecoder);
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

  /** Ends reading, if need be in the middle, and waits until nobody reads any more. */
  @Override
  public void close() {
    stopped = true;
    if (reader != null) {
      reader.interrupt();
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
