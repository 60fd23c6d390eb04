package org.tidewaiter.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.tidewaiter.capture.CapturePathException;
import org.tidewaiter.capture.CaptureStream;
import org.tidewaiter.capture.PacketBatch;

/** Turns the captures of a command line into files, and looks at the beginning of each. */
final class CaptureListing {
  /** Files that nobody means to be captures: those of stores and of this program. */
  private static final PathFilter VISIBLE =
      path -> !path.getName().startsWith(".") && !path.getName().startsWith("_");

  private final Configuration configuration;
  private final boolean recursive;
  private final List<CapturePart> files = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  CaptureListing(Configuration configuration, boolean recursive) {
    this.configuration = configuration;
    this.recursive = recursive;
  }

  /** Adds a file, a directory or a pattern. */
  void add(String capture) throws IOException {
    Path path = new Path(capture);
    FileSystem store = path.getFileSystem(configuration);
    boolean hasScheme = path.toUri().getScheme() != null;
    FileStatus[] found = exactly(store, path);
    if (found == null) {
      found = store.globStatus(path);
    }
    if (found == null || found.length == 0) {
      addMissing(capture);
      return;
    }
    boolean pattern = found.length > 1 || !found[0].getPath().getName().equals(path.getName());
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        if (!recursive) {
          throw CapturePathException.ofDirectory(capture);
        }
        addDirectory(store, status, hasScheme);
      } else {
        addFile(status, pattern ? name(status, hasScheme) : capture, true);
      }
    }
  }

  // A name may hold signs that would be a pattern.
  private static FileStatus[] exactly(FileSystem store, Path path) throws IOException {
    try {
      return new FileStatus[] {store.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private void addMissing(String capture) {
    if (seen.add(capture)) {
      files.add(
          new CapturePart(
              capture, capture, -1, 0, null, 0, Long.MAX_VALUE, true, "there is no such file"));
      named.add(capture);
    }
  }

  /** Sees to it that one of the captures is there. */
  void refuseIfNoneIsThere() throws CapturePathException {
    boolean allMissing = files.stream().allMatch(file -> file.problem() != null);
    if (allMissing && !files.isEmpty()) {
      throw CapturePathException.ofMissing(files.get(0).name(), files.size());
    }
  }

  private void addDirectory(FileSystem store, FileStatus directory, boolean hasScheme)
      throws IOException {
    FileStatus[] found = store.listStatus(directory.getPath(), VISIBLE);
    Arrays.sort(found, Comparator.comparing(status -> status.getPath().getName()));
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addDirectory(store, status, hasScheme);
      } else {
        addFile(status, name(status, hasScheme), false);
      }
    }
  }

  private static String name(FileStatus status, boolean hasScheme) {
    return hasScheme ? status.getPath().toString() : status.getPath().toUri().getPath();
  }

  private void addFile(FileStatus status, String name, boolean isNamed) {
    String uri = status.getPath().toString();
    if (!seen.add(uri)) {
      return;
    }
    if (isNamed) {
      named.add(uri);
    }
    files.add(
        new CapturePart(
            uri,
            name,
            status.getLen(),
            status.getModificationTime(),
            null,
            0,
            Long.MAX_VALUE,
            true,
            null));
  }

  /** The files found so far. */
  List<CapturePart> files() {
    return files;
  }

  /** Whether a file was named, rather than found in a directory. */
  boolean isNamed(CapturePart file) {
    return named.contains(file.uri());
  }

  /** Whether whoever named a file took it for a capture. */
  static boolean isNamedLikeCapture(CapturePart file) {
    return CaptureStream.isNamedLikeCapture(file.name());
  }

  /**
   * What the beginning of a file says.
   *
   * @param firstNanos time of the first packet, the greatest number where there is none
   * @param isCapture whether its format is known
   * @param header its first bytes where it can be read in parts, else null
   */
  record Beginning(long firstNanos, boolean isCapture, byte[] header) implements Serializable {}

  /** Reads the beginning of a file; one that cannot be read has no packets. */
  static Beginning beginning(CapturePart file, Configuration configuration) {
    if (file.problem() != null) {
      return new Beginning(Long.MAX_VALUE, true, null);
    }
    Path path = new Path(file.uri());
    try {
      FileSystem store = path.getFileSystem(configuration);
      PacketBatch batch = new PacketBatch();
      try (CaptureStream stream =
          CaptureStream.whole(file.name(), file.sizeBytes(), new HadoopChannel(store.open(path)))) {
        boolean any = stream.fill(batch);
        long firstNanos = any ? batch.timestampNanos[0] : Long.MAX_VALUE;
        byte[] header = any && stream.isDivisible() ? header(store, path) : null;
        return new Beginning(firstNanos, !stream.input().format().isEmpty(), header);
      }
    } catch (IOException e) {
      return new Beginning(Long.MAX_VALUE, false, null);
    }
  }

  private static byte[] header(FileSystem store, Path path) throws IOException {
    byte[] header = new byte[CaptureStream.HEADER_BYTES];
    try (FSDataInputStream in = store.open(path)) {
      in.readFully(0, header);
    }
    return CaptureStream.isUsual(header) ? header : null;
  }
}
