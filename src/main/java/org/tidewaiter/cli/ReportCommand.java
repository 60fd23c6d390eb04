package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.report.export.FlowFormat;
import org.tidewaiter.report.page.FinishedReport;
import org.tidewaiter.report.page.PageWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter report DIR}: makes the page again from the reports of a finished run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes report.html, the page for the eye, from the reports of a finished run.",
      ""
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Report directory of a replay or a sensor.")
  private Path directory;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the page to this file instead of DIR/report.html.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Instead of the page, write the flows in other formats: zeek (DIR/conn.log), jsonl"
              + " (DIR/flows.jsonl).")
  private List<String> formats = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (!FinishedReport.isReport(directory)) {
      throw new UsageException(
          directory + ": no finished report; name the directory that a replay wrote");
    }
    if (!formats.isEmpty()) {
      for (FlowFormat format : Formats.write(formats, directory)) {
        spec.commandLine().getOut().println(directory.resolve(format.fileName()));
      }
      return ExitCode.DONE;
    }
    Path page = out == null ? directory.resolve("report.html") : out;
    PageWriter.write(FinishedReport.read(directory), page);
    spec.commandLine().getOut().println(page);
    return ExitCode.DONE;
  }
}
