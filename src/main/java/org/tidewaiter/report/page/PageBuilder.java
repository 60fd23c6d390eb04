package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.report.page.PageModel.Counter;
import org.tidewaiter.report.page.PageModel.Detail;
import org.tidewaiter.report.page.PageModel.FindingRow;
import org.tidewaiter.report.page.PageModel.HostRow;
import org.tidewaiter.report.page.PageModel.Input;
import org.tidewaiter.report.page.PageModel.Run;
import org.tidewaiter.report.page.PageModel.Service;
import org.tidewaiter.report.page.PageModel.Shown;
import org.tidewaiter.report.page.PageModel.Totals;

/**
 * Boils any number of rows down to a {@link PageModel}. Feed it in this order: run facts and
 * findings, then services and hosts, then {@link #beginFlows}, then flows; what is kept of the
 * later ones depends on the earlier ones. Memory is bounded by the constants here and in the
 * tallies.
 */
public final class PageBuilder {
  /** Rows of the services table. */
  public static final int MAX_SERVICES = 500;

  /** Rows of the hosts table, and addresses whose doings the page can show. */
  public static final int MAX_HOSTS = 300;

  /** Input files listed. */
  public static final int MAX_INPUTS = 200;

  /** Rows of the accounting. */
  public static final int MAX_COUNTERS = 200;

  /** Names of services whose bytes are summed, more than the rules and the registry can give. */
  private static final int MAX_NAMES = 1 << 18;

  /** Versions, rules and options listed. */
  public static final int MAX_DETAILS = 150;

  private final FindingPick findings = new FindingPick();
  private final TopRows<Service> services =
      new TopRows<>(MAX_SERVICES, PageBuilder::rank, PageBuilder::byServer);
  private final TopRows<HostRow> hosts =
      new TopRows<>(
          MAX_HOSTS,
          h -> hostRank(h.ip(), !h.findings().isEmpty(), h.bytesSent() + h.bytesReceived()),
          (one, two) -> one.ip().compareTo(two.ip()));
  private final long[] severityCounts = new long[Severities.WORST_FIRST.size()];
  private final Map<String, long[]> bytesByService = new HashMap<>();
  private final List<Input> inputs = new ArrayList<>();
  private final ReadingTally reading = new ReadingTally();
  private final TopRows<Counter> counters =
      new TopRows<>(MAX_COUNTERS, c -> ReadingTally.isMissed(c) ? 0 : 1, (one, two) -> 0);
  private final List<Detail> details = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final String directory;

  private Set<String> addressesOfFindings;
  private boolean judged = true;
  private long readFromMillis = Long.MAX_VALUE;
  private long readToMillis = Long.MIN_VALUE;
  private long inputsTotal;
  private long detailsTotal;
  private FlowTallies tallies = new FlowTallies(List.of(), List.of(), List.of());

  /**
   * @param directory the report directory as a person would type it
   */
  public PageBuilder(String directory) {
    this.directory = directory;
  }

  public void addInput(Input input) {
    inputsTotal++;
    if (inputs.size() < MAX_INPUTS) {
      inputs.add(input);
    }
  }

  /** Adds the times of an input's first and last packet. */
  void addTimes(long firstMillis, long lastMillis) {
    readFromMillis = Math.min(readFromMillis, firstMillis);
    readToMillis = Math.max(readToMillis, lastMillis);
  }

  /** Adds a row of the accounting; outcomes sum to the packets read. */
  public void addCounter(Counter counter) {
    reading.add(counter);
    counters.add(counter);
  }

  public void addDetail(Detail detail) {
    detailsTotal++;
    if (details.size() < MAX_DETAILS) {
      details.add(detail);
    }
  }

  /** Says something about the page itself that its reader must know. */
  public void addNote(String sentence) {
    notes.add(sentence);
  }

  public void addFinding(FindingRow finding) {
    severityCounts[Severities.rank(finding.severity())]++;
    findings.add(finding);
  }

