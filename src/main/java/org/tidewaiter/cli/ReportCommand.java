package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.report.page.PageModel;
import org.tidewaiter.report.page.PageWriter;
import org.tidewaiter.report.page.ReportDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter report DIR}: makes the page again from the reports of a finished run. */
@Command(
    name = "report",
    description = "Write report.html, the page for the eye, from an existing report directory.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Report directory of a replay or sensor.")
  private Path directory;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the page here instead of DIR/report.html.")
  private Path output;

  @Override
  public Integer call() {
    try {
      PageModel model = ReportDirectory.read(directory);
      Path page = output == null ? directory.resolve("report.html") : output;
      PageWriter.write(model, page);
      spec.commandLine().getOut().println(page);
      return 0;
    } catch (NoSuchFileException e) {
      return fail(
          e.getFile() + ": " + (e.getReason() == null ? "no such file" : e.getReason()),
          WRONG_USAGE);
    } catch (IOException e) {
      return fail(e.getMessage(), FAILED);
    }
  }

  private int fail(String message, int exitCode) {
    spec.commandLine().getErr().println("tidewaiter report: " + message);
    return exitCode;
  }
}
