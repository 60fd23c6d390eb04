package org.tidewaiter.detect;

import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.policy.AddressText;

/** Writes a finding's sentences. */
final class Evidence {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final FindingText facts;
  private final int finding;
  private final long[] words;
  private final int at;
  private final long[] sample;
  private final int sampleAt;
  private final StringBuilder text = new StringBuilder(512);

  private Evidence(FindingText facts, int finding) {
    this.facts = facts;
    this.finding = finding;
    this.words = facts.words(finding);
    this.at = FindingTable.at(finding);
    boolean hasSample = facts.hasSample(finding);
    this.sample = hasSample ? facts.sampleWords(finding) : null;
    this.sampleAt = FindingTable.sampleAt(finding);
  }

  static String title(FindingText facts, int finding) {
    return new Evidence(facts, finding).title();
  }

  static String of(FindingText facts, int finding) {
    return new Evidence(facts, finding).evidence();
  }

  private String title() {
    if (FindingRow.is(words, at, FindingRow.ATTEMPT)) {
      return clients()
          + " tried "
          + facts.serviceName(finding)
          + " on "
          + servers()
          + (FindingRow.protocol(words, at) == FlowTable.TCP
              ? " without success"
              : "; no answer was seen");
    }
    String title = facts.guide(finding).title();
    int from = 0;
    for (int open = title.indexOf('{'); open >= 0; open = title.indexOf('{', from)) {
      int close = title.indexOf('}', open);
      text.append(title, from, open).append(place(title.substring(open + 1, close)));
      from = close + 1;
    }
    return text.append(title, from, title.length()).toString();
  }

  private String place(String name) {
    return switch (name) {
      case "server" -> servers();
      case "clients" -> clients();
      case "service" -> facts.serviceName(finding);
      case "port" -> portText(FindingRow.port(words, at));
      case "subject" -> facts.subject(finding);
      default -> throw new IllegalStateException("guide.csv has a place {" + name + "}");
    };
  }

  private String servers() {
    String server = facts.server(finding);
    if (!server.isEmpty()) {
      return server;
    }
    return count(FindingRow.servers(words, at), FindingRow.STATE_SERVERS_AT_LEAST, "server");
  }

  private String clients() {
    int clients = facts.clients(finding);
    return clients == 1
        ? facts.clientSample(finding, ", ")
        : count(clients, FindingRow.STATE_CLIENTS_AT_LEAST, "client");
  }

