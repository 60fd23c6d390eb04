package org.tidewaiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.FlowEvents;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.PortRanks;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.RunReport;
import org.tidewaiter.service.ServiceTable;

/**
 * The one place where the stages meet: flow, service, policy, detect, report. Replay and the live
 * sensor both drive it.
 */
public final class Analysis implements Pipeline.Stage {
  private final FlowTable flows;
  private final FlowJudge judge;
  private final Detector detector;
  private final Observations observations;
  private final RunReport report;
  private Evidence evidence;
  private int rowsLeft;

  /** An analysis by these rules that hands finished flows to the report. */
  public Analysis(
      RuleSet rules,
      FlowTimeouts timeouts,
      int flowBudget,
      FlowHash hash,
      Detector detector,
      RunReport report) {
    ServiceTable services = rules.services();
    PortRanks ranks =
        new PortRanks(
            services.known(FlowTable.TCP), services.known(FlowTable.UDP), services.known(132));
    flows = new FlowTable(ranks, timeouts, flowBudget, hash);
    judge = new FlowJudge(rules);
    this.detector = detector;
    observations = new Observations(detector, new Announcements(rules, flows.announced()));
    this.report = report;
  }

  /** Shows the packets and flows to whoever gathers evidence, too. */
  void gather(Evidence gatherer) {
    evidence = gatherer;
  }

  @Override
  public void consume(PacketBatch batch, HeaderColumns columns) {
    flows.consume(batch, columns);
    handle(batch, columns, flows.events());
    if (evidence != null) {
      gather(batch);
    }
  }

  private void gather(PacketBatch batch) {
    try {
      evidence.consumed(batch, flows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(PacketBatch batch, HeaderColumns columns, FlowEvents events) {
    for (int i = 0, size = events.size(); i < size; i++) {
      int row = events.row(i);
      long[] words = flows.words(row);
      int at = FlowTable.at(row);
      switch (events.kind(i)) {
        case FlowEvents.SETTLED -> judge(words, at);
        case FlowEvents.FIRST_PAYLOAD ->
            observations.firstPayload(batch, columns, events.columnRow(i), words, at);
        case FlowEvents.RECOGNIZED, FlowEvents.OBSERVED ->
            observations.read(batch, columns, events.columnRow(i), words, at);
        case FlowEvents.ENDED -> ended(words, at);
        default -> {}
      }
    }
  }

  private void judge(long[] words, int at) {
    flows.adopt(words, at);
    judge.judge(words, at);
    detector.judged(words, at);
  }

  // A flow that was judged is judged once more at its end if something changed since, or if a
  // finding rests on it, whose weight may depend on all of its payload.
  private void end(long[] words, int at) {
    if (!FlowRow.isJudged(words, at) || FlowRow.findings(words, at) != 0) {
      judge(words, at);
    }
    detector.ended(words, at);
  }

  private void ended(long[] words, int at) {
    end(words, at);
    try {
      report.ended(words, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all flows and draws the conclusions that need the whole input. */
  public void finish() {
    rowsLeft = flows.finish();
    for (int i = 0; i < flows.events().size(); i++) {
      ended(flows.words(flows.events().row(i)), FlowTable.at(flows.events().row(i)));
    }
    for (int row = 0; row < rowsLeft; row++) {
      if (flows.isLive(row)) {
        end(flows.words(row), FlowTable.at(row));
      }
    }
    detector.finish();
    if (evidence != null) {
      evidence.finish(flows, rowsLeft);
    }
  }

  /** Hands the flows that were left at the end to the report. */
  public void reportRest() throws IOException {
    report.allLive(flows, rowsLeft);
  }

  /** Adds what was counted on the way. */
  public void account(Accounting accounting) {
    accounting.addFlows(flows.counters());
    accounting.addIfAny(
        "limit",
        "messages-in-several-segments",
        observations.incomplete(),
        "messages",
        "Of a kind that is read, but not whole in one segment: not read.");
    accounting.addDetections(detector.counters());
  }
}
