package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns the captures of a command line into single files: directories become what lies in them, and
 * a file that is named twice is read once, since its packets would else count twice.
 */
final class CapturePaths {
  /** The argument that means standard input. */
  static final String STANDARD_INPUT = "-";

  /**
   * One file to read.
   *
   * @param named whether the user named it, rather than the directory it lies in
   */
  record Entry(String path, boolean named) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private CapturePaths() {}

  /**
   * Expands the arguments in their order.
   *
   * @param recursive whether directories are entered; else they are refused
   */
  static CapturePaths expand(List<String> captures, boolean recursive) throws IOException {
    CapturePaths paths = new CapturePaths();
    for (String capture : captures) {
      paths.addArgument(capture, recursive);
    }
    return paths;
  }

  private void addArgument(String capture, boolean recursive) throws IOException {
    if (capture.isEmpty()) {
      throw new CapturePathException("the name of a capture is empty");
    }
    if (!capture.equals(STANDARD_INPUT) && isDirectory(capture)) {
      if (!recursive) {
        throw CapturePathException.ofDirectory(capture);
      }
      addDirectory(Path.of(capture));
    } else {
      add(new Entry(capture, true));
    }
  }

  /** Sees to it that one of those that were named is there. */
  void refuseIfNoneIsThere() throws CapturePathException {
    for (Entry entry : entries) {
      boolean isGone =
          entry.named()
              && !entry.path().equals(STANDARD_INPUT)
              && Files.notExists(Path.of(entry.path()));
      if (!isGone) {
        return;
      }
    }
    if (!entries.isEmpty()) {
      throw CapturePathException.ofMissing(entries.get(0).path(), entries.size());
    }
  }

  private static boolean isDirectory(String capture) throws CapturePathException {
    try {
      return Files.isDirectory(Path.of(capture));
    } catch (InvalidPathException e) {
      throw new CapturePathException("not a file name: " + e.getMessage());
    }
  }

  private void addDirectory(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(directory, new Collector(found));
    Collections.sort(found);
    for (Path file : found) {
      add(new Entry(file.toString(), false));
    }
  }

  private void add(Entry entry) {
    if (seen.add(identity(entry.path()))) {
      entries.add(entry);
    } else {
      repeated.add(entry.path());
    }
  }

  private static String identity(String path) {
    if (path.equals(STANDARD_INPUT)) {
      return path;
    }
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException e) {
      return Path.of(path).toAbsolutePath().normalize().toString();
    }
  }

  /** Files in the order of the arguments, those of a directory by name. */
  List<Entry> entries() {
    return entries;
  }

  /** Paths that were left out because the same file is there already. */
  List<String> repeated() {
    return repeated;
  }

  /** Collects files and what cannot be looked into; links to directories are not followed. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    Collector(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // A pipe or device in a directory was hardly meant, and could keep us waiting for ever.
      if (Files.isRegularFile(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      found.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
