package org.tidewaiter.sensor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.report.ReportDirectory;

/**
 * The reports of earlier periods in a sensor's directory: which ones go, and which a crash left.
 *
 * <p>Touches nothing but directories that have the name of a period, and follows no links.
 */
public final class OldReports {
  /** Added to the name of a period that a crash cut short. */
  public static final String UNFINISHED = ".unfinished";

  /**
   * Most reports that go for their age at a time. Were the wall clock set to a wrong year, no more
   * than this would be lost in each period in which nobody notices.
   */
  static final int MOST_FOR_AGE = 2;

  private static final Pattern PERIOD =
      Pattern.compile("\\d{8}T\\d{6}Z(-\\d+)?(" + Pattern.quote(UNFINISHED) + ")?");
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final int START_LENGTH = "20261122T185500Z".length();

  /**
   * What is kept; 0 means no limit.
   *
   * @param count periods
   * @param ageMillis since a period began, in milliseconds
   * @param bytes of all periods together
   */
  public record Keep(int count, long ageMillis, long bytes) {}

  private final Path directory;
  private final Keep keep;

  public OldReports(Path directory, Keep keep) {
    this.directory = directory;
    this.keep = keep;
  }

  private List<Path> oldestFirst() throws IOException {
    List<Path> periods = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (PERIOD.matcher(entry.getFileName().toString()).matches()
            && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          periods.add(entry);
        }
      }
    }
    periods.sort(null);
    return periods;
  }

  private static boolean isFinished(Path period) {
    return Files.exists(period.resolve(ReportDirectory.SUMMARY), LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isUnderway(Path period) {
    return !isFinished(period) && !period.getFileName().toString().endsWith(UNFINISHED);
  }

  /**
   * Marks periods that were begun and not finished. To be called before the first period of this
   * run begins.
   *
   * @return their names, as they are now
   */
  public List<String> markUnfinished() throws IOException {
    List<String> marked = new ArrayList<>();
    for (Path period : oldestFirst()) {
      if (isUnderway(period)) {
        Path aside = period.resolveSibling(period.getFileName() + UNFINISHED);
        remove(aside);
        Files.move(period, aside);
        marked.add(aside.getFileName().toString());
      }
    }
    return marked;
  }

  /** Removes what is not to be kept; returns how many periods that were. */
  public synchronized int prune(Instant now) throws IOException {
    List<Path> periods = oldestFirst();
    periods.removeIf(OldReports::isUnderway);
    long[] sizes = new long[periods.size()];
    long bytes = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = size(periods.get(i));
      bytes += sizes[i];
    }
    int forAge = 0;
    int removed = 0;
    // The youngest one stays whatever its size: it was written just now.
    while (removed < sizes.length - 1) {
      Path oldest = periods.get(removed);
      boolean tooMany = keep.count > 0 && sizes.length - removed > keep.count;
      boolean tooLarge = keep.bytes > 0 && bytes > keep.bytes;
      if (!tooMany && !tooLarge) {
        if (!isTooOld(oldest, now) || forAge == MOST_FOR_AGE) {
          break;
        }
        forAge++;
      }
      remove(oldest);
      bytes -= sizes[removed++];
    }
    return removed;
  }

  private boolean isTooOld(Path period, Instant now) {
    String start = period.getFileName().toString().substring(0, START_LENGTH);
    Instant began = LocalDateTime.parse(start, START).toInstant(ZoneOffset.UTC);
    return keep.ageMillis > 0 && Duration.between(began, now).toMillis() > keep.ageMillis;
  }

  /** Removes the oldest period, to make room; false if there is none. */
  public synchronized boolean removeOldest() {
    try {
      List<Path> periods = oldestFirst();
      periods.removeIf(OldReports::isUnderway);
      if (periods.isEmpty()) {
        return false;
      }
      remove(periods.get(0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long size(Path period) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        period,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  private static void remove(Path period) throws IOException {
    if (!Files.exists(period, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        period,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException trouble)
              throws IOException {
            if (trouble != null) {
              throw trouble;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
