package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A channel whose first bytes can be looked at before they are read, since standard input and pipes
 * cannot be rewound. Counts what has been read.
 */
final class PeekChannel implements ReadableByteChannel {
  /** Bytes that are enough to tell every format. */
  static final int PEEK_BYTES = 32;

  private final ReadableByteChannel channel;
  private final ByteBuffer head = ByteBuffer.allocate(PEEK_BYTES).limit(0);
  private final AtomicLong bytesRead = new AtomicLong();
  private boolean peeked;
  private IOException failure;

  PeekChannel(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads and keeps the first bytes: {@link #PEEK_BYTES} of them, fewer if the input ends or fails
   * before; a failure is thrown again when reading has come so far. To be asked before reading.
   */
  byte[] peek() {
    if (!peeked) {
      peeked = true;
      readHead();
    }
    byte[] first = new byte[head.limit()];
    head.get(0, first);
    return first;
  }

  private void readHead() {
    head.clear();
    try {
      while (head.hasRemaining() && channel.read(head) >= 0) {}
    } catch (IOException e) {
      failure = e;
    }
    head.flip();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count;
    if (head.hasRemaining()) {
      count = Math.min(head.remaining(), target.remaining());
      target.put(target.position(), head, head.position(), count);
      target.position(target.position() + count);
      head.position(head.position() + count);
    } else if (failure != null) {
      throw failure;
    } else {
      count = channel.read(target);
    }
    if (count > 0) {
      bytesRead.lazySet(bytesRead.get() + count);
    }
    return count;
  }

  /** What kept {@link #peek} from reading further, or null. */
  IOException failure() {
    return failure;
  }

  /** Bytes handed out so far; any thread may ask. */
  long bytesRead() {
    return bytesRead.get();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
