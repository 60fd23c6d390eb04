package org.tidewaiter.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A report file that is written while its rows are encoded, so that it need not fit in memory. */
final class RowFile implements Closeable {
  private static final int WRITE_BYTES = 128 * 1024;

  private final WritableByteChannel channel;
  private final RowBytes rows = new RowBytes(WRITE_BYTES + 4096);

  /** A file that begins with this header; the channel is closed with it. */
  RowFile(WritableByteChannel channel, String header) {
    this.channel = channel;
    rows.plain(header);
  }

  /** Where the next row goes. */
  RowBytes nextRow() throws IOException {
    if (rows.size() >= WRITE_BYTES) {
      rows.drainTo(channel);
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      rows.drainTo(channel);
    }
  }
}
