package org.tidewaiter.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A file of any Hadoop file system as the channel that our readers read. */
final class HadoopChannel implements ReadableByteChannel {
  private static final int MOST_BYTES = 256 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[MOST_BYTES];
  private boolean open = true;
  private IOException failure;

  HadoopChannel(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int wanted = Math.min(target.remaining(), MOST_BYTES);
    try {
      int count = in.read(buffer, 0, wanted);
      if (count > 0) {
        target.put(buffer, 0, count);
      }
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Why the store gave up, null if it did not. */
  IOException failure() {
    return failure;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
  }
}
