package org.tidewaiter.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.flow.CommunityId;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.policy.Expectation;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.service.Service;

/**
 * Turns findings into what reports show: names, addresses, rules; {@link Evidence} writes prose.
 */
final class FindingText {
  /** Clients listed of each finding. */
  static final int CLIENTS_SHOWN = 5;

  private static final Severity[] SEVERITIES = Severity.values();
  private static final DirectionBasis[] BASES = DirectionBasis.values();

  private final RuleSet rules;
  private final Findings findings;
  private final DnsNames names;
  private final KmsDirectory kmsDirectory;
  private final CommunityId communityId = new CommunityId(0);
  private final SharedWords shared;
  private final TextBytes scratch = new TextBytes();
  private long[] clientSamples = {};

  // Several threads may ask for ids: a string that one of them does not see yet is made again.
  private String[] ids = {};

  FindingText(RuleSet rules, Findings findings, DnsNames names, KmsDirectory kmsDirectory) {
    this.rules = rules;
    this.findings = findings;
    this.names = names;
    this.kmsDirectory = kmsDirectory;
    shared = new SharedWords(rules);
  }

  static Severity severity(int ordinal) {
    return SEVERITIES[ordinal];
  }

  static DirectionBasis basis(int ordinal) {
    return BASES[ordinal];
  }

  RuleSet rules() {
    return rules;
  }

  long[] words(int finding) {
    return findings.table.words(finding);
  }

