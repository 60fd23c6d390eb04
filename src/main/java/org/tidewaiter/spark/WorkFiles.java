package org.tidewaiter.spark;

import com.github.luben.zstd.Zstd;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tidewaiter.report.RunTotals;
import scala.Tuple2;

/**
 * What tasks have read, kept in files beside the report until it is finished: two per part, the
 * rows and, named last, the summary. Whoever finds the summary need not read the part again.
 *
 * @param directory where they are
 */
record WorkFiles(String directory) implements Serializable {
  private static final int FORMAT = 1;
  private static final int LEVEL = 1;

  /** Name of a part's files: made of all that its rows depend on. */
  static String name(CapturePart part, ArchiveOptions options) {
    StringBuilder all = new StringBuilder();
    all.append(FORMAT).append('|').append(RunTotals.programVersion());
    all.append('|').append(part.uri()).append('|').append(part.name());
    all.append('|').append(part.sizeBytes()).append('|').append(part.modifiedMillis());
    all.append('|').append(part.header() != null).append('|').append(part.fromOffset());
    all.append('|').append(part.toOffset()).append('|').append(part.exact());
    new TreeMap<>(options.ofRows())
        .forEach((key, value) -> all.append('|').append(key).append('=').append(value));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path rows(String name) {
    return new Path(directory, name + ".rows");
  }

  private Path summary(String name) {
    return new Path(directory, name + ".done");
  }

  /** The summary of a part that was read before, null if it was not. */
  byte[] find(String name, Configuration configuration) throws IOException {
    Path path = summary(name);
    FileSystem store = path.getFileSystem(configuration);
    if (!store.exists(path) || !store.exists(rows(name))) {
      return null;
    }
    try (var in = store.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Reads a part, unless its files are there, and returns its summary. */
  byte[] read(
      CapturePart part,
      ArchiveOptions options,
      Configuration configuration,
      String attempt,
      boolean lastTry)
      throws IOException {
    String name = name(part, options);
    byte[] before = find(name, configuration);
    if (before != null) {
      return before;
    }
    Path aside = new Path(directory, name + "." + attempt + ".partial");
    FileSystem store = aside.getFileSystem(configuration);
    FileSystem captures = new Path(part.uri()).getFileSystem(configuration);
    byte[] summary;
    try (DataOutputStream out = store.create(aside, true)) {
      PartReader.Sink sink = (partition, firstRow, rows) -> write(out, partition, firstRow, rows);
      summary = new PartReader(part, options, captures, sink).read(lastTry).toBytes();
    }
    rename(store, aside, rows(name));
    try (DataOutputStream out = store.create(aside, true)) {
      out.write(summary);
    }
    rename(store, aside, summary(name));
    return summary;
  }

  private static void write(DataOutputStream out, int partition, long firstRow, byte[] rows)
      throws IOException {
    byte[] packed = Zstd.compress(rows, LEVEL);
    out.writeInt(partition);
    out.writeLong(firstRow);
    out.writeInt(rows.length);
    out.writeInt(packed.length);
    out.write(packed);
  }

  // Two attempts at one part write the same: it does not matter whose file stays.
  private static void rename(FileSystem store, Path from, Path to) throws IOException {
    if (store.exists(to)) {
      store.delete(from, false);
    } else if (!store.rename(from, to) && !store.exists(to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /**
   * The blocks of a part that was read.
   *
   * @param rowsBefore number of the part's first row
   * @param fragments whether the fragments are wanted, rather than all else
   */
  Iterator<Tuple2<RowBlock, byte[]>> blocks(
      String name, long rowsBefore, boolean fragments, Configuration configuration)
      throws IOException {
    Path path = rows(name);
    FileSystem store = path.getFileSystem(configuration);
    DataInputStream in = new DataInputStream(new BufferedInputStream(store.open(path), 1 << 18));
    return new Blocks(in, rowsBefore, fragments);
  }

  private static final class Blocks implements Iterator<Tuple2<RowBlock, byte[]>> {
    private final DataInputStream in;
    private final long rowsBefore;
    private final boolean fragments;
    private Tuple2<RowBlock, byte[]> next;

    Blocks(DataInputStream in, long rowsBefore, boolean fragments) throws IOException {
      this.in = in;
      this.rowsBefore = rowsBefore;
      this.fragments = fragments;
      next = read();
    }

    private Tuple2<RowBlock, byte[]> read() throws IOException {
      while (true) {
        int partition;
        try {
          partition = in.readInt();
        } catch (EOFException e) {
          in.close();
          return null;
        }
        long firstRow = in.readLong();
        int length = in.readInt();
        int packed = in.readInt();
        if ((partition == RowBlock.FRAGMENTS) == fragments) {
          byte[] bytes = new byte[packed];
          in.readFully(bytes);
          RowBlock block = new RowBlock(partition, rowsBefore + firstRow);
          return new Tuple2<>(block, Zstd.decompress(bytes, length));
        }
        in.skipNBytes(packed);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Tuple2<RowBlock, byte[]> next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Tuple2<RowBlock, byte[]> block = next;
      try {
        next = read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return block;
    }
  }
}
