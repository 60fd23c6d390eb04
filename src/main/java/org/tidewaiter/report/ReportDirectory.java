package org.tidewaiter.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

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

  /** Files that not every run writes: those of another run must not stand beside this one's. */
  private static final List<String> OPTIONAL = List.of("report.html", "conn.log", "flows.jsonl");

  private static final String EVIDENCE = "evidence";
  private static final String OF_A_FINDING = "[0-9a-f]".repeat(12) + ".pcapng";

  private final Path path;
  private final boolean created;
  private final BooleanSupplier makeRoom;
  private final List<String> names = new ArrayList<>();
  private final List<FileChannel> channels = new ArrayList<>();
  private boolean committed;
  private boolean closed;

  private ReportDirectory(Path path, boolean created, BooleanSupplier makeRoom) {
    this.path = path;
    this.created = created;
    this.makeRoom = makeRoom;
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
    return open(path, replace, null);
  }

  /**
   * Makes the directory if there is none, for a report that may be worth older ones.
   *
   * @param makeRoom called, by any thread, when a file cannot be written; true if it is worth
   *     trying again; null for a report that is not worth them
   */
  public static ReportDirectory open(Path path, boolean replace, BooleanSupplier makeRoom)
      throws IOException {
    boolean created = !Files.exists(path);
    if (!replace && Files.exists(path.resolve(SUMMARY), LinkOption.NOFOLLOW_LINKS)) {
      throw new OccupiedException(path);
    }
    Files.createDirectories(path);
    return new ReportDirectory(path, created, makeRoom);
  }

  public Path path() {
    return path;
  }

  /**
   * Opens a file for writing; it gets its name with {@link #commit}.
   *
   * @param name may name a directory of ours as well, {@code evidence/1.pcapng}
   */
  public synchronized WritableByteChannel create(String name) throws IOException {
    Path aside = aside(name);
    FileChannel channel =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    names.add(name);
    channels.add(channel);
    return new Output(channel, makeRoom);
  }

  /** A file that is written to the end, or until there is no room to be made any more. */
  private record Output(FileChannel channel, BooleanSupplier makeRoom)
      implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      while (bytes.hasRemaining()) {
        try {
          channel.write(bytes);
        } catch (IOException e) {
          if (makeRoom == null || !channel.isOpen() || !makeRoom.getAsBoolean()) {
            throw e;
          }
        }
      }
      return length;
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

  /** Where a file that is whole stands until it gets its name. */
  public Path standsAt(String name) {
    return path.resolve(name + ASIDE);
  }

  private Path aside(String name) throws IOException {
    if (closed) {
      throw new IOException("the report was given up");
    }
    Path aside = standsAt(name);
    Path parent = aside.getParent();
    if (!parent.equals(path) && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(parent);
    }
    Files.deleteIfExists(aside);
    return aside;
  }

  /** Opens a file to write and read back that is gone once it is closed. */
  public synchronized FileChannel createScratch(String name) throws IOException {
    return FileChannel.open(
        aside(name + ".scratch"),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE,
        LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes to a scratch file as to the others: older reports go where there is no room. */
  public WritableByteChannel untilThereIsNoRoom(FileChannel scratch) {
    return new Output(scratch, makeRoom);
  }

  /** Writes a small file whole. */
  public void write(String name, byte[] content) throws IOException {
    try (WritableByteChannel channel = create(name)) {
      channel.write(ByteBuffer.wrap(content));
    }
  }

  /** Gives all files their names, the one that marks a finished report last. */
  public synchronized void commit() throws IOException {
    if (closed) {
      throw new IOException("the report was given up");
    }
    Files.deleteIfExists(path.resolve(SUMMARY));
    removeEarlier();
    names.sort((one, two) -> Boolean.compare(one.equals(SUMMARY), two.equals(SUMMARY)));
    for (String name : names) {
      Files.move(
          standsAt(name),
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  private void removeEarlier() throws IOException {
    for (String name : OPTIONAL) {
      Files.deleteIfExists(path.resolve(name));
    }
    Path evidence = path.resolve(EVIDENCE);
    if (!Files.isDirectory(evidence, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> earlier = Files.newDirectoryStream(evidence, OF_A_FINDING)) {
      for (Path file : earlier) {
        Files.delete(file);
      }
    }
    removeIfEmpty(evidence);
  }

  private static void removeIfEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      // Holds files of this run, or of the user's own.
    }
  }

  /**
   * Closes and removes what was written unless it was committed; nothing is written any more. Any
   * thread may do so.
   */
  @Override
  public synchronized void close() throws IOException {
    if (!committed && !closed) {
      closed = true;
      for (FileChannel channel : channels) {
        channel.close();
      }
      for (String name : names) {
        Files.deleteIfExists(standsAt(name));
      }
      if (Files.isDirectory(path.resolve(EVIDENCE), LinkOption.NOFOLLOW_LINKS)) {
        removeIfEmpty(path.resolve(EVIDENCE));
      }
      if (created) {
        Files.deleteIfExists(path);
      }
    }
  }
}
