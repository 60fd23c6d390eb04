package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.page.PageModel.Counter;

/**
 * Reads the reports of a finished run into a {@link PageModel}. {@code summary.json}, which marks a
 * finished report, must be there; the page says which others are not. Flows are streamed: their
 * number does not matter to memory.
 */
public final class FinishedReport {
  private FinishedReport() {}

  /** Whether a directory holds a finished report. */
  public static boolean isReport(Path directory) {
    return Files.exists(directory.resolve(ReportDirectory.SUMMARY));
  }

  /**
   * The model of a report directory.
   *
   * @throws NoSuchFileException where there is no {@code summary.json}, that is, no report
   * @throws IOException where a report cannot be read or is not CSV
   */
  public static PageModel read(Path directory) throws IOException {
    return read(directory, directory.normalize().toString());
  }

  /**
   * The same of a directory that will go by another name.
   *
   * @param name the directory as a person would type it
   */
  public static PageModel read(Path directory, String name) throws IOException {
    if (!isReport(directory)) {
      throw new NoSuchFileException(directory.resolve(ReportDirectory.SUMMARY).toString());
    }
    PageBuilder builder = new PageBuilder(name);
    SummaryJson.read(directory.resolve(ReportDirectory.SUMMARY), builder);
    read(directory, "accounting.csv", builder, FinishedReport::counters);
    if (!read(directory, "findings.csv", builder, FindingsCsv::read)) {
      builder.notJudged();
    }
    read(directory, "services.csv", builder, ServicesCsv::read);
    read(directory, "hosts.csv", builder, HostsCsv::read);
    builder.beginFlows();
    read(directory, "flows.csv", builder, FlowsCsv::read);
    return builder.build();
  }

  private interface Reader {
    void read(Path file, PageBuilder builder) throws IOException;
  }

  private static boolean read(Path directory, String name, PageBuilder builder, Reader reader)
      throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      builder.addNote(name + " is not in the report directory; what it tells is missing here.");
      return false;
    }
    reader.read(file, builder);
    return true;
  }

  static void counters(Path file, PageBuilder builder) throws IOException {
    each(file, builder::addCounter);
  }

  /** How much of its inputs a report rests on: not known where it has no accounting. */
  public static Reading reading(Path directory) throws IOException {
    ReadingTally tally = new ReadingTally();
    Path accounting = directory.resolve("accounting.csv");
    if (Files.exists(accounting)) {
      each(accounting, tally::add);
    }
    return tally.reading();
  }

  private static void each(Path file, Consumer<Counter> taker) throws IOException {
    try (CsvTable table = new CsvTable(file)) {
      while (table.next()) {
        taker.accept(counter(table));
      }
    }
  }

  private static Counter counter(CsvTable t) {
    return new Counter(
        t.text("scope"),
        t.text("input"),
        t.text("counter"),
        t.number("value"),
        t.text("unit"),
        t.text("meaning"));
  }
}