  /** All findings that stand, the severest first. */
  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    sampleClients();
    for (int finding = 0; finding < findings.table.size(); finding++) {
      if (FindingRow.stands(words(finding), FindingTable.at(finding))) {
        all.add(new Finding(this, finding, id(finding)));
      }
    }
    all.sort(Finding.SEVEREST_FIRST);
    return all;
  }

  /** The findings that changed since the last call, those withdrawn included. */
  List<Finding> changed() {
    List<Finding> changed = new ArrayList<>();
    int[] taken = findings.takeChanged();
    if (taken.length > 0) {
      sampleClients();
      for (int finding : taken) {
        changed.add(new Finding(this, finding, id(finding)));
      }
    }
    return changed;
  }

  private void sampleClients() {
    clientSamples = findings.addresses.lowest(findings.table.size() * 2, CLIENTS_SHOWN);
  }

  /** Ids of the members of a set, ascending, separated by spaces. */
  String ids(int set) {
    if (set > 0) {
      return id(set - 1);
    }
    List<String> members = new ArrayList<>();
    for (int rest = set; rest != 0; rest = findings.sets.rest(rest)) {
      members.add(id(findings.sets.first(rest)));
    }
    members.sort(null);
    return String.join(" ", members);
  }

  String id(int finding) {
    String[] known = ids;
    if (known.length <= finding) {
      known = Arrays.copyOf(known, Math.max(finding + 1, known.length * 2));
      ids = known;
    }
    if (known[finding] == null) {
      known[finding] = FindingId.of(this, finding);
    }
    return known[finding];
  }

  SharedWords.Guidance guidance(int finding) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    int tone = FindingRow.tone(words, at);
    return shared.guidance(
        FindingRow.detection(words, at), tone != 0 ? tone : FindingRow.variant(words, at));
  }

  private Service service(int finding) {
    int number = FindingRow.service(words(finding), FindingTable.at(finding));
    return number == 0 ? null : rules.services().service(number);
  }

  String serviceId(int finding) {
    Service service = service(finding);
    return service == null ? "" : service.id();
  }

  String serviceName(int finding) {
    Service service = service(finding);
    return service == null ? "a service" : service.name();
  }

  String subject(int finding) {
    return findings.table.subject(FindingRow.subject(words(finding), FindingTable.at(finding)));
  }

  String note(int finding) {
    return findings.noteOf(finding);
  }

  /** Adds the server's address; nothing where the finding stands for several. */
  TextBytes server(int finding, TextBytes out) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    if (!FindingRow.is(
        words, at, FindingRow.ATTEMPT | FindingRow.TOGETHER | FindingRow.BY_CLIENT)) {
      return out.address(words[at + FindingRow.HIGH], words[at + FindingRow.LOW]);
    }
    int from = (finding * 2 + 1) * CLIENTS_SHOWN * 2;
    boolean one = FindingRow.servers(words, at) == 1;
    return one && from < clientSamples.length
        ? out.address(clientSamples[from], clientSamples[from + 1])
        : out;
  }

  /** Distinct clients known so far; 1 where the flows still live. */
  int clients(int finding) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    int counted = FindingRow.clients(words, at);
    return counted == 0 && words[at + FindingRow.OPEN] > 0 ? 1 : counted;
  }

  /** Adds the lowest addresses among the clients; the sample flow's where none is counted. */
  TextBytes clientSample(int finding, String separator, TextBytes out) {
    int from = finding * 2 * CLIENTS_SHOWN * 2;
    int end = Math.min(from + CLIENTS_SHOWN * 2, clientSamples.length);
    int shown = 0;
    for (int i = from; i < end && (clientSamples[i] != 0 || clientSamples[i + 1] != 0); i += 2) {
      out.ascii(shown++ == 0 ? "" : separator).address(clientSamples[i], clientSamples[i + 1]);
    }
    boolean open = words(finding)[FindingTable.at(finding) + FindingRow.OPEN] > 0;
    if (shown == 0 && open && hasSample(finding)) {
      long[] row = findings.table.sampleWords(finding);
      int at = FindingTable.sampleAt(finding);
      out.address(FlowRow.clientHigh(row, at), FlowRow.clientLow(row, at));
    }
    return out;
  }

  boolean hasSample(int finding) {
    return words(finding)[FindingTable.at(finding) + FindingRow.SAMPLE_ID] != 0;
  }

  long[] sampleWords(int finding) {
    return findings.table.sampleWords(finding);
  }

  long firstNanos(int finding) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    long first = words[at + FindingRow.FIRST];
    if (words[at + FindingRow.OPEN] > 0 && hasSample(finding)) {
      first =
          Math.min(first, FlowRow.firstNanos(sampleWords(finding), FindingTable.sampleAt(finding)));
    }
    return first == Long.MAX_VALUE ? 0 : first;
  }

  long lastNanos(int finding) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    long last = words[at + FindingRow.LAST];
    if (words[at + FindingRow.OPEN] > 0 && hasSample(finding)) {
      last =
          Math.max(last, FlowRow.lastNanos(sampleWords(finding), FindingTable.sampleAt(finding)));
    }
    return last == Long.MIN_VALUE ? 0 : last;
  }

  /** A time to the second, ISO 8601. */
  String time(long second) {
    return shared.time(second);
  }

  private Expectation expectation(int finding) {
    int rule = FindingRow.rule(words(finding), FindingTable.at(finding));
    return rule < 0 ? null : rules.policy().expectation(rule);
  }

  String rule(int finding) {
    Expectation expectation = expectation(finding);
    return expectation == null ? "" : expectation.id();
  }

  /** Where the rule stands that decided, or the service whose default did. */
  String ruleLocation(int finding) {
    Expectation expectation = expectation(finding);
    if (expectation != null) {
      return expectation.location();
    }
    return "";
  }

  /** The deciding rule in words, UTF-8; empty for none. */
  byte[] ruleInWords(int finding) {
    return shared.decidingRule(FindingRow.rule(words(finding), FindingTable.at(finding)));
  }

  /** The name that DNS gave the server, or null. */
  String serverName(int finding) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    return names.nameOf(new Address(words[at + FindingRow.HIGH], words[at + FindingRow.LOW]));
  }

  /** What the server was compared with, UTF-8; empty where there is no such set. */
  byte[] expected(int finding) {
    long[] words = words(finding);
    int at = FindingTable.at(finding);
    int service = FindingRow.service(words, at);
    byte[] listed = shared.expectedServers(service);
    if (service == 0 || listed.length > 0) {
      return listed;
    }
    return FindingRow.detection(words, at) == Detection.KMS_UNEXPECTED_HOST
        ? SharedWords.utf8(kmsDirectory.describe())
        : shared.nobody(FindingRow.rule(words, at));
  }

  /** Adds the Community ID of the sample flow; nothing where no flow rests on the finding. */
  TextBytes communityId(int finding, TextBytes out) {
    if (hasSample(finding)) {
      out.communityId(communityId, sampleWords(finding), FindingTable.sampleAt(finding));
    }
    return out;
  }

  /** A text that whoever wants a string is welcome to. */
  TextBytes scratch() {
    return scratch.clear();
  }
}
