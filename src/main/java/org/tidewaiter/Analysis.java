package org.tidewaiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.DetectCounters;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.FlowCounters;
import org.tidewaiter.flow.FlowEvents;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.InterimRows;
import org.tidewaiter.flow.PortRanks;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.report.Accounting;
import org.tidewaiter.report.FlowSink;
import org.tidewaiter.report.RunReport;
import org.tidewaiter.service.ServiceTable;

/**
 * The one place where the stages meet: flow, service, policy, detect, report. Replay and the live
 * sensor both drive it.
 */
public final class Analysis implements Pipeline.Stage {
  /**
   * What is done with a flow, one step after the other. Behind an interface so that the compiler
   * takes each step by itself, once: joined, in the two places that need them, they took it longer
   * than they ran for.
   */
  private interface FlowStep {
    void take(long[] words, int at);
  }

  /** Steps that judge a flow; the next one is for its end. */
  private static final int JUDGING = 3;

  private final FlowTable flows;
  private final FlowSink report;
  private FlowJudge judge;
  private FlowStep[] steps;
  private Detector detector;
  private Observations observations;
  private Gatherer gatherer;
  private int rowsLeft;
  private FlowCounters flowsAccounted = new FlowCounters();
  private DetectCounters detectAccounted = new DetectCounters();
  private long incompleteAccounted;

  /** An analysis by these rules that hands finished flows to the report. */
  public Analysis(
      RuleSet rules,
      FlowTimeouts timeouts,
      int flowBudget,
      FlowHash hash,
      Detector detector,
      FlowSink report) {
    this(rules, new FlowTable(ranks(rules), timeouts, flowBudget, hash), detector, report);
  }

  private Analysis(RuleSet rules, FlowTable flows, Detector detector, FlowSink report) {
    this.flows = flows;
    this.report = report;
    use(rules, detector);
  }

  /**
   * An analysis of a part of the flows, all packets of each. It is told when to sweep ({@link
   * FlowTable#sweep}), and given its batches in two steps, {@link #take} and {@link #handle}.
   *
   * @param watch is shown what is made of them; null for nobody
   */
  public static Analysis ofPart(
      RuleSet rules,
      FlowTimeouts timeouts,
      int flowBudget,
      FlowHash hash,
      Detector detector,
      FlowSink report,
      FlowWatch watch) {
    FlowTable flows = FlowTable.ofPart(ranks(rules), timeouts, flowBudget, hash);
    Analysis analysis = new Analysis(rules, flows, detector, report);
    if (watch != null) {
      analysis.observations.show(watch);
      FlowStep judged = analysis.steps[JUDGING - 1];
      analysis.steps[JUDGING - 1] =
          (words, at) -> {
            watch.judged(words, at);
            judged.take(words, at);
          };
    }
    return analysis;
  }

  /** The flows. */
  public FlowTable flows() {
    return flows;
  }

  /** Lets the flows take in a batch; what it did to them is then to be {@link #handle}d. */
  public void take(PacketBatch batch, HeaderColumns columns) {
    flows.consume(batch, columns);
  }

  /** Handles what the latest batch, sweep or addition did to flows. */
  public void handle(PacketBatch batch, HeaderColumns columns) {
    handle(batch, columns, flows.events());
  }

  private static PortRanks ranks(RuleSet rules) {
    ServiceTable services = rules.services();
    return new PortRanks(
        services.known(FlowTable.TCP), services.known(FlowTable.UDP), services.known(132));
  }

  private void use(RuleSet rules, Detector detector) {
    judge = new FlowJudge(rules);
    this.detector = detector;
    steps = new FlowStep[] {flows::adopt, judge::judge, detector::judged, detector::ended};
    observations = new Observations(detector, new Announcements(rules, flows.announced()));
  }

  /** Shows the packets and flows from now on to whoever gathers evidence, too; null for nobody. */
  void gather(Gatherer evidence) {
    gatherer = evidence;
    if (gatherer != null) {
      gatherer.goOn(flows);
    }
  }

  @Override
  public void consume(PacketBatch batch, HeaderColumns columns) {
    flows.consume(batch, columns);
    handle(batch, columns, flows.events());
    if (gatherer != null) {
      gather(batch);
    }
  }

