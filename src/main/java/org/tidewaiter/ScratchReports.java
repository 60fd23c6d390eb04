package org.tidewaiter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.ReportDirectory;

/**
 * Reports that are made to be read once and thrown away: what draws conclusions from captures reads
 * the same files as a person would. They lie in the system's directory for temporary files.
 */
public final class ScratchReports implements AutoCloseable {
  private final Path directory;
  private int made;
  private boolean damaged;

  /** Makes an empty directory for them. */
  public ScratchReports() throws IOException {
    directory = Files.createTempDirectory("tidewaiter-");
  }

  /** Replays captures into a report of its own. */
  public Path replay(List<String> captures, ReplayOptions options, RuleSet rules)
      throws IOException {
    Path report = directory.resolve(Integer.toString(made++));
    try (CaptureFiles files = CaptureFiles.open(captures, false);
        ReportDirectory out = ReportDirectory.open(report, false);
        Replay replay = new Replay(options, files)) {
      for (CaptureInput input : replay.run(rules, out, false).inputs()) {
        damaged |= input.damageCount() > 0;
      }
    }
    return report;
  }

  /** Whether an input was damaged or cut. */
  public boolean damaged() {
    return damaged;
  }

  @Override
  public void close() throws IOException {
    for (int report = 0; report < made; report++) {
      Path of = directory.resolve(Integer.toString(report));
      if (Files.isDirectory(of)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(of)) {
          for (Path file : files) {
            Files.delete(file);
          }
        }
        Files.delete(of);
      }
    }
    Files.delete(directory);
  }
}
