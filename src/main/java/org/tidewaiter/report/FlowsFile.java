package org.tidewaiter.report;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.tidewaiter.flow.FlowRow;

/**
 * {@code flows.csv}: blocks of rows are encoded by several threads and written in order.
 *
 * <p>Rows are encoded where they stand, later: whoever hands them in leaves them alone.
 */
final class FlowsFile implements AutoCloseable {
  /** Most rows that are added at a time. */
  static final int BLOCK_ROWS = 2048;

  static final int BYTES_PER_ROW = 400;

  private final WritableByteChannel channel;
  private final FlowVocabulary vocabulary;
  private final IntFunction<String> findingIds;
  private final byte[][] inputs;
  private final ExecutorService pool;
  private final int pendingLimit;
  private final Queue<Encoding> pending = new ArrayDeque<>();
  private final Queue<long[]> idleBlocks = new ArrayDeque<>();
  private final Queue<RowBytes> idleBuffers = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<FlowEncoder> encoders;

  /**
   * Rows that are being encoded.
   *
   * @param others others' work on the rows, also to be waited for
   * @param block the block that is free once both are done, or null
   */
  private record Encoding(Future<RowBytes> rows, Future<?> others, long[] block) {}

  FlowsFile(
      WritableByteChannel channel,
      FlowVocabulary vocabulary,
      IntFunction<String> findingIds,
      byte[][] inputs,
      int threads)
      throws IOException {
    this.channel = channel;
    this.vocabulary = vocabulary;
    this.findingIds = findingIds;
    this.inputs = inputs;
    this.pendingLimit = 2 * threads + 1;
    this.encoders =
        ThreadLocal.withInitial(
            () -> new FlowEncoder(this.vocabulary, this.findingIds, this.inputs));
    this.pool = Executors.newFixedThreadPool(threads, work -> daemon(work, "tidewaiter-encode"));
    RowBytes header = new RowBytes(1024);
    header.plain(FlowEncoder.HEADER);
    header.drainTo(channel);
  }

  /** A thread that does not keep the process alive. */
  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** A block of rows for {@link #addRows}, as it was left by its last user. */
  long[] emptyBlock() {
    return idleBlocks.isEmpty() ? FlowRow.newChunk() : idleBlocks.remove();
  }

  /**
   * Adds rows of an {@link #emptyBlock}.
   *
   * @param areLast whether the block is taken back: its filler reads it no more than until it asks
   *     for the next one
   * @param others work of others on these rows, during which they stay where they are, too
   */
  void addRows(long[] words, int from, int to, boolean areLast, Future<?> others)
      throws IOException {
    add(words, from, to, false, others, areLast ? words : null);
  }

  /** Adds those of a chunk's rows that are live, which must not change any more. */
  void addLive(long[] words, int from, int to, Future<?> others) throws IOException {
    add(words, from, to, true, others, null);
  }

  private void add(long[] words, int from, int to, boolean liveOnly, Future<?> others, long[] block)
      throws IOException {
    Future<RowBytes> rows = pool.submit(() -> encode(words, from, to, liveOnly));
    pending.add(new Encoding(rows, others, block));
    while (pending.size() > pendingLimit) {
      writeNext();
    }
  }

  private RowBytes encode(long[] words, int from, int to, boolean liveOnly) {
    RowBytes out = idleBuffers.poll();
    if (out == null) {
      out = new RowBytes(BLOCK_ROWS * BYTES_PER_ROW);
    }
    FlowEncoder encoder = encoders.get();
    for (int row = from; row < to; row++) {
      int at = FlowRow.at(row);
      if (!liveOnly || FlowRow.isLive(words, at)) {
        encoder.encode(words, at, out);
      }
    }
    return out;
  }

  private void writeNext() throws IOException {
    Encoding next = pending.remove();
    RowBytes encoded = result(next.rows);
    encoded.drainTo(channel);
    idleBuffers.add(encoded);
    result(next.others);
    if (next.block != null) {
      idleBlocks.add(next.block);
    }
  }

  /** Waits for work that was submitted. */
  static <T> T result(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing the report", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a report could not be written", e.getCause());
    }
  }

  /** Writes what is still in the pool. */
  void finish() throws IOException {
    while (!pending.isEmpty()) {
      writeNext();
    }
  }

  @Override
  public void close() throws IOException {
    pool.shutdownNow();
    channel.close();
  }
}