  private void gather(PacketBatch batch) {
    try {
      gatherer.consumed(batch, flows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(PacketBatch batch, HeaderColumns columns, FlowEvents events) {
    flows.touchEvents();
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
        case FlowEvents.ENDED -> ended(row, words, at);
        default -> {}
      }
    }
  }

  private void judge(long[] words, int at) {
    for (int step = 0; step < JUDGING; step++) {
      steps[step].take(words, at);
    }
  }

  // A flow that was judged is judged once more at its end if something changed since, or if a
  // finding rests on it, whose weight may depend on all of its payload.
  private void end(long[] words, int at) {
    if (!FlowJudgement.isJudged(words, at) || FlowJudgement.findings(words, at) != 0) {
      judge(words, at);
    }
    steps[JUDGING].take(words, at);
  }

  private void ended(int row, long[] words, int at) {
    end(words, at);
    try {
      report.ended(row, words, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all flows and draws the conclusions that need the whole input. */
  public void finish() {
    endOthers();
    endLeft(0, rowsLeft);
    conclude();
  }

  /** The same; the flows that were left are handed to the report, which works on them meanwhile. */
  public void finish(RunReport whole) throws IOException {
    endOthers();
    whole.beginLive(flows);
    for (int from = 0; from < rowsLeft; from += RunReport.BLOCK_ROWS) {
      int to = Math.min(rowsLeft, from + RunReport.BLOCK_ROWS);
      endLeft(from, to);
      whole.live(from, to);
    }
    conclude();
  }

  private void endOthers() {
    rowsLeft = flows.finish();
    for (int i = 0; i < flows.events().size(); i++) {
      int row = flows.events().row(i);
      ended(row, flows.words(row), FlowTable.at(row));
    }
  }

  private void endLeft(int from, int to) {
    for (int row = from; row < to; row++) {
      if (flows.isLive(row)) {
        end(flows.words(row), FlowTable.at(row));
      }
    }
  }

  private void conclude() {
    detector.finish();
    if (gatherer != null) {
      gatherer.ended(flows, rowsLeft);
    }
  }

  /** Rows to walk through after {@link #finish} for the flows that were left. */
  public int rowsLeft() {
    return rowsLeft;
  }

  /** Messages that did not fit one segment, or were cut. */
  public long incompleteMessages() {
    return observations.incomplete();
  }

  /**
   * Hands the flows that were left at the end to the report, one by one since it may know of
   * earlier rows of theirs.
   */
  public void reportRest() throws IOException {
    for (int row = 0; row < rowsLeft; row++) {
      if (flows.isLive(row)) {
        report.ended(row, flows.words(row), FlowTable.at(row));
      }
    }
  }

  /** Reports what flows that go on did in a live period, and draws the conclusions so far. */
  public void interim(InterimRows rows, FlowSink to) throws IOException {
    for (int row = 0; row < flows.rows(); row++) {
      long[] words = flows.words(row);
      int at = FlowTable.at(row);
      if (flows.isLive(row) && rows.interim(row, words, at)) {
        // A flow that is not settled is named in its row only; what it is may still turn out.
        if (!FlowJudgement.isJudged(rows.words(), rows.at())) {
          judge.judge(rows.words(), rows.at());
        }
        detector.goesOn(words, at);
        to.ended(row, rows.words(), rows.at());
      }
    }
    detector.finish();
  }

  /** Takes other rules into use, and judges by them the flows that were judged. */
  public void changeRules(RuleSet before, RuleSet after, Detector newDetector) {
    int[] numbers = new int[before.services().count() + 1];
    for (int number = 1; number < numbers.length; number++) {
      numbers[number] = after.services().number(before.services().service(number).id());
    }
    BitSet judged = new BitSet();
    for (int row = 0; row < flows.rows(); row++) {
      judged.set(
          row, flows.isLive(row) && FlowJudgement.isJudged(flows.words(row), FlowTable.at(row)));
    }
    flows.changeRules(ranks(after), numbers);
    detectAccounted = new DetectCounters();
    incompleteAccounted = 0;
    use(after, newDetector);
    for (int row = judged.nextSetBit(0); row >= 0; row = judged.nextSetBit(row + 1)) {
      judge(flows.words(row), FlowTable.at(row));
    }
  }

  /** Flows alive now. */
  public int liveFlows() {
    return flows.live();
  }

  /** What was counted of flows, from the beginning. */
  public FlowCounters flowCounters() {
    return flows.counters();
  }

  /** Adds the messages that were not whole. */
  public static void accountIncomplete(Accounting accounting, long messages) {
    accounting.addIfAny(
        "limit",
        "messages-in-several-segments",
        messages,
        "messages",
        "Of a kind that is read, but not whole in one segment: not read.");
  }

  /** Adds what was counted on the way, since the last time. */
  public void account(Accounting accounting) {
    accounting.addFlows(flows.counters().since(flowsAccounted));
    accountIncomplete(accounting, observations.incomplete() - incompleteAccounted);
    accounting.addDetections(detector.counters().since(detectAccounted));
    flowsAccounted = flows.counters().copy();
    flows.counters().peakLive = flows.live();
    detectAccounted = detector.counters().copy();
    incompleteAccounted = observations.incomplete();
  }
}