  /** Counts a finding and tells true where it need not be added, since it will not be shown. */
  boolean onlyCountsFinding(
      String severity, String detection, String outcome, long clients, String firstSeen) {
    boolean onlyCounts = findings.onlyCounts(severity, detection, outcome, clients, firstSeen);
    if (onlyCounts) {
      severityCounts[Severities.rank(severity)]++;
    }
    return onlyCounts;
  }

  /** Counts findings that are certain not to be shown, of a kind that has some that are. */
  void countFindings(String severity, String detection, long count) {
    findings.count(severity, detection, count);
    severityCounts[Severities.rank(severity)] += count;
  }

  /** Says that nothing was judged, which is not the same as no findings. */
  public void notJudged() {
    judged = false;
  }

  public void addService(Service service) {
    bytesOf(Words.service(service.service(), service.payloadProtocol()))[0] += service.bytes();
    services.add(service);
  }

  /** Adds a service whose bytes were added to {@link #bytesOf} its name. */
  void addShownService(Service service) {
    services.add(service);
  }

  /** Counts services that will not be shown, and whose bytes were added. */
  void countServices(long count) {
    services.count(count);
  }

  /** The sum of bytes of the services of a name, an array of one. */
  long[] bytesOf(String name) {
    long[] bytes = bytesByService.get(name);
    if (bytes == null) {
      bytes = new long[1];
      if (bytesByService.size() < MAX_NAMES) {
        bytesByService.put(name, bytes);
      }
    }
    return bytes;
  }

  /**
   * Counts a service and tells true where it need not be added, since it will not be shown.
   *
   * @param name its name or what its content is
   */
  boolean onlyCountsService(
      String name, boolean hasFindings, boolean isAnswered, String verdict, long bytes) {
    if (services.mayKeep(serviceRank(hasFindings, isAnswered, Verdicts.rank(verdict), bytes))) {
      return false;
    }
    bytesOf(name)[0] += bytes;
    services.count();
    return true;
  }

  private static long rank(Service s) {
    boolean hasFindings = !s.findings().isEmpty();
    return serviceRank(hasFindings, s.answeredFlows() > 0, Verdicts.rank(s.verdict()), s.bytes());
  }

  /** Worst first: with findings, then answered, then by verdict, then by bytes. */
  static long serviceRank(boolean hasFindings, boolean isAnswered, int verdictRank, long bytes) {
    return (hasFindings ? 0 : 1L << 62)
        | (isAnswered ? 0 : 1L << 61)
        | (long) verdictRank << 58
        | mostFirst(bytes);
  }

  /** In the lower 58 bits, which is 288 petabytes. */
  private static long mostFirst(long bytes) {
    long most = (1L << 58) - 1;
    return most - Math.min(most, bytes);
  }

  public void addHost(HostRow host) {
    hosts.add(host);
  }

  /** Counts a host and tells true where it need not be added, since it will not be shown. */
  boolean onlyCountsHost(String ip, boolean hasFindings, long bytes) {
    if (hosts.mayKeep(hostRank(ip, hasFindings, bytes))) {
      return false;
    }
    hosts.count();
    return true;
  }

  /** Counts hosts that will not be shown. */
  void countHosts(long count) {
    hosts.count(count);
  }

  private long hostRank(String ip, boolean hasFindings, long bytes) {
    return hostRank(addressesOfFindings().contains(ip), hasFindings, bytes);
  }

  /** Those that findings name first, then those with findings, then by bytes. */
  static long hostRank(boolean isOfFinding, boolean hasFindings, long bytes) {
    return (isOfFinding ? 0 : 1L << 62) | (hasFindings ? 0 : 1L << 61) | mostFirst(bytes);
  }

