package org.tidewaiter.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A report file that is written while its rows are encoded, so that it need not fit in memory. */
final class RowFile implements Closeable {
  private static final int WRITE_BYTES = 128 * 1024;

  /** Puts a row into words. */
  interface Encoder {
    void encode(long[] words, int at, RowBytes out);
  }

  private final WritableByteChannel channel;
  private final RowBytes rows = new RowBytes(WRITE_BYTES + 4096);
  private int touched;

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

  /** Adds all rows of a table in the order of their keys. */
  void addSorted(KeyedRows table, Encoder encoder) throws IOException {
    int[] order = table.sorted();
    for (int from = 0; from < order.length; from += KeyedRows.GROUP) {
      int to = Math.min(order.length, from + KeyedRows.GROUP);
      touched = table.touch(order, from, to);
      for (int i = from; i < to; i++) {
        encoder.encode(table.words(order[i]), table.at(order[i]), nextRow());
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      rows.drainTo(channel);
    }
  }
}