  private String count(int count, long atLeast, String noun) {
    boolean more = (words[at + FindingRow.STATE] & atLeast) != 0;
    return (more ? "at least " : "") + count(count, noun);
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private String portText(int port) {
    return port + "/" + (FindingRow.protocol(words, at) == FlowTable.UDP ? "udp" : "tcp");
  }

  private String evidence() {
    seen();
    if (sample != null) {
      firstFlow();
      firstBytes();
    }
    String note = facts.note(finding);
    if (!note.isEmpty()) {
      text.append(' ').append(note).append('.');
    }
    String name = facts.serverName(finding);
    if (name != null) {
      text.append(" DNS led to it by the name '").append(name).append("'.");
    }
    expected();
    if (sample != null) {
      certainty();
    }
    String check = facts.guide(finding).check();
    if (!check.isEmpty()) {
      text.append(" Check first: ").append(check).append('.');
    }
    return text.toString();
  }

  private void seen() {
    String first = facts.time(facts.firstNanos(finding));
    String last = facts.time(facts.lastNanos(finding));
    text.append(first.equals(last) ? "Seen at " + first : "Seen from " + first + " to " + last);
    text.append(": ");
    long flows = FindingRow.flows(words, at);
    int clients = facts.clients(finding);
    text.append(flows > 0 ? count(flows, "flow") : "");
    if (clients > 0) {
      text.append(flows > 0 ? " of " : "");
      text.append(count(clients, FindingRow.STATE_CLIENTS_AT_LEAST, "client"));
      text.append(" (").append(facts.clientSample(finding, ", "));
      text.append(clients > FindingText.CLIENTS_SHOWN ? ", …)" : ")");
    }
    int servers = FindingRow.servers(words, at);
    if (servers > 1) {
      text.append(" to ").append(count(servers, FindingRow.STATE_SERVERS_AT_LEAST, "server"));
    }
    if (words[at + FindingRow.ENDED] > 0) {
      text.append(", ").append(count(words[at + FindingRow.PACKETS], "packet"));
      text.append(", ").append(count(words[at + FindingRow.BYTES], "byte"));
    }
    text.append('.');
  }

  private void firstFlow() {
    text.append(" First flow: ");
    endpoint(
        FlowRow.clientHigh(sample, sampleAt),
        FlowRow.clientLow(sample, sampleAt),
        FlowRow.clientPort(sample, sampleAt));
    text.append(" to ");
    endpoint(
        FlowRow.serverHigh(sample, sampleAt),
        FlowRow.serverLow(sample, sampleAt),
        FlowRow.serverPort(sample, sampleAt));
    int protocol = FlowRow.protocol(sample, sampleAt);
    if (protocol == FlowTable.TCP) {
      text.append(" tcp, state ");
      long history = FlowRow.history(sample, sampleAt);
      text.append(TcpHistory.state(history, FlowRow.clientIsB(sample, sampleAt)));
    } else {
      text.append(protocol == FlowTable.UDP ? " udp" : " IP protocol " + protocol);
    }
    text.append(", payload ").append(FlowRow.clientPayloadBytes(sample, sampleAt));
    text.append(" bytes to the server, ").append(FlowRow.serverPayloadBytes(sample, sampleAt));
    text.append(" back");
    int payload = FlowRow.payload(sample, sampleAt);
    if (PayloadRecognizer.isNamed(payload)) {
      text.append(", which is ").append(PayloadRecognizer.protocol(payload).id());
    }
    text.append('.');
  }

  private void endpoint(long high, long low, int port) {
    boolean ipv6 = FlowRow.isIpv6(sample, sampleAt);
    boolean ports = FlowRow.hasPorts(sample, sampleAt);
    text.append(ipv6 && ports ? "[" : "").append(AddressText.format(high, low));
    text.append(ipv6 && ports ? "]" : "");
    if (ports) {
      text.append(':').append(port);
    }
  }

  private void firstBytes() {
    long lengths = words[at + FindingRow.BYTE_LENGTHS];
    bytes(" The client's first bytes: ", at + FindingRow.CLIENT_BYTES, (int) lengths);
    bytes(" The server's first bytes: ", at + FindingRow.SERVER_BYTES, (int) (lengths >>> 32));
  }

  private void bytes(String intro, int from, int length) {
    if (length == 0) {
      return;
    }
    text.append(intro);
    for (int i = 0; i < length; i++) {
      int octet = (int) (words[from + (i >>> 3)] >>> (56 - 8 * (i & 7))) & 0xFF;
      text.append(i == 0 ? "" : " ").append(HEX[octet >>> 4]).append(HEX[octet & 15]);
    }
    text.append('.');
  }

  private void expected() {
    String expected = facts.expected(finding);
    if (!expected.isEmpty()) {
      text.append(" Expected: ").append(expected).append('.');
    }
    String rule = facts.ruleInWords(finding);
    if (!rule.isEmpty()) {
      text.append(" Rule ").append(rule).append('.');
    }
    if (expected.isEmpty() && rule.isEmpty()) {
      text.append(" Background: ").append(facts.guide(finding).basis());
    }
  }

  private void certainty() {
    if (FlowRow.isToMany(sample, sampleAt)) {
      text.append(" It was sent to many at once (broadcast or multicast).");
      return;
    }
    DirectionBasis basis = FindingText.basis(FindingRow.basis(words, at));
    text.append(" Who is the server: ");
    switch (basis) {
      case SYN -> text.append("certain, the client's SYN was seen");
      case SYN_ACK -> text.append("the server's SYN+ACK was seen");
      case PAYLOAD -> text.append("certain, the bytes say it");
      case ANNOUNCED -> text.append("certain, it was announced before");
      default -> text.append("a guess (").append(basis.label).append("), hence no higher severity");
    }
    text.append('.');
  }
}
