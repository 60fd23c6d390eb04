package org.tidewaiter.report;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Set;
import org.tidewaiter.detect.Finding;

/** {@code findings.csv} for who writes it elsewhere than to a {@link ReportDirectory}. */
public final class FindingLines {
  private FindingLines() {}

  /** Writes all rows, without evidence files, and closes the channel. */
  public static void write(List<Finding> findings, WritableByteChannel channel) throws IOException {
    FindingsFile.write(findings, Set.of(), channel);
  }
}
