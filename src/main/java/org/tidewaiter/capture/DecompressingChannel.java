package org.tidewaiter.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * Decompresses on a thread of its own, so that reading goes on beside it. The two share a few
 * chunks that go round: memory does not depend on how much a file unpacks to.
 *
 * <p>A failure of the decompressor reaches the reader as an exception, after all bytes that were
 * unpacked before it.
 */
final class DecompressingChannel implements ReadableByteChannel {
  private static final int CHUNKS = 4;
  private static final int CHUNK_BYTES = 256 * 1024;
  private static final long JOIN_MILLIS = 1000;

  /** A piece of the decompressed stream; owned by whoever took it out of a queue. */
  private static final class Chunk {
    final byte[] bytes = new byte[CHUNK_BYTES];
    int position;
    int limit;
    boolean last;
    IOException failure;
  }

  private final ReadableByteChannel compressed;
  private final Compression compression;
  private final BlockingQueue<Chunk> empty = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread thread;
  private Chunk current;
  private volatile boolean open = true;

  /** Takes over the channel and begins at once. */
  DecompressingChannel(ReadableByteChannel compressed, Compression compression) {
    this.compressed = new WholePieces(compressed);
    this.compression = compression;
    for (int i = 0; i < CHUNKS; i++) {
      empty.add(new Chunk());
    }
    thread = new Thread(this::run, "decompress-" + compression.text);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (InputStream unpacked = unpacked()) {
      boolean last = false;
      while (!last && open) {
        Chunk chunk = empty.take();
        fill(chunk, unpacked);
        last = chunk.last;
        filled.put(chunk);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody waits for more
    } catch (IOException | RuntimeException | LinkageError e) {
      end(asIoException(e));
    }
  }

  /** Concatenated members or frames are one stream. */
  private InputStream unpacked() throws IOException {
    return switch (compression) {
      case GZIP -> new GzipStream(compressed);
      case ZSTD -> new ZstdInputStreamNoFinalizer(Channels.newInputStream(compressed));
      case LZ4 -> new LZ4FrameInputStream(Channels.newInputStream(compressed));
    };
  }

  private static void fill(Chunk chunk, InputStream unpacked) {
    chunk.position = 0;
    chunk.limit = 0;
    try {
      while (!chunk.last && chunk.limit < CHUNK_BYTES) {
        int count = unpacked.read(chunk.bytes, chunk.limit, CHUNK_BYTES - chunk.limit);
        chunk.last = count < 0;
        chunk.limit += Math.max(count, 0);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      chunk.last = true;
      chunk.failure = asIoException(e);
    }
  }

  /** The decompressor could not even begin, or not be closed. */
  private void end(IOException failure) {
    try {
      Chunk chunk = empty.take();
      chunk.limit = 0;
      chunk.last = true;
      chunk.failure = failure;
      filled.put(chunk);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException asIoException(Throwable failure) {
    return failure instanceof IOException known ? known : new IOException(failure.toString());
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      while (current == null || (current.position == current.limit && !current.last)) {
        if (current != null) {
          empty.put(current);
        }
        current = filled.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while decompressing");
    }
    int count = Math.min(current.limit - current.position, target.remaining());
    if (count == 0 && current.last) {
      if (current.failure != null) {
        throw current.failure;
      }
      return -1;
    }
    target.put(current.bytes, current.position, count);
    current.position += count;
    return count;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    thread.interrupt();
    compressed.close();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
