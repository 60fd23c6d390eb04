package org.tidewaiter.detect;

import java.util.Comparator;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.policy.Severity;

/**
 * One finding: a row of findings.csv. Counts are those of the moment when it was asked for; {@link
 * #title} and {@link #evidence} become text when asked for, and must be asked for before the
 * detector goes on.
 *
 * <p>Everything that came off the wire is bounded and escaped.
 */
public final class Finding {
  /** The order of reports: the severest first, then by detection and id. */
  public static final Comparator<Finding> SEVEREST_FIRST = Finding::compareSeverity;

  private static final int HEX = 16;

  private final FindingText text;
  private final int number;
  private final String id;
  private final long idBits;
  private final int clients;
  private final long flows;

  Finding(FindingText text, int number, String id) {
    this.text = text;
    this.number = number;
    this.id = id;
    this.clients = text.clients(number);
    this.idBits = Long.parseLong(id, HEX);
    this.flows = FindingRow.flows(words(), at());
  }

  /** Twelve hex digits made from what the finding is about; the same in every run. */
  public String id() {
    return id;
  }

  /** False where it was withdrawn: live reports told of it and the flows turned out otherwise. */
  public boolean stands() {
    return FindingRow.stands(words(), at());
  }

  /** How much it matters. */
  public Severity severity() {
    return FindingText.severity(FindingRow.severity(words(), at()));
  }

  /** Which detection speaks. */
  public Detection detection() {
    return FindingRow.detection(words(), at());
  }

  /** One sentence: who did what. */
  public String title() {
    return title(text.scratch()).toString();
  }

  /** Adds the {@link #title}. */
  public TextBytes title(TextBytes out) {
    return Evidence.title(text, number, out);
  }

  /** Id of the service, empty for none. */
  public String service() {
    return text.serviceId(number);
  }

  /** Address of the server; empty where the finding stands for several. */
  public String serverAddress() {
    return serverAddress(text.scratch()).toString();
  }

  /** Adds the {@link #serverAddress}. */
  public TextBytes serverAddress(TextBytes out) {
    return text.server(number, out);
  }

  /** Port of the server, -1 where there is none or where it stands for several. */
  public int serverPort() {
    int port = FindingRow.port(words(), at());
    return port == 0 ? -1 : port;
  }

  /** Distinct clients; see {@link #clientsAtLeast}. */
  public int clients() {
    return clients;
  }

  /** True where a limit was reached and there may be more clients. */
  public boolean clientsAtLeast() {
    return (words()[at() + FindingRow.STATE] & FindingRow.STATE_CLIENTS_AT_LEAST) != 0;
  }

  /** The lowest addresses among the clients, separated by spaces. */
  public String clientSample() {
    return clientSample(text.scratch()).toString();
  }

  /** Adds the {@link #clientSample}. */
  public TextBytes clientSample(TextBytes out) {
    return text.clientSample(number, " ", out);
  }

  /** Flows that rest on it. */
  public long flows() {
    return flows;
  }

  /** Packets of the flows that ended, both ways. */
  public long packets() {
    return words()[at() + FindingRow.PACKETS];
  }

  /** Bytes of the flows that ended, both ways, as the flow report counts them. */
  public long bytes() {
    return words()[at() + FindingRow.BYTES];
  }

  /** First packet of its flows, ns since 1970. */
  public long firstNanos() {
    return text.firstNanos(number);
  }

  /** Last packet of its flows, ns since 1970. */
  public long lastNanos() {
    return text.lastNanos(number);
  }

  /** {@code established}, or {@code attempt} where nobody answered. */
  public String outcome() {
    return FindingRow.is(words(), at(), FindingRow.ATTEMPT) ? "attempt" : "established";
  }

  /** The strongest reason to believe who was the server, of all its flows. */
  public DirectionBasis directionBasis() {
    return FindingText.basis(FindingRow.basis(words(), at()));
  }

  /** Id of the expectation that decided; empty for none. */
  public String rule() {
    return text.rule(number);
  }

  /** Where that rule stands, {@code expectations.csv:7}; empty for none. */
  public String ruleLocation() {
    return text.ruleLocation(number);
  }

  /** What the server was compared with, short; empty where there is no such set. */
  public String expected() {
    return expected(text.scratch()).toString();
  }

  /** Adds what is {@link #expected}. */
  public TextBytes expected(TextBytes out) {
    return out.utf8(text.expected(number));
  }

  /** What was seen, in sentences and hex. */
  public String evidence() {
    return evidence(text.scratch()).toString();
  }

  /** Adds the {@link #evidence}. */
  public TextBytes evidence(TextBytes out) {
    return Evidence.of(text, number, out);
  }

  /** ATT&amp;CK technique, or empty where none is apt. */
  public String attackTechnique() {
    return text.guidance(number).entry().technique();
  }

  /** Community ID of the sample flow; empty where no flow rests on it. */
  public String communityId() {
    return communityId(text.scratch()).toString();
  }

  /** Adds the {@link #communityId}. */
  public TextBytes communityId(TextBytes out) {
    return text.communityId(number, out);
  }

  // Written out: a comparator that is put together costs a large report more than the sorting.
  private static int compareSeverity(Finding one, Finding two) {
    return Long.compare(one.rank(), two.rank());
  }

  // An id has 48 bits.
  private long rank() {
    int severity = FindingRow.severity(words(), at());
    int detection = FindingRow.detection(words(), at()).ordinal();
    return (long) (0xF - severity) << 56 | (long) detection << 48 | idBits;
  }

  private long[] words() {
    return text.words(number);
  }

  private int at() {
    return FindingTable.at(number);
  }
}
