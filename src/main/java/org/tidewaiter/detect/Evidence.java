package org.tidewaiter.detect;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.payload.PayloadRecognizer;

/** Writes a finding's sentences. */
final class Evidence {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_MORE = SharedWords.utf8(")");
  private static final byte[] AND_MORE = SharedWords.utf8(", …)");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final FindingText facts;
  private final int finding;
  private final long[] words;
  private final int at;
  private final long[] sample;
  private final int sampleAt;
  private final TextBytes text;

  private Evidence(FindingText facts, int finding, TextBytes out) {
    this.facts = facts;
    this.finding = finding;
    this.words = facts.words(finding);
    this.at = FindingTable.at(finding);
    boolean hasSample = facts.hasSample(finding);
    this.sample = hasSample ? facts.sampleWords(finding) : null;
    this.sampleAt = FindingTable.sampleAt(finding);
    this.text = out;
  }

  static TextBytes title(FindingText facts, int finding, TextBytes out) {
    new Evidence(facts, finding, out).title();
    return out;
  }

  static TextBytes of(FindingText facts, int finding, TextBytes out) {
    new Evidence(facts, finding, out).evidence();
    return out;
  }

  private void title() {
    if (FindingRow.is(words, at, FindingRow.ATTEMPT)) {
      clients();
      text.ascii(" tried ").text(facts.serviceName(finding)).ascii(" on ");
      servers();
      boolean tcp = FindingRow.protocol(words, at) == FlowTable.TCP;
      text.ascii(tcp ? " without success" : "; no answer was seen");
      return;
    }
    SharedWords.Guidance guidance = facts.guidance(finding);
    for (int i = 0; i < guidance.places().size(); i++) {
      text.utf8(guidance.title().get(i));
      place(guidance.places().get(i));
    }
    text.utf8(guidance.title().get(guidance.places().size()));
  }

  private void place(String name) {
    switch (name) {
      case "server" -> servers();
      case "clients" -> clients();
      case "service" -> text.text(facts.serviceName(finding));
      case "port" -> port(FindingRow.port(words, at));
      case "subject" -> text.text(facts.subject(finding));
      default -> throw new IllegalStateException("guide.csv has a place {" + name + "}");
    }
  }

  private void servers() {
    int before = text.length();
    facts.server(finding, text);
    if (text.length() == before) {
      count(FindingRow.servers(words, at), FindingRow.STATE_SERVERS_AT_LEAST, "server");
    }
  }

  private void clients() {
    int clients = facts.clients(finding);
    if (clients == 1) {
      facts.clientSample(finding, ", ", text);
    } else {
      count(clients, FindingRow.STATE_CLIENTS_AT_LEAST, "client");
    }
  }

  private void count(int count, long atLeast, String noun) {
    boolean more = (words[at + FindingRow.STATE] & atLeast) != 0;
    text.ascii(more ? "at least " : "");
    count(count, noun);
  }

  private void count(long count, String noun) {
    text.number(count).letter(' ').ascii(noun).ascii(count == 1 ? "" : "s");
  }

  private void port(int port) {
    text.number(port);
    text.ascii(FindingRow.protocol(words, at) == FlowTable.UDP ? "/udp" : "/tcp");
  }

  private void evidence() {
    seen();
    if (sample != null) {
      firstFlow();
      firstBytes();
    }
    String note = facts.note(finding);
    if (!note.isEmpty()) {
      text.letter(' ').text(note).letter('.');
    }
    String name = facts.serverName(finding);
    if (name != null) {
      text.ascii(" DNS led to it by the name '").text(name).ascii("'.");
    }
    SharedWords.Guidance guidance = facts.guidance(finding);
    expected(guidance);
    if (sample != null) {
      certainty();
    }
    if (guidance.check().length > 0) {
      text.ascii(" Check first: ").utf8(guidance.check()).letter('.');
    }
  }

