package org.tidewaiter.report.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Compares two finished reports. */
public final class ReportComparison {
  private ReportComparison() {}

  /**
   * Tells all differences: findings first, then servers, each before its services. What is the same
   * is told as such, so that it can be counted.
   *
   * @param changes takes each; called by this thread
   * @throws IOException if a report cannot be read, or its services are not in order
   */
  public static void compare(Path before, Path after, Consumer<Change> changes) throws IOException {
    findings(before, after, changes);
    new ServersComparison(changes).compare(before, after);
  }

  /** The same for findings alone. */
  public static void findings(Path before, Path after, Consumer<Change> changes)
      throws IOException {
    new FindingsComparison(changes).compare(before, after);
  }
}
