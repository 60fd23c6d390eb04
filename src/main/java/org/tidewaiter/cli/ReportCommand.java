package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.report.export.FlowFormat;
import org.tidewaiter.report.page.FinishedReport;
import org.tidewaiter.report.page.PageWriter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter report DIR}: makes the page again from the reports of a finished run. */
final class ReportCommand extends Command {
  private final Value<Path> directory =
      path(
          PositionalParamSpec.builder()
              .paramLabel("DIR")
              .description("Report directory of a replay or a sensor."));

  private final Value<Path> out =
      path(
          OptionSpec.builder("-o", "--out")
              .paramLabel("FILE")
              .description("Write the page to this file instead of DIR/report.html."));

  private final Value<List<String>> formats =
      texts(
          OptionSpec.builder("--format")
              .paramLabel("FORMAT")
              .splitRegex(",")
              .description(
                  "Instead of the page, write the flows in other formats: zeek (DIR/conn.log),"
                      + " jsonl (DIR/flows.jsonl)."));

  ReportCommand() {
    super("report");
    usage()
        .sortOptions(false)
        .description(
            "Writes report.html, the page for the eye, from the reports of a finished run.", "");
  }

  @Override
  public Integer call() throws Exception {
    Path report = directory.get();
    if (!FinishedReport.isReport(report)) {
      throw new UsageException(
          report + ": no finished report; name the directory that a replay wrote");
    }
    if (!formats.get().isEmpty()) {
      for (FlowFormat format : Formats.write(formats.get(), report)) {
        output().println(report.resolve(format.fileName()));
      }
      return ExitCode.DONE;
    }
    Path page = out.get() == null ? report.resolve("report.html") : out.get();
    PageWriter.write(FinishedReport.read(report), page);
    output().println(page);
    return ExitCode.DONE;
  }
}
