package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.report.export.FlowFormat;

/** The words after {@code --format}. */
final class Formats {
  private Formats() {}

  /** The formats beside CSV, which is always written. */
  static Set<FlowFormat> of(List<String> words) throws UsageException {
    Set<FlowFormat> formats = EnumSet.noneOf(FlowFormat.class);
    for (String word : words) {
      FlowFormat format = FlowFormat.of(word);
      if (format != null) {
        formats.add(format);
      } else if (!word.equals("csv")) {
        throw new UsageException("--format: '" + word + "' is not csv, zeek or jsonl");
      }
    }
    return formats;
  }

  /** Writes the flows of a report in these formats. */
  static Set<FlowFormat> write(List<String> words, Path report) throws UsageException, IOException {
    Set<FlowFormat> formats = of(words);
    FlowFormat.write(report, formats);
    return formats;
  }
}
