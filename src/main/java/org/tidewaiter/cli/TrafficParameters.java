package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.report.page.FinishedReport;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parameters that say which traffic rules are learned from, or tried on. */
final class TrafficParameters {
  private final Value<List<String>> words;

  /** Adds them to a command. */
  TrafficParameters(Command command) {
    words =
        command.texts(
            PositionalParamSpec.builder()
                .paramLabel("CAPTURE|REPORT")
                .arity("1..*")
                .description("Captures, or report directories of earlier replays."));
  }

  /** Those that are reports. */
  List<Path> reports() {
    List<Path> reports = new ArrayList<>();
    for (String word : words.get()) {
      if (isReport(word)) {
        reports.add(Path.of(word));
      }
    }
    return reports;
  }

  /** The others. */
  List<String> captures() {
    List<String> captures = new ArrayList<>(words.get());
    captures.removeIf(TrafficParameters::isReport);
    return captures;
  }

  private static boolean isReport(String word) {
    return FinishedReport.isReport(Path.of(word));
  }
}
