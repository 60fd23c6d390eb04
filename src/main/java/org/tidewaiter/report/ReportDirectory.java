package org.tidewaiter.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory that a run writes. Each file is written aside and gets its name only when all of
 * them are whole, so that a reader never meets half a report; on failure nothing of it remains.
 *
 * <p>Names are ours alone. A link that stands where a file of ours should go is replaced, never
 * followed.
 */
public final class ReportDirectory implements AutoCloseable {
  /** The file whose presence says that a directory holds a finished report; named last. */
  public static final String SUMMARY = "summary.json";

  private static final String ASIDE = ".partial";

  private final Path path;
  private final boolean created;
  private final List<String> names = new ArrayList<>();
  private boolean committed;

  private ReportDirectory(Path path, boolean created) {
    this.path = path;
    this.created = created;
  }

  /** Says that a directory holds another run's report. */
  public static final class OccupiedException extends IOException {
    private OccupiedException(Path path) {
      super(
          path
              + " holds the report of another run; choose another directory with --out, or"
              + " replace that report with --force");
    }
  }

  /**
   * Makes the directory if there is none.
   *
   * @param replace whether a report that is there may be replaced
   * @throws OccupiedException if a report is there and may not be replaced
   * @throws IOException if the directory cannot be made or written
   */
  public static ReportDirectory open(Path path, boolean replace) throws IOException {
    boolean created = !Files.exists(path);
    if (!replace && Files.exists(path.resolve(SUMMARY), LinkOption.NOFOLLOW_LINKS)) {
      throw new OccupiedException(path);
    }
    Files.createDirectories(path);
    return new ReportDirectory(path, created);
  }

  public Path path() {
    return path;
  }

  /** Opens a file for writing; it gets its name with {@link #commit}. */
  public FileChannel create(String name) throws IOException {
    Path aside = path.resolve(name + ASIDE);
    Files.deleteIfExists(aside);
    FileChannel channel =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    names.add(name);
    return channel;
  }

  /** Writes a small file whole. */
  public void write(String name, byte[] content) throws IOException {
    try (FileChannel channel = create(name)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Writes rows whole. */
  void write(String name, RowBytes rows) throws IOException {
    try (FileChannel channel = create(name)) {
      ByteBuffer bytes = rows.asByteBuffer();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Gives all files their names, the one that marks a finished report last. */
  public void commit() throws IOException {
    Files.deleteIfExists(path.resolve(SUMMARY));
    names.sort((one, two) -> Boolean.compare(one.equals(SUMMARY), two.equals(SUMMARY)));
    for (String name : names) {
      Files.move(
          path.resolve(name + ASIDE),
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  /** Removes what was written unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      for (String name : names) {
        Files.deleteIfExists(path.resolve(name + ASIDE));
      }
      if (created) {
        Files.deleteIfExists(path);
      }
    }
  }
}