  /** Servers and some clients of the findings that are shown; asked for after the last finding. */
  Set<String> addressesOfFindings() {
    if (addressesOfFindings == null) {
      addressesOfFindings = new HashSet<>();
      for (FindingRow finding : findings.picked()) {
        addressesOfFindings.add(finding.serverIp());
        List<String> sample = FindingTally.words(finding.clientSample());
        addressesOfFindings.addAll(
            sample.subList(0, Math.min(FindingTally.MAX_SHOWN, sample.size())));
      }
    }
    return addressesOfFindings;
  }

  /** Decides for which services, findings and hosts flows are summed. */
  public void beginFlows() {
    List<FindingRow> keptFindings = findings.picked();
    tallies = new FlowTallies(keptFindings, hosts.inOrder(), timelineServices(keptFindings));
  }

  private static int byServer(Service one, Service two) {
    int order = one.serverIp().compareTo(two.serverIp());
    order = order != 0 ? order : one.serverPort().compareTo(two.serverPort());
    return order != 0 ? order : one.protocol().compareTo(two.protocol());
  }

  private static int byBytes(Map.Entry<String, long[]> one, Map.Entry<String, long[]> two) {
    int order = Long.compare(two.getValue()[0], one.getValue()[0]);
    return order != 0 ? order : one.getKey().compareTo(two.getKey());
  }

  /** The services of the worst findings, which may be tiny, then those with most bytes. */
  private List<String> timelineServices(List<FindingRow> worstFirst) {
    Set<String> names = new LinkedHashSet<>();
    for (FindingRow finding : worstFirst) {
      if (names.size() < TimelineTally.MAX_SERIES / 2 && !finding.service().isEmpty()) {
        names.add(finding.service());
      }
    }
    List<Map.Entry<String, long[]>> entries = new ArrayList<>(bytesByService.entrySet());
    entries.sort(PageBuilder::byBytes);
    for (Map.Entry<String, long[]> entry : entries) {
      if (names.size() < TimelineTally.MAX_SERIES && !entry.getKey().isEmpty()) {
        names.add(entry.getKey());
      }
    }
    return List.copyOf(names);
  }

  public void addFlow(Flow flow) {
    tallies.add(flow);
  }

  /** Where flows are summed, after {@link #beginFlows}. */
  FlowTallies flowTallies() {
    return tallies;
  }

  /** The finished model. */
  public PageModel build() {
    if (tallies.flowsWithoutTime > 0) {
      notes.add(
          Words.count(tallies.flowsWithoutTime, "flow")
              + (tallies.flowsWithoutTime == 1 ? " has" : " have")
              + " no usable time and "
              + (tallies.flowsWithoutTime == 1 ? "is" : "are")
              + " not in the timeline.");
    }
    if (!tallies.contradictions().isEmpty()) {
      notes.add(tallies.contradictions());
    }
    boolean hasTime = tallies.firstMillis <= tallies.lastMillis;
    long firstMillis = hasTime ? tallies.firstMillis : CaptureTime.NONE;
    long lastMillis = hasTime ? tallies.lastMillis : CaptureTime.NONE;
    boolean knowsInputs = readFromMillis <= readToMillis;
    Run run =
        new Run(
            directory,
            new Shown<>(inputs, inputsTotal),
            judged,
            reading.reading(),
            new Shown<>(counters.inOrder(), counters.total()),
            new Shown<>(details, detailsTotal),
            firstMillis,
            lastMillis,
            knowsInputs ? readFromMillis : firstMillis,
            knowsInputs ? readToMillis : lastMillis);
    return new PageModel(
        run,
        new Totals(tallies.flows, tallies.bytes, services.total(), hosts.total()),
        new Shown<>(tallies.findings(), findings.total()),
        findings.kinds(),
        severityCounts,
        tallies.zonePairs(),
        tallies.matrixRows(),
        tallies.timeline(),
        new Shown<>(services.inOrder(), services.total()),
        new Shown<>(tallies.hosts(), hosts.total()),
        List.copyOf(notes));
  }
}
