package org.tidewaiter.report.page;

import java.util.List;

/**
 * All that the page shows, bounded in size whatever the capture's. Strings are as found in the
 * reports: unescaped, and possibly hostile. Times are strings as written in the reports beside
 * milliseconds since 1970, {@link CaptureTime#NONE} where there is none.
 *
 * @param run what was analysed and what of it was not read
 * @param totals sums over the whole run, not over what the page shows
 * @param findings worst first, those of one severity and detection together
 * @param findingKinds how many there are of each kind, in the order of the findings
 * @param severityCounts findings of each severity, worst first, over all findings
 * @param zonePairs column titles of {@code matrix}
 * @param matrix which service is used between which zones, worst verdict first
 * @param timeline traffic by service over time
 * @param services worst verdict first
 * @param hosts those with findings first, then by bytes
 * @param notes limits that bit while the page was made, as sentences
 */
public record PageModel(
    Run run,
    Totals totals,
    Shown<Finding> findings,
    List<FindingKind> findingKinds,
    long[] severityCounts,
    List<String> zonePairs,
    Shown<MatrixRow> matrix,
    Timeline timeline,
    Shown<Service> services,
    Shown<Host> hosts,
    List<String> notes) {

  /** The rows that fit on the page, and how many there were. */
  public record Shown<T>(List<T> rows, long total) {
    /** Number of rows that are only in the CSV reports. */
    public long left() {
      return total - rows.size();
    }
  }

  /**
   * What was analysed.
   *
   * @param directory name of the report directory, as a person would type it
   * @param inputs capture files, in the order read
   * @param judged whether there are findings to read, be it none
   * @param reading how much of the inputs the findings rest on
   * @param counters rows of the accounting, those that say something was missed first
   * @param details versions, rules and options as key and value
   * @param firstMillis begin of the first flow, {@link CaptureTime#NONE} where there is none
   * @param lastMillis end of the last flow
   * @param readFromMillis first packet of the inputs; that of the flows where it is not known
   * @param readToMillis last packet of the inputs
   */
  public record Run(
      String directory,
      Shown<Input> inputs,
      boolean judged,
      Reading reading,
      Shown<Counter> counters,
      Shown<Detail> details,
      long firstMillis,
      long lastMillis,
      long readFromMillis,
      long readToMillis) {}

  /** A capture file; bytes and packets are -1 where unknown. */
  public record Input(String path, long bytes, long packets) {}

  /** A key and value from the run's summary. */
  public record Detail(String key, String value) {}

  /** One row of the accounting. */
  public record Counter(
      String scope, String input, String counter, long value, String unit, String meaning) {}

  /** Sums over the whole run. */
  public record Totals(long flows, long bytes, long services, long hosts) {}

  /**
   * One finding.
   *
   * @param protocols transports of its flows, empty where no flow names the finding
   * @param clients its clients by number of flows; without counts where no flow names it
   * @param answeredFlows of its flows, those that were answered by more than a refusal
   * @param activity flows alive in each bucket of the {@link Timeline}
   */
  public record Finding(
      FindingRow row,
      List<String> protocols,
      List<Client> clients,
      long answeredFlows,
      int[] activity) {}

  /** How many findings there are of one severity and detection, shown or not. */
  public record FindingKind(String severity, String detection, long count) {}

  /** One client of a finding; flows is 0 where only its address is known. */
  public record Client(String ip, long flows, long bytes, long lastMillis) {}

  /** The columns of findings.csv. */
  public record FindingRow(
      String id,
      String severity,
      String detection,
      String title,
      String service,
      String serverIp,
      String serverPort,
      long clients,
      String clientSample,
      long flows,
      long packets,
      long bytes,
      String firstSeen,
      String lastSeen,
      String outcome,
      String directionBasis,
      String rule,
      String ruleLocation,
      String expected,
      String evidence,
      String attackTechnique,
      String communityId,
      String evidenceFile) {}

  /** The columns of services.csv that the page shows. */
  public record Service(
      String serverIp,
      String serverPort,
      String protocol,
      String service,
      String serviceSource,
      String registeredName,
      String payloadProtocol,
      long clients,
      long flows,
      long packets,
      long bytes,
      String firstSeen,
      String lastSeen,
      String serverZone,
      String clientZones,
      long answeredFlows,
      String verdict,
      String rule,
      String findings) {}

  /** A host: its row and what it did. */
  public record Host(HostRow row, Shown<HostActivity> serves, Shown<HostActivity> uses) {}

  /** The columns of hosts.csv. */
  public record HostRow(
      String ip,
      String zone,
      String serves,
      String uses,
      long flowsAsServer,
      long flowsAsClient,
      long packetsSent,
      long bytesSent,
      long packetsReceived,
      long bytesReceived,
      String firstSeen,
      String lastSeen,
      String findings) {}

  /**
   * One service that a host offers or uses.
   *
   * @param verdict the worst of its flows
   * @param peers some of those at the other end
   * @param morePeers whether there were others
   * @param answeredFlows those in which the server sent something other than a refusal
   */
  public record HostActivity(
      String service,
      String protocol,
      String port,
      String verdict,
      List<String> peers,
      boolean morePeers,
      long flows,
      long answeredFlows,
      long bytes) {}

  /** A service of the matrix; flows and verdict by column, verdict empty where there is no flow. */
  public record MatrixRow(String service, long[] flows, long[] bytes, String[] verdicts) {}

  /**
   * Traffic by service over time.
   *
   * @param startMillis start of the first bucket, {@link CaptureTime#NONE} where no flow has a time
   * @param widthMillis width of a bucket
   * @param series the services, most bytes first; the last one may stand for all others
   */
  public record Timeline(long startMillis, long widthMillis, int buckets, List<Series> series) {}

  /** Bytes on the wire and flows begun, by bucket. */
  public record Series(String service, long[] bytes, long[] flows) {}
}
