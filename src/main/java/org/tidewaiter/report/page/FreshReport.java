package org.tidewaiter.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tidewaiter.decode.IpProtocol;
import org.tidewaiter.detect.Detection;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.report.AddressTexts;
import org.tidewaiter.report.CsvTable;
import org.tidewaiter.report.HostTally;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.report.ReportRows;
import org.tidewaiter.report.ServiceTally;
import org.tidewaiter.report.TimeText;

/**
 * Makes the page of a run from memory, while the report that it tells of is being written. Its
 * {@link PageModel} is the same as {@link FinishedReport} reads from there. Of findings, services
 * and hosts, those that the page shows are picked by number and only they are put into words; flows
 * that ended early are read from {@code flows.csv}, once it is there.
 *
 * <p>The report does not hang on its page: what goes wrong with the page, memory that runs out
 * among it, is told by {@link #write}, when the report is whole.
 */
public final class FreshReport {
  private record Row(int number, long rank, String tie) {}

  private interface Step {
    void take() throws IOException;
  }

  private static final int[] SEVERITY_RANKS = severityRanks();

  private static final Comparator<Finding> FINDING_TIES =
      (one, two) -> {
        int order = TimeText.compareTexts(one.firstNanos(), two.firstNanos());
        return order != 0 ? order : one.id().compareTo(two.id());
      };

  private final ReportDirectory directory;
  private final ReportRows rows;
  private final PageBuilder builder;
  private final ServiceNames names;
  private final AddressTexts addresses = new AddressTexts();

  private Html page;
  private Throwable failure;

  private FreshReport(ReportDirectory directory, ReportRows rows) {
    this.directory = directory;
    this.rows = rows;
    builder = new PageBuilder(directory.path().normalize().toString());
    names = new ServiceNames(rows.rules().services(), builder);
  }

  /**
   * Begins with the findings, before {@code findings.csv} is written.
   *
   * @param rows what the report rests on
   */
  public static FreshReport begin(ReportDirectory directory, ReportRows rows) {
    FreshReport report = new FreshReport(directory, rows);
    report.attempt(report::findings);
    return report;
  }

  private void attempt(Step step) {
    if (failure == null) {
      try {
        step.take();
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        failure = e;
      }
    }
  }

  /**
   * Goes on while the files with many rows are being written, until there is a page or flows are to
   * be read first. Summary and accounting are there already.
   */
  public void goOn() {
    attempt(this::tallyReport);
    if (rows.endedFlows() == 0) {
      attempt(this::makePage);
    }
  }

  private void tallyReport() throws IOException {
    SummaryJson.read(directory.standsAt(ReportDirectory.SUMMARY), builder);
    FinishedReport.counters(directory.standsAt("accounting.csv"), builder);
    services();
    hosts();
    builder.beginFlows();
  }

  private void makePage() {
    rows.liveFlows(new FlowRows(rows, builder.flowTallies(), names));
    page = PageWriter.html(builder.build());
  }

  /**
   * Writes {@code report.html} into the report's directory.
   *
   * @throws IOException where it cannot be made or written; the report is whole nevertheless
   */
  public void write() throws IOException {
    if (rows.endedFlows() != 0) {
      attempt(this::readFlows);
      attempt(this::makePage);
    }
    Path to = directory.path().resolve("report.html");
    if (failure != null) {
      throw new IOException(
          to + " could not be made (" + failure + "); all other files of the report are whole",
          failure);
    }
    PageWriter.write(page, to);
  }

  private void readFlows() throws IOException {
    FlowsCsv.read(directory.path().resolve("flows.csv"), builder, rows.endedFlows());
  }

