package org.tidewaiter.spark;

import java.io.DataOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tidewaiter.report.ReportDirectory;

/**
 * The directory of an archive's report. What is being made lies in {@code _work} below it, which
 * tools that read Parquet pass over, and gets its names at the end, the file that marks a finished
 * report last.
 */
final class ArchiveDirectory {
  private final Path path;
  private final Path work;
  private final FileSystem store;

  ArchiveDirectory(String out, Configuration configuration) throws IOException {
    Path given = new Path(out);
    store = given.getFileSystem(configuration);
    path = store.makeQualified(given);
    work = new Path(path, "_work");
  }

  /** Whether a finished report is there. */
  boolean isOccupied() throws IOException {
    return store.exists(new Path(path, ReportDirectory.SUMMARY));
  }

  /** Where parts are kept that were read. */
  Path work() {
    return work;
  }

  /** The seed by which flows are divided, the same in a job that goes on. */
  long seed() throws IOException {
    Path file = new Path(work, "seed");
    if (store.exists(file)) {
      try (var in = store.open(file)) {
        return in.readLong();
      }
    }
    store.mkdirs(work);
    long seed = new SecureRandom().nextLong();
    try (DataOutputStream out = store.create(file, true)) {
      out.writeLong(seed);
    }
    return seed;
  }

  /** An empty directory for the report in the making. */
  Path aside() throws IOException {
    Path aside = new Path(work, "report");
    store.delete(aside, true);
    store.mkdirs(aside);
    return aside;
  }

  /** Gives the report its names. */
  void commit(Path aside) throws IOException {
    store.delete(new Path(path, ReportDirectory.SUMMARY), false);
    rename(aside, ArchiveReport.FLOWS);
    for (String file : ArchiveReport.FILES) {
      rename(aside, file);
    }
  }

  private void rename(Path aside, String name) throws IOException {
    Path to = new Path(path, name);
    store.delete(to, true);
    if (!store.rename(new Path(aside, name), to)) {
      throw new IOException("cannot rename " + new Path(aside, name) + " to " + to);
    }
  }

  /** Removes what was kept. */
  void removeWork() throws IOException {
    store.delete(work, true);
  }
}
