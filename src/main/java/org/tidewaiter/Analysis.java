package org.tidewaiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowEvents;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.PortRanks;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.RunReport;
import org.tidewaiter.service.ServiceTable;

/**
 * The one place where the stages meet: flow, service, policy, detect, report. Replay and the live
 * sensor both drive it.
 */
public final class Analysis implements Pipeline.Stage {
  private final FlowTable flows;
  private final FlowJudge judge;
  private final RunReport report;

  /** An analysis by these rules that hands finished flows to the report. */
  public Analysis(
      RuleSet rules, FlowTimeouts timeouts, int flowBudget, FlowHash hash, RunReport report) {
    ServiceTable services = rules.services();
    PortRanks ranks =
        new PortRanks(
            services.known(FlowTable.TCP), services.known(FlowTable.UDP), services.known(132));
    flows = new FlowTable(ranks, timeouts, flowBudget, hash);
    judge = new FlowJudge(rules);
    this.report = report;
  }

  /** The flow table, for its counters. */
  public FlowTable flows() {
    return flows;
  }

  @Override
  public void consume(PacketBatch batch, HeaderColumns columns) {
    flows.consume(batch, columns);
    handle(batch, columns, flows.events());
  }

  private void handle(PacketBatch batch, HeaderColumns columns, FlowEvents events) {
    for (int i = 0, size = events.size(); i < size; i++) {
      int row = events.row(i);
      long[] words = flows.words(row);
      int at = FlowTable.at(row);
      switch (events.kind(i)) {
        case FlowEvents.SETTLED -> judge.judge(words, at);
        case FlowEvents.ENDED -> ended(words, at);
        default -> {}
      }
    }
  }

  private void ended(long[] words, int at) {
    judge.judge(words, at);
    try {
      report.ended(words, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all flows and hands them to the report. */
  public void finish() throws IOException {
    int used = flows.finish();
    for (int i = 0; i < flows.events().size(); i++) {
      ended(flows.words(flows.events().row(i)), FlowTable.at(flows.events().row(i)));
    }
    for (int row = 0; row < used; row++) {
      if (flows.isLive(row)) {
        judge.judge(flows.words(row), FlowTable.at(row));
      }
    }
    report.allLive(flows, used);
  }
}
