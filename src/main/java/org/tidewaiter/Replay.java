package org.tidewaiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.filter.PacketFilter;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.RunReport;
import org.tidewaiter.report.RunTotals;
import org.tidewaiter.report.page.FreshReport;

/**
 * One replay: captures in, a report directory out. Reading begins when it is made, so that the
 * rules can be loaded meanwhile.
 */
public final class Replay implements AutoCloseable {
  private final ReplayOptions options;
  private final CaptureFiles captures;
  private final long seed = System.nanoTime() * 0x9E3779B97F4A7C15L;
  private final PacketFilter filter;
  private final Pipeline pipeline;

  /**
   * Begins to read.
   *
   * @param captures what to read, closed by the caller after this
   * @throws IOException if the filter cannot be compiled
   */
  public Replay(ReplayOptions options, CaptureFiles captures) throws IOException {
    this.options = options;
    this.captures = captures;
    filter = options.filter().isEmpty() ? null : new PacketFilter(options.filter());
    pipeline = new Pipeline(captures, filter, () -> new Decoder(seed, options.vlanInKey()));
    if (options.threads() > 1) {
      pipeline.start();
    }
  }

  /**
   * What a replay came to.
   *
   * @param page is still to be written; null where none was wanted
   */
  public record Result(
      RunTotals totals,
      List<CaptureInput> inputs,
      List<Finding> findings,
      List<String> topServices,
      FreshReport page) {}

  /**
   * Runs to the end of the captures and commits the report.
   *
   * @param withPage whether to make a page of the report, which its files need not wait for
   * @throws IOException if the report cannot be written; a damaged capture is no exception
   */
  public Result run(RuleSet rules, ReportDirectory directory, boolean withPage) throws IOException {
    List<String> names = new ArrayList<>();
    for (CaptureInput input : captures.inputs()) {
      names.add(input.path());
    }
    int encoders = Math.min(options.threads(), 8);
    Detector detector = new Detector(rules);
    try (RunReport report = new RunReport(directory, rules, names, detector::findingIds, encoders);
        Evidence evidence =
            options.evidence()
                ? Evidence.ofReplay(captures, directory, detector::findingIds)
                : null) {
      Analysis analysis =
          new Analysis(
              rules,
              options.timeouts(),
              options.flowBudget(),
              new FlowHash(seed),
              detector,
              report);
      analysis.gather(evidence);
      pipeline.run(analysis);
      analysis.finish(report);
      report.beginSums();
      List<Finding> findings = detector.findings();
      Set<String> withEvidence = Set.of();
      if (evidence != null) {
        evidence.collect(findings, options.filter());
        evidence.finish();
        withEvidence = evidence.described();
      }
      FreshReport page =
          withPage ? FreshReport.begin(directory, report.inMemory(findings, withEvidence)) : null;
      report.beginFindings(findings, withEvidence);
      Accounting accounting = new Accounting();
      long filtered = account(accounting);
      analysis.account(accounting);
      report.account(accounting);
      if (evidence != null) {
        evidence.account(accounting);
      }
      RunTotals totals =
          RunTotals.of(
              captures.inputs(),
              filtered,
              report.flowRows(),
              report.serviceRows(),
              report.hostRows(),
              RunTotals.bySeverity(findings));
      accounting.writeTo(directory);
      totals.writeTo(directory, options.described(), captures.inputs(), rules);
      if (page != null) {
        page.goOn();
      }
      report.finish();
      directory.commit();
      return new Result(totals, captures.inputs(), findings, report.topServices(8), page);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    pipeline.close();
  }

  private long account(Accounting accounting) {
    long filtered = 0;
    for (int i = 0; i < captures.inputs().size(); i++) {
      CaptureInput input = captures.inputs().get(i);
      accounting.addInput(input, pipeline.filtered(i), pipeline.decoded(i));
      filtered += pipeline.filtered(i);
    }
    if (filter != null) {
      for (PacketFilter.Unusable unusable : filter.unusable()) {
        accounting.addUnfilterable(unusable);
      }
    }
    return filtered;
  }
}