  private void seen() {
    long first = Math.floorDiv(facts.firstNanos(finding), NANOS_PER_SECOND);
    long last = Math.floorDiv(facts.lastNanos(finding), NANOS_PER_SECOND);
    text.ascii(first == last ? "Seen at " : "Seen from ").ascii(facts.time(first));
    if (first != last) {
      text.ascii(" to ").ascii(facts.time(last));
    }
    text.ascii(": ");
    long flows = FindingRow.flows(words, at);
    int clients = facts.clients(finding);
    if (flows > 0) {
      count(flows, "flow");
    }
    if (clients > 0) {
      text.ascii(flows > 0 ? " of " : "");
      count(clients, FindingRow.STATE_CLIENTS_AT_LEAST, "client");
      facts.clientSample(finding, ", ", text.ascii(" ("));
      text.utf8(clients > FindingText.CLIENTS_SHOWN ? AND_MORE : NO_MORE);
    }
    int servers = FindingRow.servers(words, at);
    if (servers > 1) {
      text.ascii(" to ");
      count(servers, FindingRow.STATE_SERVERS_AT_LEAST, "server");
    }
    if (words[at + FindingRow.ENDED] > 0) {
      text.ascii(", ");
      count(words[at + FindingRow.PACKETS], "packet");
      text.ascii(", ");
      count(words[at + FindingRow.BYTES], "byte");
    }
    text.letter('.');
  }

  private void firstFlow() {
    text.ascii(" First flow: ");
    endpoint(
        FlowRow.clientHigh(sample, sampleAt),
        FlowRow.clientLow(sample, sampleAt),
        FlowRow.clientPort(sample, sampleAt));
    text.ascii(" to ");
    endpoint(
        FlowRow.serverHigh(sample, sampleAt),
        FlowRow.serverLow(sample, sampleAt),
        FlowRow.serverPort(sample, sampleAt));
    int protocol = FlowRow.protocol(sample, sampleAt);
    if (protocol == FlowTable.TCP) {
      long history = FlowRow.history(sample, sampleAt);
      text.ascii(" tcp, state ");
      text.ascii(TcpHistory.state(history, FlowRow.clientIsB(sample, sampleAt)).name());
    } else if (protocol == FlowTable.UDP) {
      text.ascii(" udp");
    } else {
      text.ascii(" IP protocol ").number(protocol);
    }
    text.ascii(", payload ").number(FlowRow.clientPayloadBytes(sample, sampleAt));
    text.ascii(" bytes to the server, ").number(FlowRow.serverPayloadBytes(sample, sampleAt));
    text.ascii(" back");
    int payload = FlowRow.payload(sample, sampleAt);
    if (PayloadRecognizer.isNamed(payload)) {
      text.ascii(", which is ").ascii(PayloadRecognizer.protocol(payload).id());
    }
    text.letter('.');
  }

  private void endpoint(long high, long low, int port) {
    boolean ports = FlowRow.hasPorts(sample, sampleAt);
    boolean brackets = ports && FlowRow.isIpv6(sample, sampleAt);
    text.ascii(brackets ? "[" : "").address(high, low).ascii(brackets ? "]" : "");
    if (ports) {
      text.letter(':').number(port);
    }
  }

  private void firstBytes() {
    long lengths = words[at + FindingRow.BYTE_LENGTHS];
    bytes(" The client's first bytes:", at + FindingRow.CLIENT_BYTES, (int) lengths);
    bytes(" The server's first bytes:", at + FindingRow.SERVER_BYTES, (int) (lengths >>> 32));
  }

  private void bytes(String intro, int from, int length) {
    if (length == 0) {
      return;
    }
    text.ascii(intro);
    for (int i = 0; i < length; i++) {
      int octet = (int) (words[from + (i >>> 3)] >>> (56 - 8 * (i & 7))) & 0xFF;
      text.letter(' ').letter(HEX[octet >>> 4]).letter(HEX[octet & 15]);
    }
    text.letter('.');
  }

  private void expected(SharedWords.Guidance guidance) {
    byte[] expected = facts.expected(finding);
    if (expected.length > 0) {
      text.ascii(" Expected: ").utf8(expected).letter('.');
    }
    byte[] rule = facts.ruleInWords(finding);
    if (rule.length > 0) {
      text.ascii(" Rule ").utf8(rule).letter('.');
    }
    if (expected.length == 0 && rule.length == 0) {
      text.ascii(" Background: ").utf8(guidance.basis());
    }
  }

  private void certainty() {
    if (FlowRow.isToMany(sample, sampleAt)) {
      text.ascii(" It was sent to many at once (broadcast or multicast).");
      return;
    }
    DirectionBasis basis = FindingText.basis(FindingRow.basis(words, at));
    text.ascii(" Who is the server: ");
    switch (basis) {
      case SYN -> text.ascii("certain, the client's SYN was seen");
      case SYN_ACK -> text.ascii("the server's SYN+ACK was seen");
      case PAYLOAD -> text.ascii("certain, the bytes say it");
      case ANNOUNCED -> text.ascii("certain, it was announced before");
      default -> text.ascii("a guess (").ascii(basis.label).ascii("), hence no higher severity");
    }
    text.letter('.');
  }
}
