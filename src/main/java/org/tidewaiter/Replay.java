package org.tidewaiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.RunReport;
import org.tidewaiter.report.RunTotals;

/** One replay: captures in, a report directory out. */
public final class Replay {
  private final ReplayOptions options;
  private final RuleSet rules;

  public Replay(ReplayOptions options, RuleSet rules) {
    this.options = options;
    this.rules = rules;
  }

  /** What a replay came to. */
  public record Result(RunTotals totals, List<CaptureInput> inputs) {}

  /**
   * Runs to the end of the captures and commits the report.
   *
   * @throws IOException if the report cannot be written; a damaged capture is no exception
   */
  public Result run(CaptureFiles captures, ReportDirectory directory) throws IOException {
    List<String> names = new ArrayList<>();
    for (CaptureInput input : captures.inputs()) {
      names.add(input.path());
    }
    long seed = System.nanoTime() * 0x9E3779B97F4A7C15L;
    Decoder decoder = new Decoder(seed, options.vlanInKey());
    int encoders = Math.min(options.threads(), 8);
    try (RunReport report = new RunReport(directory, rules, names, set -> "", encoders)) {
      Analysis analysis =
          new Analysis(rules, options.timeouts(), options.flowBudget(), new FlowHash(seed), report);
      Pipeline pipeline = new Pipeline(captures, decoder, analysis);
      if (options.threads() == 1) {
        pipeline.runOnOneThread();
      } else {
        pipeline.runOnTwoThreads();
      }
      analysis.finish();
      report.finish();
      Result result = account(captures, decoder, analysis, report, directory);
      directory.commit();
      return result;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Result account(
      CaptureFiles captures,
      Decoder decoder,
      Analysis analysis,
      RunReport report,
      ReportDirectory directory)
      throws IOException {
    Accounting accounting = new Accounting();
    long packets = 0;
    long damaged = 0;
    for (int i = 0; i < captures.inputs().size(); i++) {
      CaptureInput input = captures.inputs().get(i);
      accounting.addInput(input, decoder.counters(i));
      packets += input.packets();
      damaged += input.damageCount() > 0 ? 1 : 0;
    }
    accounting.addFlows(analysis.flows().counters());
    report.account(accounting);
    Map<String, Integer> findings = new LinkedHashMap<>();
    RunTotals totals =
        new RunTotals(
            packets,
            0,
            report.flowRows(),
            report.serviceRows(),
            report.hostRows(),
            damaged,
            findings);
    accounting.writeTo(directory);
    totals.writeTo(directory, options.described(), captures.inputs(), rules);
    return new Result(totals, captures.inputs());
  }
}