  private void findings() throws IOException {
    List<TopRows<Finding>> kinds = new ArrayList<>();
    int detections = Detection.values().length;
    for (Finding finding : rows.findings()) {
      int kind = finding.severity().ordinal() * detections + finding.detection().ordinal();
      while (kinds.size() <= kind) {
        kinds.add(null);
      }
      if (kinds.get(kind) == null) {
        kinds.set(kind, new TopRows<>(FindingPick.MAX_OF_KIND, FreshReport::rank, FINDING_TIES));
      }
      TopRows<Finding> ofKind = kinds.get(kind);
      if (ofKind.mayKeep(rank(finding))) {
        ofKind.add(finding);
      } else {
        ofKind.count();
      }
    }
    List<Finding> picked = new ArrayList<>();
    for (TopRows<Finding> kind : kinds) {
      if (kind != null) {
        picked.addAll(kind.inOrder());
      }
    }
    try (CsvTable table = rows.findings(picked)) {
      FindingsCsv.readShown(table, builder);
    }
    for (TopRows<Finding> kind : kinds) {
      if (kind != null) {
        Finding any = kind.inOrder().get(0);
        long left = kind.total() - kind.inOrder().size();
        builder.countFindings(any.severity().label(), any.detection().id(), left);
      }
    }
  }

  private static int[] severityRanks() {
    int[] ranks = new int[Severities.WORST_FIRST.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[Severities.WORST_FIRST.get(rank).ordinal()] = rank;
    }
    return ranks;
  }

  private static long rank(Finding finding) {
    int severity = SEVERITY_RANKS[finding.severity().ordinal()];
    return FindingPick.rank(severity, finding.outcome(), finding.clients());
  }

  private void services() throws IOException {
    int[] verdictRanks = new int[Verdict.values().length];
    for (Verdict verdict : Verdict.values()) {
      verdictRanks[verdict.ordinal()] = Verdicts.rank(verdict.label());
    }
    TopRows<Row> picked = pick(PageBuilder.MAX_SERVICES);
    rows.services(
        (row, words, at) -> {
          int protocol = ServiceTally.protocol(words, at);
          int port = ServiceTally.port(words, at);
          long bytes = ServiceTally.bytes(words, at);
          names.of(
                      ServiceTally.service(words, at),
                      ServiceTally.source(words, at),
                      ServiceTally.payload(words, at),
                      protocol,
                      port)
                  .bytes[0] +=
              bytes;
          long rank =
              PageBuilder.serviceRank(
                  ServiceTally.hasFindings(words, at),
                  ServiceTally.isAnswered(words, at),
                  verdictRanks[ServiceTally.verdict(words, at)],
                  bytes);
          if (picked.mayKeep(rank)) {
            String server =
                addresses.of(
                    ServiceTally.serverHigh(words, at),
                    ServiceTally.serverLow(words, at),
                    ServiceTally.isIpv6(words, at));
            String tie =
                server + '\0' + (port < 0 ? "" : port) + '\0' + IpProtocol.keyword(protocol);
            picked.add(new Row(row, rank, tie));
          } else {
            picked.count();
          }
        });
    try (CsvTable table = rows.services(numbers(picked))) {
      ServicesCsv.readShown(table, builder);
    }
    builder.countServices(picked.total() - picked.inOrder().size());
  }

  private void hosts() throws IOException {
    AddressIndex ofFindings = new AddressIndex(builder.addressesOfFindings());
    TopRows<Row> picked = pick(PageBuilder.MAX_HOSTS);
    rows.hosts(
        (row, words, at) -> {
          long high = HostTally.high(words, at);
          long low = HostTally.low(words, at);
          boolean ipv6 = HostTally.isIpv6(words, at);
          long rank =
              PageBuilder.hostRank(
                  ofFindings.find(high, low, ipv6) != null,
                  HostTally.hasFindings(words, at),
                  HostTally.bytes(words, at));
          if (picked.mayKeep(rank)) {
            picked.add(new Row(row, rank, addresses.of(high, low, ipv6)));
          } else {
            picked.count();
          }
        });
    try (CsvTable table = rows.hosts(numbers(picked))) {
      HostsCsv.readShown(table, builder);
    }
    builder.countHosts(picked.total() - picked.inOrder().size());
  }

  private static TopRows<Row> pick(int limit) {
    return new TopRows<>(limit, Row::rank, (one, two) -> one.tie().compareTo(two.tie()));
  }

  private static List<Integer> numbers(TopRows<Row> picked) {
    List<Integer> numbers = new ArrayList<>();
    for (Row row : picked.inOrder()) {
      numbers.add(row.number);
    }
    return numbers;
  }
}
