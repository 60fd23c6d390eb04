package org.tidewaiter.report;

import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.service.ServiceSource;

/**
 * The cells of a flow's row from {@code service} to {@code rule}: what it was taken for, and what
 * the rules say of that. Not for several threads.
 */
final class JudgementCells {
  private static final int NAMED = 1 << 24;

  private final FlowVocabulary words;
  private final PortNames portNames;
  private final JoinedCells joined = new JoinedCells();

  JudgementCells(FlowVocabulary vocabulary) {
    words = vocabulary;
    portNames = vocabulary.portNames();
  }

  /** Appends the cells of the flow at {@code (flow, at)}. */
  void write(long[] flow, int at, RowBytes out) {
    int clientZone = zone(flow, at, false);
    int serverZone = zone(flow, at, true);
    long key = namedPort(flow, at);
    key = key << 16 | FlowJudgement.service(flow, at);
    key = key << 4 | FlowJudgement.serviceSource(flow, at);
    key = key << 8 | payload(flow, at);
    key = key << 4 | FlowJudgement.verdict(flow, at);
    key = key << 4 | clientZone << 2 | serverZone;
    int rule = FlowJudgement.rule(flow, at);
    byte[] cells = joined.get(key, rule);
    if (cells == null) {
      RowBytes made = joined.begin();
      service(flow, at, made);
      made.plain(words.zones[clientZone]).comma().plain(words.zones[serverZone]).comma();
      made.plain(words.verdicts[FlowJudgement.verdict(flow, at)]).comma();
      made.plain(rule >= 0 ? words.rules[rule] : FlowVocabulary.NOTHING).comma();
      cells = joined.keep(key, rule);
    }
    out.plain(cells);
  }

  private int zone(long[] flow, int at, boolean server) {
    return words.networks.zoneOf(FlowRow.high(flow, at, server), FlowRow.low(flow, at, server));
  }

  private static int payload(long[] flow, int at) {
    return PayloadRecognizer.protocol(FlowRow.payload(flow, at)).ordinal();
  }

  /** Protocol and port of the server where the registry has a name for them, else 0. */
  private int namedPort(long[] flow, int at) {
    if (!FlowRow.hasPorts(flow, at)) {
      return 0;
    }
    int protocol = FlowRow.protocol(flow, at);
    int port = FlowRow.serverPort(flow, at);
    return portNames.of(protocol, port).length == 0 ? 0 : NAMED | protocol << 16 | port;
  }

  private void service(long[] flow, int at, RowBytes out) {
    int service = FlowJudgement.service(flow, at);
    int source = FlowJudgement.serviceSource(flow, at);
    byte[] registeredName =
        FlowRow.hasPorts(flow, at)
            ? portNames.of(FlowRow.protocol(flow, at), FlowRow.serverPort(flow, at), service)
            : FlowVocabulary.NOTHING;
    boolean registryOnly = source == ServiceSource.IANA.ordinal() && service == 0;
    out.plain(registryOnly ? registeredName : words.services[service]).comma();
    out.plain(words.sources[source]).comma();
    if (!registryOnly) {
      out.plain(registeredName);
    }
    out.comma();
    int payload = payload(flow, at);
    out.plain(words.payloads[payload]).comma();
    out.plain(words.agreements[words.agreement[payload][service]]).comma();
  }
}
